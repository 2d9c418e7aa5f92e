import { ActionIcon, Group, NumberInput, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useWords } from '../../../words/language.tsx'
import { ConditionFilter } from '../../journeys/filter-bar/condition-filter.tsx'
import { useSaidCondition } from '../../journeys/filter-bar/filter-words.ts'
import { useTypicalChannels } from '../use-ground.ts'
import type { FieldProps } from './field-props.ts'

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [])

/** Conditions on what people lived, one more at a time. */
export const Conditions = ({
  name,
  list,
  put,
}: {
  readonly name: string
  readonly list: readonly string[]
  readonly put: (list: readonly string[]) => void
}) => {
  const { say } = useWords()
  const said = useSaidCondition()
  return (
    <fieldset className="steps-field">
      <legend>{name}</legend>
      {list.map((text) => (
        <Group key={text} gap={4} wrap="nowrap" className="step-row">
          <Text size="sm" flex={1} pl={6}>
            {said(text)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say('filter.remove', { name: said(text) })}
            onClick={() => put(list.filter((one) => one !== text))}
          >
            <IconX size={14} />
          </ActionIcon>
        </Group>
      ))}
      <ConditionFilter add={(text) => put([...list.filter((one) => one !== text), text])} />
    </fieldset>
  )
}

export const ConditionsField = ({ field, question, change }: FieldProps) => {
  const { say } = useWords()
  return (
    <Conditions
      name={say(field.label)}
      list={listOf(question[field.name])}
      put={(list) => change({ [field.name]: list.length > 0 ? list : undefined })}
    />
  )
}

/** What one interaction costs on each channel: nothing where nothing is said. */
export const CostsField = ({ field, question, change, telling }: FieldProps) => {
  const { say } = useWords()
  const channels = useTypicalChannels(telling.map)
  const costs = new Map(
    listOf(question[field.name]).map((text) => {
      const at = text.lastIndexOf('=')
      return [text.slice(0, at), Number(text.slice(at + 1))] as const
    }),
  )
  const put = useDebouncedCallback((channel: string, value: number | string) => {
    const next = new Map(costs)
    if (value === '' || !(Number(value) > 0)) next.delete(channel)
    else next.set(channel, Number(value))
    const list = [...next].map(([name, amount]) => `${name}=${amount}`)
    change({ [field.name]: list.length > 0 ? list : undefined })
  }, 500)
  return (
    <fieldset className="steps-field">
      <legend>{say(field.label)}</legend>
      {channels.map((channel) => (
        <NumberInput
          key={channel}
          size="xs"
          mb={4}
          min={0}
          hideControls
          decimalScale={2}
          label={telling.channel(channel)}
          defaultValue={costs.get(channel) ?? ''}
          onChange={(value) => put(channel, value)}
        />
      ))}
    </fieldset>
  )
}
