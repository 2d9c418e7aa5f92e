import { UnstyledButton } from '@mantine/core'
import { CHANNELS } from '../../../events/index.ts'
import { useCalled } from '../../kit/called.ts'
import { EventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import type { Kept } from './use-log.ts'

/** A channel of the vocabulary in the reader's words, any other as it came. */
export const useLogChannel = () => {
  const { say } = useWords()
  return (channel: string): string => (channel in CHANNELS ? say(`channel.${channel as 'web'}`) : channel || '–')
}

/** One interaction of the log in one line: when, what, where, from whom it came, whose it is. Opens it. */
export const KeptLine = ({ kept, open }: { readonly kept: Kept; readonly open: () => void }) => {
  const { moment } = useWords()
  const channelOf = useLogChannel()
  const called = useCalled()
  return (
    <UnstyledButton className="log-line" onClick={open}>
      <time className="quiet" dateTime={kept.at}>
        {moment(kept.at)}
      </time>
      <span className="log-what">
        <EventName event={kept.event} />
      </span>
      <span className="quiet">{[channelOf(kept.channel), kept.store].filter(Boolean).join(' · ')}</span>
      <span className="quiet">{kept.source}</span>
      <span className="log-who" title={kept.identifier}>
        {called(kept.identifier)}
      </span>
    </UnstyledButton>
  )
}
