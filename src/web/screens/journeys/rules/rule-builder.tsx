import { ActionIcon, Button, Group, Stack, TagsInput, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { EventMatch } from '../../../../events/index.ts'
import { useWords } from '../../../words/language.tsx'
import { ConditionRow } from './condition-row.tsx'
import { completeRules, draftRules, EMPTY_CONDITION, EMPTY_RULE, type RuleDraft } from './rule-draft.ts'
import { useEventNames } from './use-rules.ts'
import './rules.css'

interface OneProps {
  readonly rule: RuleDraft
  readonly number: number
  readonly write: (next: RuleDraft) => void
  readonly remove: (() => void) | undefined
  readonly readOnly: boolean
}

const OneRule = ({ rule, number, write, remove, readOnly }: OneProps) => {
  const { say, number: figure } = useWords()
  const names = useEventNames()
  const counts = new Map(names.map(({ name, events }) => [name, events]))
  return (
    <section className="inset" aria-label={say('rules.rule', { number })}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TagsInput
          flex={1}
          size="sm"
          aria-label={say('rules.event')}
          placeholder={rule.events.length === 0 ? say('rules.event.placeholder') : ''}
          data={names.map(({ name }) => name)}
          renderOption={({ option }) => (
            <Group justify="space-between" wrap="nowrap" w="100%" gap="sm">
              <span>{option.value}</span>
              <Text component="span" size="xs" className="quiet">
                {figure(counts.get(option.value) ?? 0)}
              </Text>
            </Group>
          )}
          limit={60}
          value={[...rule.events]}
          readOnly={readOnly}
          onChange={(events) => write({ ...rule, events })}
        />
        {remove && !readOnly && (
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={4}
            aria-label={say('rules.remove', { number })}
            onClick={remove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
      <Stack gap={4} mt={6}>
        {rule.where.map((condition, index) => (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name of its own
            key={index}
            events={rule.events}
            condition={condition}
            readOnly={readOnly}
            write={(next) => write({ ...rule, where: rule.where.with(index, next) })}
            remove={() => write({ ...rule, where: rule.where.toSpliced(index, 1) })}
          />
        ))}
        {!readOnly && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => write({ ...rule, where: [...rule.where, EMPTY_CONDITION] })}
          >
            {say('rules.condition.add')}
          </Button>
        )}
      </Stack>
    </section>
  )
}

interface Props {
  readonly value: readonly EventMatch[]
  readonly write: (next: readonly EventMatch[]) => void
  /** Where only one rule is possible: what opens a journey, what is its success. */
  readonly single?: boolean
  readonly readOnly: boolean
}

/** What recognises something in the events. What is half written stays here; what is whole goes to the map at once. */
export const RuleBuilder = ({ value, write, single = false, readOnly }: Props) => {
  const { say } = useWords()
  const [drafts, edit] = useState<readonly RuleDraft[]>(() => draftRules(value))
  const known = useRef(JSON.stringify(completeRules(drafts)))
  const stored = JSON.stringify(value)
  useEffect(() => {
    if (stored === known.current) return
    // Somebody else changed the rule, or it was undone.
    known.current = stored
    edit(draftRules(JSON.parse(stored) as readonly EventMatch[]))
  }, [stored])
  const give = (next: readonly RuleDraft[]) => {
    edit(next)
    const whole = completeRules(next)
    const text = JSON.stringify(whole)
    if (text === known.current) return
    known.current = text
    write(whole)
  }
  const shown = drafts.length === 0 && !readOnly ? [EMPTY_RULE] : drafts
  return (
    <Stack gap={6}>
      {shown.map((rule, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name of its own
          key={index}
        >
          {index > 0 && (
            <Text size="xs" className="quiet" ta="center" mb={4}>
              {say('rules.or')}
            </Text>
          )}
          <OneRule
            rule={rule}
            number={index + 1}
            readOnly={readOnly}
            write={(next) => give(shown.with(index, next))}
            remove={drafts.length > 0 ? () => give(drafts.toSpliced(index, 1)) : undefined}
          />
        </div>
      ))}
      {!single && !readOnly && drafts.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => give([...drafts, EMPTY_RULE])}
        >
          {say('rules.add')}
        </Button>
      )}
    </Stack>
  )
}
