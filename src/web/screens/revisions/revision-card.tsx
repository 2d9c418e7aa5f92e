import { Button, Group, Menu, Text } from '@mantine/core'
import { IconArchive, IconCheck, IconDots, IconEyeCheck, IconHistory } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { StatusBadge } from './status-badge.tsx'
import type { ShownRevision, Verb } from './use-revisions.ts'

interface Props {
  readonly map: string
  readonly mark: string
  readonly revision: ShownRevision
  /** The latest one has nothing to be restored over. */
  readonly latest: boolean
  readonly restored?: () => void
}

const VERBS = { review: IconEyeCheck, publish: IconCheck, restore: IconHistory, archive: IconArchive } as const

/** What may be done with a revision, given where it stands. */
const possible = ({ status }: ShownRevision, latest: boolean): readonly Verb[] => [
  ...(status === 'draft' && latest ? (['review'] as const) : []),
  ...(status === 'draft' || status === 'in_review' ? (['publish'] as const) : []),
  ...(latest ? [] : (['restore'] as const)),
  ...(status === 'archived' ? [] : (['archive'] as const)),
]

const Steps = ({ revision }: { readonly revision: ShownRevision }) => {
  const { say } = useWords()
  const later = revision.changes.slice(1)
  if (later.length === 0) return null
  return (
    <ul className="status-steps">
      {later.map(({ status, at, signed, why, reviewed }) => (
        <li key={at + status}>
          <Text size="xs" className="quiet" span>
            {say(`status.${status}`)} · {signed ?? say('people.unnamed')} · <When at={at} />
            {status === 'approved' && !reviewed && ` · ${say('revisions.unreviewed')}`}
            {why !== undefined && ` · ${why}`}
          </Text>
        </li>
      ))}
    </ul>
  )
}

/** One revision: its number, where it stands and how it came there, who kept it and why, and what may be done with it. */
export const RevisionCard = ({ map, mark, revision, latest, restored }: Props) => {
  const { say } = useWords()
  const [verb, setVerb] = useState<Verb>()
  const { revision: number, status, signed, at, why } = revision
  return (
    <article className="revision">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={8}>
          <Text fw={660}>{say('revisions.number', { revision: number })}</Text>
          <StatusBadge status={status} />
        </Group>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={say('revisions.actions', { revision: number })}
            >
              <IconDots size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {possible(revision, latest).map((each) => {
              const Icon = VERBS[each]
              return (
                <Menu.Item key={each} leftSection={<Icon size={16} />} onClick={() => setVerb(each)}>
                  {say(`revisions.${each}`)}
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <Text size="sm" className="quiet">
        {signed ?? say('people.unnamed')} · <When at={at} />
      </Text>
      {why !== undefined && <Text size="sm">{why}</Text>}
      <Steps revision={revision} />
      {!latest && (
        <Link
          to="/maps/$map/revisions"
          params={{ map }}
          search={{ from: number }}
          style={{ fontSize: 'var(--mantine-font-size-sm)', color: 'var(--mantine-color-anchor)' }}
        >
          {say('revisions.compare.last')}
        </Link>
      )}
      {verb && (
        <ChangeDialog
          map={map}
          mark={mark}
          revision={number}
          verb={verb}
          close={() => setVerb(undefined)}
          {...(verb === 'restore' && restored && { done: restored })}
        />
      )}
    </article>
  )
}
