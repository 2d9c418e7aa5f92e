import { ActionIcon, Button, Group, Indicator, Popover, Text } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconAt,
  IconBell,
  IconCheck,
  IconEyeCheck,
  IconFileImport,
  IconMessageReply,
  IconPlugConnectedX,
  IconSparkles,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { NoticeKind } from '../../../notices/index.ts'
import { PlaceLink } from '../../kit/place-link.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { type ShownNotice, useMarkRead, useNotices } from './use-notices.ts'
import './notices.css'

const ICONS: Readonly<Record<NoticeKind, Icon>> = {
  mention: IconAt,
  reply: IconMessageReply,
  'review-asked': IconEyeCheck,
  published: IconCheck,
  'import-finished': IconFileImport,
  'import-failed': IconAlertTriangle,
  'moment-noticed': IconSparkles,
  'breaking-point': IconAlertTriangle,
  'source-silent': IconPlugConnectedX,
}

const Line = ({ notice, go }: { readonly notice: ShownNotice; readonly go: () => void }) => {
  const { say } = useWords()
  const { kind, sentence, excerpt, at, read, place } = notice
  const Icon = ICONS[kind]
  return (
    <li>
      <PlaceLink place={place} className={read ? 'notice-line' : 'notice-line unread'} onGo={go}>
        <Icon size={18} aria-hidden />
        <span>
          {!read && <span className="visually-hidden">{say('notices.unread.one')} </span>}
          {sentence}
          {excerpt !== undefined && <span className="excerpt">{excerpt}</span>}
          <span className="when">
            <When at={at} />
          </span>
        </span>
      </PlaceLink>
    </li>
  )
}

const Panel = ({ close }: { readonly close: () => void }) => {
  const { say } = useWords()
  const notices = useNotices()
  const mark = useMarkRead()
  const items = notices.data?.items ?? []
  const go = ({ id, read }: ShownNotice) => {
    if (!read) mark.mutate([id])
    close()
  }
  return (
    <>
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Text component="h2" fw={660} m={0}>
          {say('notices.title')}
        </Text>
        {(notices.data?.unread ?? 0) > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => mark.mutate(undefined)}>
            {say('notices.read.all')}
          </Button>
        )}
      </Group>
      <Trouble problem={notices.error} />
      {items.length === 0 && !notices.isError && (
        <Text size="sm" className="quiet">
          {say('notices.none')}
        </Text>
      )}
      <ul className="notices">
        {items.map((notice) => (
          <Line key={notice.id} notice={notice} go={() => go(notice)} />
        ))}
      </ul>
    </>
  )
}

/** What one should know, from every screen. */
export const Bell = () => {
  const { say } = useWords()
  const [opened, setOpened] = useState(false)
  const notices = useNotices()
  const unread = notices.data?.unread ?? 0
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width="min(26rem, calc(100vw - 1rem))"
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Indicator label={unread > 99 ? '99+' : unread} disabled={unread === 0} size={16} offset={5} color="red.8">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={say('notices.bell', { count: unread })}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconBell size={20} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={say('notices.title')} className="notices-panel">
        <Panel close={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
