import { Badge, Stack, Table, Text, Title } from '@mantine/core'
import { CHANNELS } from '../../../events/index.ts'
import { Scroller } from '../../kit/scroller.tsx'
import { useWords } from '../../words/language.tsx'
import { COUNT_ROLES, EVENT_ROLES } from './role-choices.tsx'
import type { ToldPreview } from './use-imports.ts'
import './imports.css'

const Raw = ({ preview }: { readonly preview: ToldPreview }) => {
  const { say } = useWords()
  const roleOf = (column: string) => preview.mapping.find((each) => each.column === column)?.role
  return (
    <Scroller name={say('import.cells')}>
      <Table className="import-cells" verticalSpacing={6} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="quiet">{say('import.cells.line')}</Table.Th>
            {preview.columns.map(({ name }) => {
              const role = roleOf(name)
              return (
                <Table.Th key={name} data-used={role !== undefined || undefined}>
                  {role && (
                    <Badge size="sm" variant="light" style={{ display: 'block', width: 'fit-content' }} mb={2}>
                      {say(`import.role.${role}`)}
                    </Badge>
                  )}
                  {name}
                </Table.Th>
              )
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.head.map(({ line, cells }) => (
            <Table.Tr key={line}>
              <Table.Td className="quiet">{line}</Table.Td>
              {preview.columns.map(({ name }, column) => (
                <Table.Td key={name} data-used={roleOf(name) !== undefined || undefined} title={cells[column]}>
                  {cells[column]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
}

const TIMES = new Set(['time', 'from', 'to'])

const Becoming = ({ preview, aggregate }: { readonly preview: ToldPreview; readonly aggregate: boolean }) => {
  const { say, moment } = useWords()
  const roles: readonly string[] = aggregate ? COUNT_ROLES : EVENT_ROLES
  const shown = roles.filter((role) => preview.becomes.some(({ cells }) => cells?.[role]))
  const cellOf = (role: string, text: string | undefined) => {
    if (role === 'channel' && text && text in CHANNELS) return say(`channel.${text as 'web'}`)
    return text && TIMES.has(role) && !Number.isNaN(Date.parse(text)) ? moment(text) : text
  }
  return (
    <Scroller name={say('import.becomes')}>
      <Table className="import-cells" verticalSpacing={6} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="quiet">{say('import.cells.line')}</Table.Th>
            {shown.map((role) => (
              <Table.Th key={role}>{say(`import.role.${role as 'time'}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.becomes.map(({ line, cells, why }) => (
            <Table.Tr key={line} className="becoming" data-rejected={why !== undefined || undefined}>
              <Table.Td className="quiet">{line}</Table.Td>
              {cells ? (
                shown.map((role) => <Table.Td key={role}>{cellOf(role, cells[role])}</Table.Td>)
              ) : (
                <Table.Td colSpan={shown.length}>{say('import.becomes.rejected', { why: why ?? '' })}</Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
}

/** The first rows of the file, and under them what they become. */
export const Cells = ({
  preview,
  aggregate,
  stale,
}: {
  readonly preview: ToldPreview
  readonly aggregate: boolean
  readonly stale: boolean
}) => {
  const { say } = useWords()
  return (
    <Stack gap="xs" style={{ opacity: stale ? 0.6 : 1, transition: 'opacity 120ms 200ms' }} aria-busy={stale}>
      <Title order={2} size="h4">
        {say('import.cells')}
      </Title>
      <Raw preview={preview} />
      {preview.becomes.length > 0 && (
        <>
          <Title order={2} size="h4" mt="sm">
            {say('import.becomes')}
          </Title>
          <Text size="sm" className="quiet">
            {say('import.becomes.lead')}
          </Text>
          <Becoming preview={preview} aggregate={aggregate} />
        </>
      )}
    </Stack>
  )
}
