import { ActionIcon, Button, Group, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useId } from 'react'
import type { UserText } from '../../../../../kernel/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { Remarks } from '../remarks.tsx'
import { TextPair } from './text-pair.tsx'

interface Props {
  readonly at: readonly string[]
  readonly label: string
  /** What the button says that adds one. */
  readonly add: string
}

/** Several texts, one below the other: motivations, barriers, rules. */
export const TextsField = ({ at, label, add }: Props) => {
  const { say } = useWords()
  const { change } = useEditing()
  const { value = [], set, readOnly } = usePlace<readonly UserText[]>(at)
  const id = useId()
  const without = (index: number) => {
    const rest = value.filter((_, each) => each !== index)
    set(rest.length === 0 ? undefined : rest)
  }
  return (
    <fieldset className="field" aria-labelledby={id}>
      <legend id={id}>{label}</legend>
      <Stack gap={6}>
        {value.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text has no name of its own; its place is its name in the draft
          <Group key={index} gap={4} wrap="nowrap" align="flex-start">
            <div style={{ flex: 1, minWidth: 0 }}>
              <TextPair
                label={`${label} ${index + 1}`}
                text={text}
                lines
                readOnly={readOnly}
                write={(next) =>
                  next === undefined ? without(index) : change({ do: 'set', at: [...at, String(index)], value: next })
                }
              />
            </div>
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={4}
                aria-label={say('panel.remove', { what: `${label} ${index + 1}` })}
                onClick={() => without(index)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!readOnly && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => set([...value, ''])}
          >
            {add}
          </Button>
        )}
      </Stack>
      <Remarks at={at} />
    </fieldset>
  )
}
