import { Button, Group, SimpleGrid, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type JourneyMap, namedItems } from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { RemoveButton } from '../fields/remove-button.tsx'
import { NameField, NumberField } from '../fields/simple.tsx'
import { TextField } from '../fields/text-pair.tsx'

const AT = ['objectives']

/** What the journey is for, and the figure that says whether it is reached. */
export const Objectives = () => {
  const { say } = useWords()
  const { change, readOnly } = useEditing()
  const { value = [] } = usePlace<NonNullable<JourneyMap['objectives']>>(AT)
  const names = [...(namedItems(AT, value as never)?.keys() ?? [])]
  return (
    <Stack gap="sm">
      {value.map((_, index) => {
        const here = [...AT, names[index] ?? '']
        const label = say('panel.objective', { number: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an objective is named by its metric, which is being edited
          <Group key={index} gap={4} wrap="nowrap" align="flex-start" className="inset">
            <Stack gap={6} flex={1} miw={0}>
              <TextField at={[...here, 'text']} label={label} lines />
              <SimpleGrid cols={2} spacing="sm">
                <NameField at={[...here, 'metric']} label={say('panel.metric')} placeholder="conversion" />
                <NumberField at={[...here, 'target']} label={say('panel.metric.target')} step={0.05} />
              </SimpleGrid>
            </Stack>
            <RemoveButton at={here} what={label} />
          </Group>
        )
      })}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => change({ do: 'insert', at: AT, value: { text: '' } })}
        >
          {say('panel.objective.add')}
        </Button>
      )}
    </Stack>
  )
}
