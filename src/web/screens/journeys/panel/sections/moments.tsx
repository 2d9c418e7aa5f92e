import { Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import {
  MOMENT_KINDS,
  MOMENT_ORIGINS,
  MOMENT_STATUSES,
  type Moment,
  namedItems,
  PRESENCES,
} from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { EvidenceField } from '../fields/evidence-field.tsx'
import { RemoveButton } from '../fields/remove-button.tsx'
import { ChoiceField } from '../fields/simple.tsx'
import { TextField } from '../fields/text-pair.tsx'
import { Remarks } from '../remarks.tsx'

/** The statistics on which a moment rests, as the data gave them: they are read here, never typed. */
const Statistics = ({ statistics }: { readonly statistics: NonNullable<Moment['statistics']> }) => {
  const { number } = useWords()
  return (
    <Group gap={6}>
      {Object.entries(statistics).map(([name, value]) => (
        <Code key={name}>
          {name} = {typeof value === 'number' ? number(value, 3) : value}
        </Code>
      ))}
    </Group>
  )
}

const OneMoment = ({ at, moment }: { readonly at: readonly string[]; readonly moment: Moment }) => {
  const { say } = useWords()
  const name = say(`moment.${moment.kind}`)
  return (
    <section className="inset" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <EvidenceField at={[...at, 'evidence']} />
          <RemoveButton at={at} what={name} />
        </Group>
        <SimpleGrid cols={2} spacing="sm">
          <ChoiceField
            at={[...at, 'kind']}
            label={say('panel.moment.kind')}
            values={MOMENT_KINDS}
            nameOf={(kind) => say(`moment.${kind}`)}
          />
          <ChoiceField
            at={[...at, 'status']}
            label={say('panel.moment.status')}
            values={MOMENT_STATUSES}
            nameOf={(status) => say(`decided.${status}`)}
            none={say('panel.unsaid')}
          />
          <ChoiceField
            at={[...at, 'origin']}
            label={say('panel.moment.origin')}
            values={MOMENT_ORIGINS}
            nameOf={(origin) => say(`origin.${origin}`)}
            none={say('panel.unsaid')}
          />
          <ChoiceField
            at={[...at, 'presence']}
            label={say('panel.moment.presence')}
            values={PRESENCES}
            nameOf={(presence) => say(`presence.${presence}`)}
            none={say('panel.unsaid')}
          />
        </SimpleGrid>
        <TextField at={[...at, 'title']} label={say('panel.moment.title')} lines />
        {moment.statistics && <Statistics statistics={moment.statistics} />}
        <Remarks at={at} below={false} />
      </Stack>
    </section>
  )
}

/** The moments that matter at the touchpoint: declared, or noticed in data. */
export const MomentsSection = ({ at }: { readonly at: readonly string[] }) => {
  const { say } = useWords()
  const { change, readOnly } = useEditing()
  const { value = [] } = usePlace<readonly Moment[]>(at)
  const names = [...(namedItems(at, value as never)?.keys() ?? [])]
  return (
    <Stack gap="md">
      {value.length === 0 && (
        <Text size="sm" className="quiet">
          {say('panel.moments.none')}
        </Text>
      )}
      {value.map((moment, index) => (
        <OneMoment key={names[index] ?? index} at={[...at, names[index] ?? '']} moment={moment} />
      ))}
      {!readOnly && (
        <Group gap={6}>
          {MOMENT_KINDS.filter((kind) => !value.some((each) => each.kind === kind)).map((kind) => (
            <Button
              key={kind}
              variant="light"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => change({ do: 'insert', at, value: { kind, origin: 'workshop', status: 'proposed' } })}
            >
              {say(`moment.${kind}`)}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  )
}
