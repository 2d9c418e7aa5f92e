import { Autocomplete, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { isPersonal } from '../../../../events/index.ts'
import { useWords } from '../../../words/language.tsx'
import { FilterButton } from './filter-button.tsx'
import { useProperties, useValues } from './use-vocabulary.ts'

const SIGNS = { eq: '=', ne: '!=', gte: '>=', lte: '<=', prefix: '^=', contains: '~=' } as const
const OPERATORS = ['eq', 'ne', 'gte', 'lte', 'prefix', 'contains', 'exists'] as const
type Operator = (typeof OPERATORS)[number]

const conditionText = (property: string, op: Operator, value: string): string =>
  op === 'exists' ? property : `${property}${SIGNS[op]}${value}`

const Builder = ({ add }: { readonly add: (text: string) => void }) => {
  const { say } = useWords()
  const [property, setProperty] = useState('')
  const [op, setOp] = useState<Operator>('eq')
  const [value, setValue] = useState('')
  const [sought] = useDebouncedValue(value, 150)
  const properties = useProperties()
  const personal = isPersonal(property)
  const values = useValues(personal ? '' : property, sought)
  const complete = property !== '' && !personal && (op === 'exists' || value !== '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) add(conditionText(property, op, value))
      }}
    >
      <Stack gap="xs" w={290}>
        <Text size="sm" className="quiet">
          {say('filter.condition.how')}
        </Text>
        <Autocomplete
          data-autofocus
          label={say('filter.condition.property')}
          data={properties.filter((name) => !isPersonal(name))}
          value={property}
          onChange={setProperty}
          limit={60}
          comboboxProps={{ withinPortal: false }}
          {...(personal && { error: say('filter.condition.personal') })}
        />
        <Group gap="xs" wrap="nowrap" align="end">
          <Select
            w={130}
            aria-label={say('filter.condition')}
            data={OPERATORS.map((each) => ({ value: each, label: say(`filter.op.${each}`) }))}
            value={op}
            onChange={(next) => setOp((next ?? 'eq') as Operator)}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
          {op !== 'exists' && (
            <Autocomplete
              flex={1}
              label={say('filter.condition.value')}
              data={values}
              value={value}
              onChange={setValue}
              limit={60}
              comboboxProps={{ withinPortal: false }}
            />
          )}
        </Group>
        <Button type="submit" size="sm" disabled={!complete}>
          {say('filter.condition.add')}
        </Button>
      </Stack>
    </form>
  )
}

/** One condition more on what the person lived. */
export const ConditionFilter = ({ add }: { readonly add: (text: string) => void }) => {
  const { say } = useWords()
  return (
    <FilterButton name={`+ ${say('filter.condition')}`} remove={() => {}}>
      {(close) => (
        <Builder
          add={(text) => {
            add(text)
            close()
          }}
        />
      )}
    </FilterButton>
  )
}
