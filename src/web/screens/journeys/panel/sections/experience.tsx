import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type Experience, namedItems } from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { usePersonaName } from '../../../../words/persona.ts'
import { useEditing, usePlace } from '../editing.tsx'
import { EvidenceField } from '../fields/evidence-field.tsx'
import { FacesField } from '../fields/faces.tsx'
import { RemoveButton } from '../fields/remove-button.tsx'
import { TextField } from '../fields/text-pair.tsx'
import { TextsField } from '../fields/texts-field.tsx'
import { Remarks } from '../remarks.tsx'

const OnePersona = ({ at, experience }: { readonly at: readonly string[]; readonly experience: Experience }) => {
  const { say } = useWords()
  const { map, change, readOnly } = useEditing()
  const personaName = usePersonaName(map)
  const personas = [
    ...new Set([...(map.perimeter?.personas ?? []), ...(experience.persona ? [experience.persona] : [])]),
  ]
  const everyone = say('panel.everyone')
  const name = experience.persona === undefined ? everyone : personaName(experience.persona)
  return (
    <section className="inset" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Select
            aria-label={say('panel.persona')}
            data={personas.map((value) => ({ value, label: personaName(value) }))}
            value={experience.persona ?? null}
            placeholder={everyone}
            clearable
            readOnly={readOnly}
            onChange={(persona) =>
              persona === null
                ? change({ do: 'clear', at: [...at, 'persona'] })
                : change({ do: 'set', at: [...at, 'persona'], value: persona })
            }
          />
          <RemoveButton at={at} what={name} />
        </Group>
        <EvidenceField at={[...at, 'evidence']} />
        <FacesField at={[...at, 'emotion']} label={say('panel.emotion')} />
        <TextField at={[...at, 'thinking']} label={say('panel.thinking')} lines />
        <TextField at={[...at, 'feeling']} label={say('panel.feeling')} lines />
        <TextsField at={[...at, 'motivations']} label={say('panel.motivations')} add={say('panel.motivations.add')} />
        <TextsField at={[...at, 'barriers']} label={say('panel.barriers')} add={say('panel.barriers.add')} />
        <Remarks at={[...at, 'persona']} />
      </Stack>
    </section>
  )
}

/** What customers live at the touchpoint, one persona after the other. */
export const Experiences = ({ at }: { readonly at: readonly string[] }) => {
  const { say } = useWords()
  const { map, change, readOnly } = useEditing()
  const personaName = usePersonaName(map)
  const { value = [] } = usePlace<readonly Experience[]>(at)
  const names = [...(namedItems(at, value as never)?.keys() ?? [])]
  const left = (map.perimeter?.personas ?? []).filter((persona) => !value.some((each) => each.persona === persona))
  const add = (persona: string | undefined) =>
    change({ do: 'insert', at, value: persona === undefined ? { emotion: 0 } : { persona } })
  return (
    <Stack gap="md">
      {value.length === 0 && (
        <Text size="sm" className="quiet">
          {say('panel.experience.none')}
        </Text>
      )}
      {value.map((experience, index) => (
        <OnePersona key={names[index] ?? index} at={[...at, names[index] ?? '']} experience={experience} />
      ))}
      {!readOnly && (
        <Group gap={6}>
          {left.map((persona) => (
            <Button
              key={persona}
              variant="light"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => add(persona)}
            >
              {personaName(persona)}
            </Button>
          ))}
          {!value.some((each) => each.persona === undefined) && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => add(undefined)}
            >
              {say('panel.everyone')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
