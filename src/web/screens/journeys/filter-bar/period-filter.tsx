import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../../words/language.tsx'
import { type Filters, PERIOD_NAMES } from '../filters.ts'
import { Choice, FilterButton } from './filter-button.tsx'
import { useSaidPeriod } from './filter-words.ts'

interface PeriodProps {
  readonly filters: Filters
  readonly change: (changes: { readonly [Name in keyof Filters]?: Filters[Name] | undefined }) => void
}

const OwnPeriod = ({ filters, change, close }: PeriodProps & { readonly close: () => void }) => {
  const { say } = useWords()
  const [from, setFrom] = useState(filters.from ?? '')
  const [to, setTo] = useState(filters.to ?? '')
  const apply = () => {
    change({ period: undefined, from: from || undefined, to: to || undefined })
    close()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <Text size="sm" className="quiet" mt="sm" mb={4}>
        {say('filter.period.own')}
      </Text>
      <Group gap="xs" wrap="nowrap" align="end">
        <TextInput
          type="date"
          size="xs"
          label={say('filter.period.from')}
          value={from}
          max={to || undefined}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          size="xs"
          label={say('filter.period.to')}
          value={to}
          min={from || undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" disabled={from === '' && to === ''}>
          OK
        </Button>
      </Group>
    </form>
  )
}

/** Journeys of a period: by name, or from a day to a day; by when they were entered, or by when they ended. */
export const PeriodFilter = ({ filters, change }: PeriodProps) => {
  const { say } = useWords()
  const said = useSaidPeriod()(filters)
  const none = { period: undefined, from: undefined, to: undefined, by: undefined, compare: undefined }
  return (
    <FilterButton name={say('filter.period')} value={said} remove={() => change(none)}>
      {(close) => (
        <>
          <SegmentedControl
            size="xs"
            fullWidth
            mb="xs"
            aria-label={say('filter.by')}
            value={filters.by ?? 'entered'}
            onChange={(by) => change({ by: by === 'ended' ? 'ended' : undefined })}
            data={(['entered', 'ended'] as const).map((by) => ({ value: by, label: say(`filter.by.${by}`) }))}
          />
          <Choice
            label={say('filter.period')}
            chosen={filters.period}
            options={[
              { value: 'all', label: say('filter.period.all') },
              ...PERIOD_NAMES.map((value) => ({ value, label: say(`filter.period.${value}`) })),
            ]}
            choose={(value) => {
              const period = PERIOD_NAMES.find((name) => name === value)
              change(period ? { period, from: undefined, to: undefined } : none)
              close()
            }}
          />
          <OwnPeriod filters={filters} change={change} close={close} />
        </>
      )}
    </FilterButton>
  )
}
