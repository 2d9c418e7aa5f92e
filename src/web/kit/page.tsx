import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** The head of every screen: what it is, what it tells, and what can be done there. */
export const PageHead = ({
  title,
  lead,
  actions,
}: {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
}) => (
  <Group component="header" justify="space-between" align="flex-start" gap="sm" className="page-head">
    <div style={{ minWidth: 0, flex: '1 1 20rem' }}>
      <Title order={1}>{title}</Title>
      {lead !== undefined && (
        <Text component="div" className="quiet">
          {lead}
        </Text>
      )}
    </div>
    {actions !== undefined && <Group gap="xs">{actions}</Group>}
  </Group>
)
