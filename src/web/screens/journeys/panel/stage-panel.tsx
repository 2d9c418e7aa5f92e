import { ActionIcon, Button, Group, MultiSelect, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { tell } from '../../../../kernel/index.ts'
import { PHASES } from '../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { AsideProps } from '../view-props.ts'
import { EditingMap, useEditing, usePlace } from './editing.tsx'
import { ChoiceField, DurationField, SwitchField } from './fields/simple.tsx'
import { TextField } from './fields/text-pair.tsx'
import { Remarks } from './remarks.tsx'
import { Experiences } from './sections/experience.tsx'
import './panel.css'

/** Ways through the stage of which a customer takes one, each a sequence of its touchpoints. */
const Alternatives = ({ at, stage }: { readonly at: readonly string[]; readonly stage: string }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map } = useEditing()
  const { value = [], set, readOnly } = usePlace<readonly (readonly string[])[]>(at)
  const options = map.touchpoints
    .filter((each) => each.stage === stage)
    .map(({ id, title }) => ({ value: id, label: tell(title, language) || id }))
  const give = (index: number, way: readonly string[] | undefined) => {
    const next = way ? value.with(index, way) : value.toSpliced(index, 1)
    set(next.length === 0 ? undefined : next)
  }
  return (
    <fieldset className="field">
      <legend>{say('panel.choice')}</legend>
      <Text size="xs" className="quiet" mb={6}>
        {say('panel.choice.lead')}
      </Text>
      <Stack gap={6}>
        {value.map((way, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way has no name of its own
          <Group key={index} gap={4} wrap="nowrap" align="flex-start">
            <MultiSelect
              flex={1}
              aria-label={say('panel.choice.way', { number: index + 1 })}
              data={options}
              value={[...way]}
              readOnly={readOnly}
              hidePickedOptions
              onChange={(next) => next.length > 0 && give(index, next)}
            />
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={4}
                aria-label={say('panel.remove', { what: say('panel.choice.way', { number: index + 1 }) })}
                onClick={() => give(index, undefined)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!readOnly && options.length > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => {
              const free = options.find(({ value: id }) => !value.some((way) => way.includes(id))) ?? options[0]
              if (free) set([...value, [free.value]])
            }}
          >
            {say('panel.choice.add')}
          </Button>
        )}
      </Stack>
      <Remarks at={at} />
    </fieldset>
  )
}

const Body = ({ of }: { readonly of: string }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map } = useEditing()
  const stage = map.stages.find(({ id }) => id === of)
  if (!stage) return <Text className="quiet">{say('panel.gone')}</Text>
  const at = ['stages', of]
  return (
    <Stack gap="sm">
      <div>
        <Text fw={660} size="lg" lh={1.2}>
          {tell(stage.title, language)}
        </Text>
        <Text size="xs" className="quiet">
          {stage.id}
        </Text>
        <Remarks at={at} below={false} />
      </div>
      <TextField at={[...at, 'title']} label={say('panel.title')} />
      <ChoiceField
        at={[...at, 'phase']}
        label={say('panel.phase')}
        values={PHASES}
        nameOf={(phase) => say(`phase.${phase}`)}
      />
      <SimpleGrid cols={2} spacing="sm">
        <DurationField at={[...at, 'expected']} label={say('panel.stage.expected')} example="days" />
        <DurationField at={[...at, 'max']} label={say('panel.stage.max')} example="days" />
      </SimpleGrid>
      <SwitchField at={[...at, 'any_order']} label={say('panel.anyorder')} lead={say('panel.anyorder.lead')} />
      <Alternatives at={[...at, 'choice']} stage={of} />
      <fieldset className="field">
        <legend>{say('panel.stage.experience')}</legend>
        <Experiences at={[...at, 'experience']} />
      </fieldset>
    </Stack>
  )
}

/** Everything that a map says of one stage. */
export const StagePanel = ({ id, of }: AsideProps) => (
  <EditingMap id={id} at={['stages', of]}>
    <Body of={of} />
  </EditingMap>
)
