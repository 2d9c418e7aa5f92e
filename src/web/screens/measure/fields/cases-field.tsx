import { Autocomplete, Select, Stack, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useWords } from '../../../words/language.tsx'
import { useEventProperties } from '../../journeys/filter-bar/use-vocabulary.ts'
import type { FieldProps } from './field-props.ts'

const BY_PROPERTY = 'property:'
type Choice = 'person' | 'session' | 'property'

/** What a case is: the source's or a person, a session of theirs, or all events that say the same of a property. */
export const CasesField = ({ field, question, change }: FieldProps) => {
  const { say } = useWords()
  const asked = String(question[field.name] ?? 'person')
  const named = asked.startsWith(BY_PROPERTY) ? asked.slice(BY_PROPERTY.length) : ''
  const [choice, setChoice] = useState<Choice>(named === '' ? (asked as Choice) : 'property')
  const put = useDebouncedCallback((name: string) => {
    const property = name.trim()
    change({ [field.name]: property === '' ? undefined : `${BY_PROPERTY}${property}` })
  }, 500)
  const choose = (next: string | null) => {
    const chosen = (next ?? 'person') as Choice
    setChoice(chosen)
    change({ [field.name]: chosen === 'session' ? chosen : undefined })
  }
  return (
    <Stack gap={6}>
      <Select
        size="sm"
        allowDeselect={false}
        label={say(field.label)}
        data={[
          { value: 'person', label: say('measure.cases.person') },
          { value: 'session', label: say('measure.cases.session') },
          { value: 'property', label: say('measure.cases.property') },
        ]}
        value={choice}
        onChange={choose}
      />
      {choice === 'property' && <Property named={named} put={put} />}
    </Stack>
  )
}

/** So many names of properties are told at most: in a longer list one may be missing. */
const MOST_TOLD = 500

/** Which property, among those that events carry; a name that none of them carries is said to be nobody's. */
const Property = ({ named, put }: { readonly named: string; readonly put: (name: string) => void }) => {
  const { say } = useWords()
  const known = useEventProperties()
  const unknown = named !== '' && known !== undefined && known.length < MOST_TOLD && !known.includes(named)
  return (
    <>
      <Autocomplete
        size="sm"
        maxLength={200}
        label={say('measure.cases.which')}
        description={say('measure.cases.which.how')}
        data={known ?? []}
        limit={60}
        defaultValue={named}
        onChange={put}
      />
      {unknown && (
        <Text size="xs" role="status" c="var(--watch)">
          {say('measure.cases.which.nobody', { name: named })}
        </Text>
      )}
    </>
  )
}
