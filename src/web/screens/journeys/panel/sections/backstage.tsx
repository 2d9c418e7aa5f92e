import { Stack } from '@mantine/core'
import type { Backstage, Touchpoint } from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { useEditing } from '../editing.tsx'
import { NameField, NamesField, NumberField } from '../fields/simple.tsx'
import { TextField } from '../fields/text-pair.tsx'
import { TextsField } from '../fields/texts-field.tsx'
import { CeilingWarning } from './levers.tsx'

/** What stands behind the touchpoint, and how far it allows to personalise. */
export const BackstageSection = ({
  at,
  touchpoint,
}: {
  readonly at: readonly string[]
  readonly touchpoint: Touchpoint
}) => {
  const { say } = useWords()
  const { map } = useEditing()
  const known = (of: (backstage: Backstage) => readonly string[] | undefined): readonly string[] =>
    map.touchpoints.flatMap(({ backstage }) => (backstage && of(backstage)) ?? [])
  return (
    <Stack gap="sm">
      <NameField at={[...at, 'owner']} label={say('panel.owner')} />
      <NamesField at={[...at, 'systems']} label={say('panel.systems')} known={known(({ systems }) => systems)} />
      <NumberField at={[...at, 'personalisation_ceiling']} label={say('panel.ceiling')} min={0} max={5} step={0.5} />
      <CeilingWarning touchpoint={touchpoint} />
      <NamesField at={[...at, 'skills']} label={say('panel.skills')} known={known(({ skills }) => skills)} />
      <NamesField at={[...at, 'data']} label={say('panel.data')} known={known(({ data }) => data)} />
      <TextsField at={[...at, 'rules']} label={say('panel.rules')} add={say('panel.rules.add')} />
      <TextField at={[...at, 'organisation']} label={say('panel.organisation')} lines />
      <NameField at={[...at, 'process']} label={say('panel.process')} placeholder="bpmn:accueil" />
    </Stack>
  )
}
