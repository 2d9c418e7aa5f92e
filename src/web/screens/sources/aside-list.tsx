import { Button, Code, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { type Aside, useAside, useReplay, useReveal } from './use-sources.ts'

const readable = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A message put right by hand, then taken in. */
const Mend = ({ one, first, close }: { readonly one: Aside; readonly first: string; readonly close: () => void }) => {
  const { say } = useWords()
  const [text, setText] = useState(first)
  const replay = useReplay()
  const message = readable(text)
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say('sources.mend.title')}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
      closeOnClickOutside={false}
    >
      <Stack gap="sm">
        <Text size="sm">
          {one.what}. {one.remedy}
        </Text>
        <Textarea
          aria-label={say('sources.mend.message')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={8}
          maxRows={20}
          error={message === undefined ? say('sources.mend.unreadable') : undefined}
          styles={{ input: { fontFamily: 'monospace', fontSize: '0.85rem' } }}
          spellCheck={false}
          data-autofocus
        />
        <FormFoot
          problem={replay.error}
          submit={say('sources.replay')}
          busy={replay.isPending}
          disabled={message === undefined}
          go={() => replay.mutate({ id: one.id, message }, { onSuccess: close })}
          cancel={close}
        />
      </Stack>
    </Modal>
  )
}

const Stopped = ({ one }: { readonly one: Aside }) => {
  const { say } = useWords()
  const replay = useReplay()
  const reveal = useReveal()
  const [mending, setMending] = useState<string>()
  const mend = () => reveal.mutate(one.id, { onSuccess: ({ message }) => setMending(JSON.stringify(message, null, 2)) })
  return (
    <article className="card aside-one">
      <Group justify="space-between" gap="xs" align="baseline">
        <Text fw={620}>{one.what}</Text>
        <Text size="sm" className="quiet">
          {one.source} · <When at={one.at} />
        </Text>
      </Group>
      <Text size="sm" className="quiet">
        {one.remedy} ({one.detail})
      </Text>
      <Code block mt="xs" className="aside-message" tabIndex={0}>
        {JSON.stringify(one.message)}
      </Code>
      <Group mt="sm" gap="xs">
        <Button
          size="compact-sm"
          variant="light"
          loading={replay.isPending}
          onClick={() => replay.mutate({ id: one.id })}
        >
          {say('sources.replay')}
        </Button>
        <Button size="compact-sm" variant="subtle" loading={reveal.isPending} onClick={mend}>
          {say('sources.mend')}
        </Button>
        <Trouble problem={replay.error ?? reveal.error} />
      </Group>
      {mending !== undefined && <Mend one={one} first={mending} close={() => setMending(undefined)} />}
    </article>
  )
}

/** What was no interaction, kept a month with why: put right, it is taken in after all. */
export const AsideList = ({ source }: { readonly source: string | undefined }) => {
  const { say } = useWords()
  const aside = useAside(source)
  return (
    <Stack gap="md">
      <Text maw={760}>{say('sources.aside.lead')}</Text>
      {source !== undefined && (
        <Group gap="xs">
          <Text size="sm">{say('sources.aside.of', { name: source })}</Text>
          <Link to="/collect/sources" search={{ view: 'aside' }}>
            {say('sources.all')}
          </Link>
        </Group>
      )}
      {aside.isPending && <Working />}
      {aside.isError && <Failed problem={aside.error} retry={() => void aside.refetch()} />}
      {aside.data?.items.length === 0 && (
        <Notice tone="good" title={say('sources.aside.none')}>
          {say('sources.aside.none.lead')}
        </Notice>
      )}
      {aside.data?.items.map((one) => (
        <Stopped key={one.id} one={one} />
      ))}
      {aside.data?.more && (
        <Text size="sm" className="quiet">
          {say('sources.aside.more')}
        </Text>
      )}
    </Stack>
  )
}
