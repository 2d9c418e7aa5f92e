import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { type Anchor, isAnchor } from '../../../comments/index.ts'
import { Problem } from '../../ask.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'
import type { AsideProps } from '../journeys/view-props.ts'
import { useAnchorTitle } from './anchor-title.ts'
import { Composer } from './composer.tsx'
import { NamePrompt } from './name-prompt.tsx'
import { ThreadCard } from './thread-card.tsx'
import { type Saying, type ShownThread, useSay, useThreads } from './use-comments.ts'
import './comments.css'

type Shown = 'open' | 'resolved'

const Threads = ({ id, map, of: anchor, threads }: AsideProps & { readonly threads: readonly ShownThread[] }) => {
  const { say } = useWords()
  const saying = useSay(id)
  const titleOf = useAnchorTitle(map)
  const [shown, setShown] = useState<Shown>('open')
  const here = threads.filter((thread) => anchor === '' || thread.anchor === anchor)
  const of = (resolved: boolean) => here.filter((thread) => thread.resolved === resolved)
  const act = (what: Saying) => saying.mutateAsync(what)
  // What cannot stay in a composer (settling, erasing) says by itself that it failed.
  const failed = saying.isError && ['settle', 'erase'].includes(saying.variables.do) ? saying.error : undefined
  const list = of(shown === 'resolved')
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('comments.shown')}
        value={shown}
        onChange={(next) => setShown(next as Shown)}
        data={[
          { value: 'open', label: say('comments.open', { count: of(false).length }) },
          { value: 'resolved', label: say('comments.resolved', { count: of(true).length }) },
        ]}
      />
      {failed && (
        <Alert color="red" role="alert" title={say('comments.undone')}>
          {failed instanceof Problem ? `${failed.message} ${failed.remedy}` : say('comments.unreached')}
        </Alert>
      )}
      {list.length === 0 && (
        <Text size="sm" className="quiet">
          {say(shown === 'open' ? 'comments.none' : 'comments.none.resolved')}
        </Text>
      )}
      {list.map((thread) => (
        <ThreadCard
          key={thread.id}
          map={id}
          thread={thread}
          {...(anchor === '' && { about: titleOf(thread.anchor) })}
          act={act}
        />
      ))}
    </>
  )
}

/** What people say about the map, or about one thing of it: `?aside=comments:touchpoint:show-flat`. */
export const CommentsAside = (props: AsideProps) => {
  const { id, map, of } = props
  const { say } = useWords()
  const { show } = useAside()
  const titleOf = useAnchorTitle(map)
  const threads = useThreads(id)
  const saying = useSay(id)
  const anchor: Anchor = isAnchor(of) ? of : 'map'
  return (
    <Stack gap="md" className="comments">
      {of !== '' && (
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={640}>{titleOf(anchor)}</Text>
          <Button size="compact-xs" variant="subtle" onClick={() => show('comments')}>
            {say('comments.all')}
          </Button>
        </Group>
      )}
      <Composer
        key={anchor}
        place={`start.${id}.${anchor}`}
        label={say('comments.write', { title: titleOf(anchor) })}
        verb={say('comments.say')}
        say={(text) => saying.mutateAsync({ do: 'start', anchor, text })}
      />
      <NamePrompt />
      {threads.isPending && <Working />}
      {threads.isError && <Failed problem={threads.error} retry={() => void threads.refetch()} />}
      {threads.data && <Threads {...props} threads={threads.data} />}
      <Text size="xs" className="quiet">
        {say('people.declared')}
      </Text>
    </Stack>
  )
}
