import { Group, MultiSelect, NumberInput, SegmentedControl, Select, Slider, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useWords } from '../../../words/language.tsx'
import type { Field } from '../question.ts'
import { CasesField } from './cases-field.tsx'
import { useEventChoices } from './event-choice.ts'
import type { FieldProps } from './field-props.ts'
import { ConditionsField, CostsField } from './list-fields.tsx'
import { MapField, SideField } from './side-field.tsx'
import { StepsField } from './steps-field.tsx'

const EventField = ({ field, question, change, telling, events }: FieldProps) => {
  const { say } = useWords()
  const data = useEventChoices(telling, events)
  const value = String(question[field.name] ?? '')
  return (
    <MultiSelect
      size="sm"
      searchable
      clearable
      maxValues={8}
      limit={200}
      label={say(field.label)}
      {...(field.how && { description: say(field.how) })}
      placeholder={value === '' ? say('measure.event.any') : ''}
      clearButtonProps={{ 'aria-label': say('measure.clear') }}
      data={data}
      value={value === '' ? [] : value.split('|')}
      onChange={(next) => change({ [field.name]: next.length > 0 ? next.join('|') : undefined })}
    />
  )
}

const UNITS = { H: 'measure.unit.hours', D: 'measure.unit.days', W: 'measure.unit.weeks' } as const
type TimeUnit = keyof typeof UNITS

const durationText = (amount: number, unit: TimeUnit) => (unit === 'H' ? `PT${amount}H` : `P${amount}${unit}`)

const DurationField = ({ field, question, change }: FieldProps) => {
  const { say } = useWords()
  const [, amount, read] = /^PT?(\d+)([HDW])$/.exec(String(question[field.name] ?? '')) ?? []
  const [unit, setUnit] = useState<TimeUnit>((read ?? 'D') as TimeUnit)
  const put = useDebouncedCallback((value: number | string, of: TimeUnit) => {
    const many = Math.round(Number(value))
    change({ [field.name]: value === '' || !(many > 0) ? undefined : durationText(many, of) })
  }, 350)
  return (
    <Group gap={6} align="end" wrap="nowrap">
      <NumberInput
        key={amount ?? ''}
        flex={1}
        size="sm"
        min={1}
        max={9999}
        hideControls
        label={say(field.label)}
        {...(field.how && { description: say(field.how) })}
        placeholder={say('measure.nolimit')}
        defaultValue={amount ?? ''}
        onChange={(value) => put(value, unit)}
      />
      <Select
        w={110}
        size="sm"
        allowDeselect={false}
        aria-label={say('measure.unit')}
        data={Object.entries(UNITS).map(([value, label]) => ({ value, label: say(label) }))}
        value={unit}
        onChange={(next) => {
          const chosen = (next ?? 'D') as TimeUnit
          setUnit(chosen)
          if (amount !== undefined) change({ [field.name]: durationText(Number(amount), chosen) })
        }}
      />
    </Group>
  )
}

const ChoiceField = ({ field, question, change }: FieldProps<'choice'>) => {
  const { say } = useWords()
  const value = String(question[field.name] ?? field.usual)
  const data = field.choices.map((one) => ({ value: one.value, label: say(one.label) }))
  const put = (next: string | null) =>
    change({ [field.name]: next === null || next === field.usual ? undefined : next })
  if (data.length > 3 || data.some(({ label }) => label.length > 16))
    return <Select size="sm" allowDeselect={false} label={say(field.label)} data={data} value={value} onChange={put} />
  return (
    <div>
      <Text size="sm" fw={500} mb={2}>
        {say(field.label)}
      </Text>
      <SegmentedControl size="xs" fullWidth aria-label={say(field.label)} data={data} value={value} onChange={put} />
    </div>
  )
}

const NumberField = ({ field, question, change }: FieldProps<'number'>) => {
  const { say, number, percent } = useWords()
  const asked = Number(question[field.name] ?? field.usual)
  const [value, setValue] = useState(asked)
  useEffect(() => setValue(asked), [asked])
  const said = field.as === 'percent' ? percent(value) : number(value, 2)
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {say(field.label)}
        </Text>
        <Text size="sm" className="quiet">
          {said}
        </Text>
      </Group>
      <Slider
        min={field.least}
        max={field.most}
        step={field.step ?? 1}
        label={null}
        thumbLabel={say(field.label)}
        value={value}
        onChange={setValue}
        onChangeEnd={(next) => change({ [field.name]: next === field.usual ? undefined : next })}
      />
      {field.how && (
        <Text size="xs" className="quiet" mt={4}>
          {say(field.how)}
        </Text>
      )}
    </div>
  )
}

/** The control of one field. */
export const FieldControl = ({ field, ...rest }: FieldProps<Field['kind']>) => {
  switch (field.kind) {
    case 'steps':
      return <StepsField field={field} {...rest} />
    case 'event':
      return <EventField field={field} {...rest} />
    case 'duration':
      return <DurationField field={field} {...rest} />
    case 'choice':
      return <ChoiceField field={field} {...rest} />
    case 'number':
      return <NumberField field={field} {...rest} />
    case 'conditions':
      return <ConditionsField field={field} {...rest} />
    case 'costs':
      return <CostsField field={field} {...rest} />
    case 'map':
      return <MapField field={field} {...rest} />
    case 'cases':
      return <CasesField field={field} {...rest} />
    case 'side':
      return <SideField field={field} {...rest} />
  }
}
