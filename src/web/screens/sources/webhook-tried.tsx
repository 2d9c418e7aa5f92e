import { Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { CHANNELS } from '../../../events/index.ts'
import { Problem } from '../../ask.ts'
import { Notice } from '../../kit/notice.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import type { Tried } from './use-webhooks.ts'

const isClaim = (name: string) => name.startsWith('claimed.')

const One = ({ one }: { readonly one: Tried['events'][number] }) => {
  const { say } = useWords()
  const channel = one.channel in CHANNELS ? say(`channel.${one.channel as 'web'}`) : one.channel
  const known = Object.entries(one.properties).filter(([name]) => !isClaim(name))
  const claims = Object.entries(one.properties).filter(([name]) => isClaim(name))
  return (
    <li className="card tried-one">
      <Text fw={620}>
        <IconCheck size={16} aria-hidden className="tried-sign" /> {one.event}
      </Text>
      <Text size="sm" className="quiet">
        <When at={one.at} /> · {channel}
        {one.party === 'third' && ` · ${say('webhooks.third')}`}
        {one.store !== '' && ` · ${one.store}`}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {one.identifier}
      </Text>
      {known.length > 0 && (
        <dl className="tried-properties">
          {known.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {claims.length > 0 && (
        <Text size="sm" className="quiet">
          {say('webhooks.claims', { list: claims.map(([, value]) => value).join(', ') })}
        </Text>
      )}
    </li>
  )
}

/** The events that an example gives, as one types. */
export const WebhookTried = ({ tried, error }: { readonly tried: Tried | undefined; readonly error: Error | null }) => {
  const { say, number } = useWords()
  if (error)
    return (
      <Notice tone="bad" title={error.message} role="status">
        {error instanceof Problem ? error.remedy : ''}
      </Notice>
    )
  if (!tried)
    return (
      <Text className="quiet" role="status">
        {say('webhooks.tried.none')}
      </Text>
    )
  return (
    <div role="status">
      <Text fw={620} mb="xs">
        {say('webhooks.tried', { count: number(tried.events.length) })}
      </Text>
      <ul className="tried">
        {tried.events.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an event of an example is its place
          <One key={place} one={one} />
        ))}
        {tried.stopped.map(({ reason, detail }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an event of an example is its place
          <li key={`stopped ${place}`} className="card tried-one">
            <Text c="var(--bad)">
              <IconX size={16} aria-hidden /> {say('webhooks.tried.stopped', { reason: `${reason} (${detail})` })}
            </Text>
          </li>
        ))}
      </ul>
      {tried.unmapped > 0 && (
        <Text size="sm" className="quiet" mt="xs">
          {say('webhooks.tried.unmapped', { count: number(tried.unmapped) })}
        </Text>
      )}
    </div>
  )
}
