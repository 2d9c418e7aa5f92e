import { Button, Group, Select, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { PEOPLE_ORDERS, type PeopleOrder, type PersonRow, selectionFrom } from '../../../../explorations/index.ts'
import { useWords } from '../../../words/language.tsx'
import { useFilters } from '../use-filters.ts'
import type { AsideProps } from '../view-props.ts'
import { PeopleList } from './people-list.tsx'
import { PersonJourney } from './person-journey.tsx'
import { useSelectionWords } from './selection-words.ts'
import { usePeopleFile, usePeoplePages } from './use-people.ts'
import './people.css'

/** Who is behind a number: as many as it counts, to sort, to save, to open one by one. */
export const PeopleAside = ({ id, map }: AsideProps) => {
  const { say, number } = useWords()
  const { of: said } = useSearch({ strict: false })
  const of = typeof said === 'string' ? said : 'journeys'
  const { filters } = useFilters()
  const [order, setOrder] = useState<PeopleOrder>('last')
  const [opened, open] = useState<PersonRow>()
  const words = useSelectionWords(map)
  const save = usePeopleFile()
  const selection = selectionFrom(of)
  const asked = { id, filters, of, order, descending: order !== 'stage' && order !== 'status' }
  const [first] = usePeoplePages(asked, selection ? [0] : [])
  if (!selection) return <Text>{say('people.unreadable')}</Text>
  if (opened) return <PersonJourney id={id} map={map} filters={filters} row={opened} back={() => open(undefined)} />
  const total = first?.data?.total
  return (
    <div className="people">
      <Text fw={600} lh={1.3}>
        {words(selection)}
      </Text>
      <Text size="sm" className="quiet" role="status" mb="xs">
        {total === undefined
          ? say('state.working')
          : say('people.count', { count: total, people: number(first?.data?.people ?? 0) })}
      </Text>
      <Group gap="xs" mb="xs" wrap="nowrap">
        <Select
          size="xs"
          flex={1}
          aria-label={say('people.order')}
          data={PEOPLE_ORDERS.map((value) => ({ value, label: say(`people.order.${value}`) }))}
          value={order}
          allowDeselect={false}
          onChange={(next) => setOrder((next ?? 'last') as PeopleOrder)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          disabled={!total}
          onClick={() => void save(asked, `${id}.csv`)}
        >
          CSV
        </Button>
      </Group>
      <PeopleList key={`${of} ${order}`} map={map} asked={asked} open={open} />
    </div>
  )
}
