import { Badge, Button, Group, Text } from '@mantine/core'
import { IconFrame, IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { JourneyMap } from '../../../maps/index.ts'
import { Trouble } from '../../kit/trouble.tsx'
import { useChannelName } from '../../words/channel.ts'
import { useWords } from '../../words/language.tsx'
import { limitsOf } from './limits.ts'
import { type ListedShare, useRevokeShare } from './use-shares.ts'

/** One share: what it shows, until when, how often it was opened, and its end. */
export const ShareLine = ({ share, map }: { readonly share: ListedShare; readonly map: JourneyMap }) => {
  const { say, date } = useWords()
  const channelName = useChannelName(map)
  const revoke = useRevokeShare()
  const [sure, ask] = useState(false)
  const Icon = share.place === 'embed' ? IconFrame : IconLink
  const limits = limitsOf(share.filters, say, channelName, date)
  const revision =
    share.revision === 'approved'
      ? say('shares.revision.approved')
      : say('shares.revision.fixed', { n: share.revision })
  const facts = [
    revision,
    share.expiresAt === null ? say('shares.until.never') : say('shares.until', { date: date(share.expiresAt) }),
    share.openedAt === null
      ? say('shares.opened.never')
      : say('shares.opened', { count: share.opened, date: date(share.openedAt) }),
    ...share.origins,
    ...limits,
  ]
  return (
    <li className="card" style={{ padding: '0.6rem 0.75rem' }}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group gap={6} wrap="nowrap" align="flex-start">
          <Icon size={16} style={{ marginTop: 3, flexShrink: 0 }} aria-hidden />
          <div>
            <Text fw={600} size="sm">
              {share.label || say(`shares.shows.${share.shows}`)}
            </Text>
            <Text size="xs" className="quiet">
              {[...(share.label ? [say(`shares.shows.${share.shows}`)] : []), ...facts].join(' · ')}
            </Text>
          </div>
        </Group>
        {share.state !== 'open' && (
          <Badge variant="light" color="gray" style={{ flexShrink: 0 }}>
            {say(`shares.state.${share.state}`)}
          </Badge>
        )}
        {share.state === 'open' && !sure && (
          <Button size="compact-sm" variant="subtle" color="red" style={{ flexShrink: 0 }} onClick={() => ask(true)}>
            {say('shares.revoke')}
          </Button>
        )}
      </Group>
      {share.state === 'open' && sure && (
        <Group gap="xs" mt="xs">
          <Text size="sm">{say('shares.revoke.sure')}</Text>
          <Button size="compact-sm" color="red" loading={revoke.isPending} onClick={() => revoke.mutate(share.id)}>
            {say('shares.revoke.yes')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => ask(false)}>
            {say('shares.revoke.no')}
          </Button>
        </Group>
      )}
      <Trouble problem={revoke.error} />
    </li>
  )
}
