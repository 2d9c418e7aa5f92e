import { NumberInput, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { durationMs, readDuration } from '../../../../../kernel/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { usePlace } from '../editing.tsx'
import { Remarks } from '../remarks.tsx'
import { useDurationWords } from './duration-words.ts'
import { useTyped } from './typed.ts'

interface FieldProps {
  readonly at: readonly string[]
  readonly label: string
}

/** One of a closed list, by the words of the vocabulary (`${family}.${value}`). */
export const ChoiceField = <Value extends string>({
  at,
  label,
  values,
  nameOf,
  none,
}: FieldProps & {
  readonly values: readonly Value[]
  readonly nameOf: (value: Value) => string
  /** What it means where nothing is chosen; a choice without it must have a value. */
  readonly none?: string
}) => {
  const { value, set, readOnly } = usePlace<Value>(at)
  return (
    <div>
      <Select
        label={label}
        data={values.map((each) => ({ value: each, label: nameOf(each) }))}
        value={value ?? null}
        placeholder={none ?? ''}
        clearable={none !== undefined}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(next) => set((next as Value | null) ?? undefined)}
      />
      <Remarks at={at} />
    </div>
  )
}

export const SwitchField = ({ at, label, lead }: FieldProps & { readonly lead?: string }) => {
  const { value = false, set, readOnly } = usePlace<boolean>(at)
  return (
    <div>
      <Switch
        label={label}
        {...(lead && { description: lead })}
        checked={value}
        disabled={readOnly}
        onChange={({ currentTarget }) => set(currentTarget.checked ? true : undefined)}
      />
      <Remarks at={at} />
    </div>
  )
}

/** A short name without language: an owner, a process, a metric. */
export const NameField = ({ at, label, placeholder }: FieldProps & { readonly placeholder?: string }) => {
  const { value = '', set, readOnly } = usePlace<string>(at)
  const typed = useTyped(value, (next) => set(next.trim() === '' ? undefined : next.trim()), 'on leaving')
  return (
    <div>
      <TextInput label={label} readOnly={readOnly} {...(placeholder && { placeholder })} {...typed} />
      <Remarks at={at} />
    </div>
  )
}

/** Short names, several. */
export const NamesField = ({
  at,
  label,
  known = [],
  lead,
}: FieldProps & { readonly known?: readonly string[]; readonly lead?: string }) => {
  const { say } = useWords()
  const { value = [], set, readOnly } = usePlace<readonly string[]>(at)
  return (
    <div>
      <TagsInput
        label={label}
        {...(lead && { description: lead })}
        data={[...new Set(known)]}
        value={[...value]}
        placeholder={readOnly ? '' : say('panel.names.add')}
        readOnly={readOnly}
        acceptValueOnBlur
        onChange={(next) => set(next.length === 0 ? undefined : next)}
      />
      <Remarks at={at} />
    </div>
  )
}

export const NumberField = ({
  at,
  label,
  min,
  max,
  step,
}: FieldProps & { readonly min?: number; readonly max?: number; readonly step?: number }) => {
  const { value, set, readOnly } = usePlace<number>(at)
  return (
    <div>
      <NumberInput
        label={label}
        value={value ?? ''}
        readOnly={readOnly}
        {...(min !== undefined && { min })}
        {...(max !== undefined && { max })}
        {...(step !== undefined && { step })}
        onChange={(next) => set(next === '' || Number.isNaN(Number(next)) ? undefined : Number(next))}
      />
      <Remarks at={at} />
    </div>
  )
}

/** A length of time, typed as people say it and kept as ISO 8601. */
export const DurationField = ({ at, label, example }: FieldProps & { readonly example: 'hour' | 'days' }) => {
  const { say } = useWords()
  const words = useDurationWords()
  const { value, set, readOnly } = usePlace<string>(at)
  const typed = useTyped(
    value === undefined ? '' : words(value),
    (next) => {
      const read = readDuration(next)
      if (next.trim() === '') return set(undefined)
      // What cannot be read stays as it was typed, to be corrected.
      if (read === undefined) return false
      if (read !== value) set(read)
    },
    'on leaving',
  )
  const read = readDuration(typed.value)
  const wrong = typed.value.trim() !== '' && (read === undefined || durationMs(read) === undefined)
  return (
    <div>
      <TextInput
        label={label}
        placeholder={say(`panel.example.${example}`)}
        readOnly={readOnly}
        error={wrong ? say('panel.duration.unread') : undefined}
        rightSection={read && !wrong ? <span className="iso">{read}</span> : null}
        rightSectionWidth={read ? 74 : 0}
        rightSectionPointerEvents="none"
        {...typed}
      />
      <Remarks at={at} />
    </div>
  )
}
