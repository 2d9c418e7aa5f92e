import { Badge, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { NewMapButton } from '../new-map/new-map-button.tsx'
import { type ListedMap, useMaps } from './use-maps.ts'

const COLOURS = { draft: 'gray', in_review: 'yellow', approved: 'teal', archived: 'gray' } as const
export const FIRST_STEPS = [
  'parcours import export.csv --source crm',
  'parcours map draft -o parcours.yaml',
  'parcours map push parcours.yaml',
] as const

const Row = ({ map }: { readonly map: ListedMap }) => {
  const { say, date } = useWords()
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/maps/$map" params={{ map: map.id }} style={{ color: 'inherit', fontWeight: 600 }}>
          {map.title}
        </Link>
        <Text size="sm" className="quiet">
          {map.id}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={COLOURS[map.status]}>
          {say(`status.${map.status}`)}
        </Badge>
      </Table.Td>
      <Table.Td visibleFrom="sm">{map.revision}</Table.Td>
      <Table.Td visibleFrom="sm">{date(map.at)}</Table.Td>
    </Table.Tr>
  )
}

/** Every map, its state and how fresh it is. */
export const Portfolio = () => {
  const { say } = useWords()
  const maps = useMaps()
  const [filter, setFilter] = useState('')
  if (maps.isPending) return <Working />
  if (maps.isError) return <Failed problem={maps.error} retry={() => void maps.refetch()} />
  const wanted = filter.trim().toLowerCase()
  const shown = maps.data.filter(({ title, id }) => `${title} ${id}`.toLowerCase().includes(wanted))
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1}>{say('maps.title')}</Title>
          <Text className="quiet">{say('maps.lead')}</Text>
        </div>
        <NewMapButton />
      </Group>
      {maps.data.length === 0 ? (
        <Empty title={say('maps.empty')} lead={say('maps.empty.lead')} commands={FIRST_STEPS} />
      ) : (
        <>
          <TextInput
            aria-label={say('maps.filter')}
            placeholder={say('maps.filter')}
            leftSection={<IconSearch size={16} />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            maw={360}
          />
          <div className="card" style={{ overflowX: 'auto' }}>
            <Table verticalSpacing="sm" horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('maps.column.title')}</Table.Th>
                  <Table.Th>{say('maps.column.status')}</Table.Th>
                  <Table.Th visibleFrom="sm">{say('maps.column.revision')}</Table.Th>
                  <Table.Th visibleFrom="sm">{say('maps.column.at')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((map) => (
                  <Row key={map.id} map={map} />
                ))}
              </Table.Tbody>
            </Table>
            {shown.length === 0 && (
              <Text p="md" className="quiet">
                {say('maps.none')}
              </Text>
            )}
          </div>
        </>
      )}
    </Stack>
  )
}
