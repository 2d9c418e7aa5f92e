import { Badge, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { DropZone } from './drop-zone.tsx'
import { useUploads } from './uploads.ts'
import { type ToldImport, useImports } from './use-imports.ts'

const COLOURS = {
  receiving: 'gray',
  ready: 'yellow',
  waiting: 'gray',
  running: 'petrol',
  finished: 'teal',
  cancelled: 'gray',
  refused: 'red',
} as const

const Row = ({ one, sent }: { readonly one: ToldImport; readonly sent: number | undefined }) => {
  const { say, number, moment, percent } = useWords()
  const { account, advance } = one
  const share =
    one.state === 'receiving' && sent !== undefined
      ? sent / one.size
      : advance && advance.size > 0
        ? advance.consumed / advance.size
        : undefined
  return (
    <Table.Tr>
      <Table.Td>
        <Link
          to="/collect/import/$import"
          params={{ import: one.id }}
          style={{ color: 'inherit', fontWeight: 600, overflowWrap: 'anywhere' }}
        >
          {one.file}
        </Link>
        <Text size="sm" className="quiet">
          {one.source ?? '–'}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={COLOURS[one.state]}>
          {say(`import.state.${one.state}`)}
          {share !== undefined && ` ${percent(Math.min(1, share))}`}
        </Badge>
      </Table.Td>
      <Table.Td ta="right">{number(account?.kept ?? advance?.kept ?? 0)}</Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {number(account?.duplicates ?? advance?.duplicates ?? 0)}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {number(account?.rejected ?? advance?.rejected ?? 0)}
      </Table.Td>
      <Table.Td visibleFrom="sm">{moment(one.begunAt)}</Table.Td>
    </Table.Tr>
  )
}

const Past = ({ items }: { readonly items: readonly ToldImport[] }) => {
  const { say } = useWords()
  const uploads = useUploads()
  return (
    <section aria-labelledby="past-imports">
      <Title order={2} size="h4" id="past-imports" mb="xs">
        {say('import.past')}
      </Title>
      <div className="card" style={{ overflowX: 'auto' }}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('import.column.file')}</Table.Th>
              <Table.Th>{say('import.column.state')}</Table.Th>
              <Table.Th ta="right">{say('import.column.kept')}</Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                {say('import.column.duplicates')}
              </Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                {say('import.column.rejected')}
              </Table.Th>
              <Table.Th visibleFrom="sm">{say('import.column.at')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((one) => (
              <Row key={one.id} one={one} sent={uploads.get(one.id)?.sent} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}

/** Where files come in: drop one, and see what became of those before. */
export const ImportHome = () => {
  const { say } = useWords()
  const imports = useImports()
  return (
    <Stack gap="lg" maw={1100}>
      <div>
        <Title order={1}>{say('import.title')}</Title>
        <Text className="quiet" maw={720}>
          {say('import.lead')}
        </Text>
      </div>
      <DropZone />
      {imports.isPending && <Working />}
      {imports.isError && <Failed problem={imports.error} retry={() => void imports.refetch()} />}
      {imports.data && imports.data.length > 0 && <Past items={imports.data} />}
      {imports.data?.length === 0 && (
        <Text className="quiet" maw={720}>
          {say('import.past.none')}
        </Text>
      )}
    </Stack>
  )
}
