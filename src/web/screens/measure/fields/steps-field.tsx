import { ActionIcon, Badge, Group, Menu, Select, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../../../words/language.tsx'
import { type AskedStep, type Mode, moved, questionOfSteps, stepsOf } from '../steps.ts'
import { useEventChoices } from './event-choice.ts'
import type { FieldProps } from './field-props.ts'
import './steps.css'

const MODES = ['drop', 'reset', 'drop-off'] as const

interface RowProps extends FieldProps {
  readonly step: AskedStep
  readonly at: number
  readonly steps: readonly AskedStep[]
  readonly put: (steps: readonly AskedStep[]) => void
  readonly whole: boolean
}

type Adding = 'or' | Mode

/** One step: dragged, moved by keys, made optional, widened to others, and told what must not happen after it. */
const StepRow = ({ step, at, steps, put, whole, telling, events }: RowProps) => {
  const { say } = useWords()
  const data = useEventChoices(telling, events)
  const [adding, add] = useState<Adding>()
  const set = (changed: Partial<AskedStep>) => put(steps.toSpliced(at, 1, { ...step, ...changed }))
  const name = telling.event(step.label)
  const choose = (value: string | null) => {
    add(undefined)
    if (value === null || adding === undefined) return
    if (adding === 'or') set({ label: `${step.label}|${value}` })
    else set({ without: [...step.without, { event: value, mode: adding }] })
  }
  return (
    <li
      className="step-row"
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/plain', String(at))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        put(moved(steps, Number(event.dataTransfer.getData('text/plain')), at))
      }}
    >
      <Group gap={4} wrap="nowrap">
        <IconGripVertical size={15} aria-hidden className="grip" />
        <Text component="span" size="sm" className="quiet">
          {at + 1}
        </Text>
        <Text component="span" size="sm" fw={560} flex={1} className="step-name">
          {name}
          {step.optional && at > 0 && (
            <Badge size="xs" variant="light" ml={6}>
              {say('measure.optional')}
            </Badge>
          )}
        </Text>
        <Menu position="bottom-end" shadow="md" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={say('measure.step.more', { step: name })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowUp size={15} />}
              disabled={at === 0}
              onClick={() => put(moved(steps, at, at - 1))}
            >
              {say('measure.step.up')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={15} />}
              disabled={at === steps.length - 1}
              onClick={() => put(moved(steps, at, at + 1))}
            >
              {say('measure.step.down')}
            </Menu.Item>
            <Menu.Item onClick={() => add('or')}>{say('measure.step.or')}</Menu.Item>
            {whole && at > 0 && (
              <Menu.Item onClick={() => set({ optional: !step.optional })}>
                {say(step.optional ? 'measure.step.needed' : 'measure.step.optional')}
              </Menu.Item>
            )}
            {whole && at < steps.length - 1 && (
              <>
                <Menu.Divider />
                <Menu.Label>{say('measure.step.without')}</Menu.Label>
                {MODES.map((mode) => (
                  <Menu.Item key={mode} onClick={() => add(mode)}>
                    {say(`measure.without.${mode}`)}
                  </Menu.Item>
                ))}
              </>
            )}
            <Menu.Divider />
            <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => put(steps.toSpliced(at, 1))}>
              {say('measure.step.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {step.without.map(({ event, mode }) => (
        <Group key={`${event} ${mode}`} gap={4} wrap="nowrap" className="without">
          <Text size="xs" flex={1}>
            {say('measure.without', { event: telling.event(event), mode: say(`measure.without.${mode}.short`) })}
          </Text>
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={say('measure.without.remove', { event: telling.event(event) })}
            onClick={() => set({ without: step.without.filter((one) => one.event !== event || one.mode !== mode) })}
          >
            <IconTrash size={13} />
          </ActionIcon>
        </Group>
      ))}
      {adding && (
        <Select
          size="xs"
          searchable
          defaultDropdownOpened
          data-autofocus
          autoFocus
          aria-label={say(adding === 'or' ? 'measure.step.or' : `measure.without.${adding}`)}
          placeholder={say('measure.step.choose')}
          data={data}
          value={null}
          onChange={choose}
          onBlur={() => add(undefined)}
        />
      )}
    </li>
  )
}

/** Steps in order: picked, dragged, widened, narrowed. */
export const StepsField = (props: FieldProps<'steps'>) => {
  const { say } = useWords()
  const { field, question, change, telling, events } = props
  const data = useEventChoices(telling, events)
  const steps = stepsOf(question, field.name)
  const put = (next: readonly AskedStep[]) => change(questionOfSteps(next, field.name))
  return (
    <fieldset className="steps-field">
      <legend>{say(field.label)}</legend>
      {field.how && (
        <Text size="xs" className="quiet" mb={4}>
          {say(field.how)}
        </Text>
      )}
      <ol>
        {steps.map((step, at) => (
          <StepRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the same step may be asked twice, its place is what it is
            key={`${step.label} ${at}`}
            {...props}
            step={step}
            at={at}
            steps={steps}
            put={put}
            whole={field.name === 'step' && !field.plain}
          />
        ))}
      </ol>
      <Select
        size="sm"
        searchable
        aria-label={say('measure.step.add')}
        placeholder={say('measure.step.add')}
        data={data}
        value={null}
        limit={200}
        nothingFoundMessage={say('measure.step.none')}
        onChange={(label) => label !== null && put([...steps, { label, optional: false, without: [] }])}
      />
    </fieldset>
  )
}
