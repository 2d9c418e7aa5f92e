import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useWords } from '../../../words/language.tsx'
import { useSegments } from '../../journeys/filter-bar/use-segments.ts'
import { usePortfolio } from '../../maps/use-portfolio.ts'
import { useTypicalChannels } from '../use-ground.ts'
import type { FieldProps } from './field-props.ts'
import { Conditions } from './list-fields.tsx'

const asked = (value: unknown): readonly string[] => (value === undefined ? [] : [String(value)])

/** Another map, or none: the one that is looked at. */
export const MapField = ({ field, question, change }: FieldProps) => {
  const { say } = useWords()
  const others = (usePortfolio().data ?? []).filter(({ id }) => id !== question.map)
  return (
    <Select
      size="sm"
      clearable
      label={say(field.label)}
      placeholder={say('measure.samemap')}
      clearButtonProps={{ 'aria-label': say('measure.clear') }}
      data={[
        ...others.map(({ id, title }) => ({ value: id, label: title })),
        // A revision, which an address may name.
        ...asked(question[field.name])
          .filter((name) => !others.some(({ id }) => id === name))
          .map((name) => ({ value: name, label: name })),
      ]}
      value={String(question[field.name] ?? '') || null}
      onChange={(next) => change({ [field.name]: next ?? undefined })}
    />
  )
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [])
const dayAfter = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)

/** One side of a comparison: a period, a persona, a channel, a segment, conditions; each replaces or narrows what the filters say. */
export const SideField = ({ field, question, change, telling }: FieldProps) => {
  const { say } = useWords()
  const { name } = field
  const segments = useSegments().data ?? []
  const channels = useTypicalChannels(telling.map)
  const [from = '', until = ''] = String(question[`${name}Period`] ?? '').split('/')
  const to = until === '' ? '' : dayAfter(until, -1)
  const period = (first: string, last: string) =>
    change({ [`${name}Period`]: first && last ? `${first}/${dayAfter(last, 1)}` : undefined })
  const one = (option: 'Persona' | 'Through' | 'Segment', label: string, data: { value: string; label: string }[]) => (
    <Select
      size="xs"
      clearable
      label={label}
      placeholder={say('measure.everybody')}
      clearButtonProps={{ 'aria-label': say('measure.clear') }}
      data={data}
      value={String(question[`${name}${option}`] ?? '') || null}
      onChange={(next) => change({ [`${name}${option}`]: next ?? undefined })}
    />
  )
  const personas = telling.map.perimeter?.personas ?? []
  return (
    <section className="side" aria-label={say(field.label)}>
      <Text fw={640} size="sm" mb={4}>
        {say(field.label)}
      </Text>
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" grow>
          <TextInput
            size="xs"
            type="date"
            label={say('filter.period.from')}
            defaultValue={from}
            onChange={({ currentTarget }) => period(currentTarget.value, to || currentTarget.value)}
          />
          <TextInput
            size="xs"
            type="date"
            label={say('filter.period.to')}
            key={to}
            defaultValue={to}
            onChange={({ currentTarget }) => period(from || currentTarget.value, currentTarget.value)}
          />
        </Group>
        {personas.length > 0 &&
          one(
            'Persona',
            say('filter.persona'),
            personas.map((value) => ({ value, label: telling.persona(value) })),
          )}
        {one(
          'Through',
          say('filter.channel'),
          channels.map((value) => ({ value, label: telling.channel(value) })),
        )}
        {(segments.length > 0 || question[`${name}Segment`] !== undefined) &&
          one(
            'Segment',
            say('filter.segment'),
            [...new Set([...segments.map((segment) => segment.name), ...asked(question[`${name}Segment`])])].map(
              (value) => ({ value, label: value }),
            ),
          )}
        <Conditions
          name={say('filter.condition')}
          list={listOf(question[name])}
          put={(list) => change({ [name]: list.length > 0 ? list : undefined })}
        />
      </Stack>
    </section>
  )
}
