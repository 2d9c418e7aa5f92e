import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconMapPin, IconMessageCirclePlus, IconRotate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { CommentLine } from './comment-line.tsx'
import { Composer } from './composer.tsx'
import type { Saying, ShownThread } from './use-comments.ts'

interface Props {
  readonly map: string
  readonly thread: ShownThread
  /** What it is about, by its title; nothing where the list is about that thing only. */
  readonly about?: string
  readonly act: (saying: Saying) => Promise<unknown>
}

const LastTurn = ({ thread: { turns } }: { readonly thread: ShownThread }) => {
  const { say } = useWords()
  const last = turns.at(-1)
  if (!last) return null
  const name = last.signed ?? say('people.unnamed')
  return (
    <Text size="xs" className="quiet">
      {say(last.state === 'resolved' ? 'comments.resolved.by' : 'comments.reopened.by', { name })} ·{' '}
      <When at={last.at} />
    </Text>
  )
}

/** One thread: what it is about, what was said, a place to reply, and a way to settle it. */
export const ThreadCard = ({ map, thread, about, act }: Props) => {
  const { say } = useWords()
  const [replying, setReplying] = useState(false)
  const { id, anchor, comments, resolved } = thread
  const pending = id === 'pending'
  return (
    <section className={resolved ? 'thread resolved' : 'thread'} aria-label={about ?? say('comments.thread')}>
      {about !== undefined && (
        <Link to="/maps/$map" params={{ map }} search={{ aside: `comments:${anchor}` }} className="anchor">
          <IconMapPin size={14} aria-hidden /> {about}
        </Link>
      )}
      <Stack gap="sm">
        {comments.map((comment) => (
          <CommentLine key={comment.id} thread={id} comment={comment} act={act} />
        ))}
        <LastTurn thread={thread} />
        {replying && !pending && (
          <Composer
            place={`reply.${id}`}
            label={say('comments.reply')}
            verb={say('comments.reply')}
            autoFocus
            say={(text) => act({ do: 'reply', thread: id, text })}
            cancel={() => setReplying(false)}
          />
        )}
        {!replying && !pending && (
          <Group gap={4}>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconMessageCirclePlus size={14} />}
              onClick={() => setReplying(true)}
            >
              {say('comments.reply')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              leftSection={resolved ? <IconRotate size={14} /> : <IconCheck size={14} />}
              onClick={() => void act({ do: 'settle', thread: id, state: resolved ? 'open' : 'resolved' })}
            >
              {say(resolved ? 'comments.reopen' : 'comments.resolve')}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}
