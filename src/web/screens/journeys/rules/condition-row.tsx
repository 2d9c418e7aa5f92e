import { ActionIcon, Autocomplete, Select, TagsInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { OPERATORS, type Operator } from '../../../../events/index.ts'
import { useWords } from '../../../words/language.tsx'
import { type ConditionDraft, takesList } from './rule-draft.ts'
import { useProperties, useValues } from './use-rules.ts'

interface Props {
  readonly events: readonly string[]
  readonly condition: ConditionDraft
  readonly write: (next: ConditionDraft) => void
  readonly remove: () => void
  readonly readOnly: boolean
}

const Values = ({ events, condition, write, readOnly }: Omit<Props, 'remove'>) => {
  const { say } = useWords()
  const { property, op, values } = condition
  const [typed, type] = useState('')
  const known = useValues(events, property, takesList(op) ? typed : (values[0] ?? ''))
  const names = known.map(({ name }) => name)
  const label = say('rules.value')
  if (op === 'exists')
    return (
      <Select
        size="xs"
        aria-label={label}
        data={[
          { value: 'true', label: say('rules.yes') },
          { value: 'false', label: say('rules.no') },
        ]}
        value={values[0] === 'false' ? 'false' : 'true'}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(next) => write({ ...condition, values: [next ?? 'true'] })}
      />
    )
  if (takesList(op))
    return (
      <TagsInput
        size="xs"
        aria-label={label}
        data={names}
        value={[...values]}
        searchValue={typed}
        onSearchChange={type}
        acceptValueOnBlur
        readOnly={readOnly}
        onChange={(next) => write({ ...condition, values: next })}
      />
    )
  return (
    <Autocomplete
      size="xs"
      aria-label={label}
      placeholder={label}
      data={names}
      value={values[0] ?? ''}
      readOnly={readOnly}
      onChange={(next) => write({ ...condition, values: next === '' ? [] : [next] })}
    />
  )
}

/** One condition: a property, how it is compared, and with what. */
export const ConditionRow = (props: Props) => {
  const { say } = useWords()
  const { events, condition, write, remove, readOnly } = props
  const properties = useProperties(events)
  return (
    <div className="condition">
      <div>
        <Autocomplete
          size="xs"
          aria-label={say('rules.property')}
          placeholder={say('rules.property')}
          data={[...properties]}
          value={condition.property}
          readOnly={readOnly}
          onChange={(property) => write({ ...condition, property })}
        />
      </div>
      <div>
        <Select
          size="xs"
          aria-label={say('rules.operator')}
          data={OPERATORS.map((op) => ({ value: op, label: say(`op.${op}`) }))}
          value={condition.op}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(op) => op !== null && write({ ...condition, op: op as Operator })}
        />
      </div>
      <div>
        <Values {...props} />
      </div>
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          mt={3}
          aria-label={say('rules.condition.remove')}
          onClick={remove}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  )
}
