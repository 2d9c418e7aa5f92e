import { SimpleGrid, Stack, Text } from '@mantine/core'
import { tell } from '../../../../kernel/index.ts'
import { LEVELS, STATES } from '../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { ParentField } from '../family/parent-field.tsx'
import type { AsideProps } from '../view-props.ts'
import { EditingMap, useEditing } from './editing.tsx'
import { ChoiceField, DurationField, NamesField } from './fields/simple.tsx'
import { TextField } from './fields/text-pair.tsx'
import { RemarkLine } from './remarks.tsx'
import { type Section, SectionList } from './section-list.tsx'
import { LaneTitles } from './sections/lane-titles.tsx'
import { Links } from './sections/links.tsx'
import { MapChannels } from './sections/map-channels.tsx'
import { Objectives } from './sections/objectives.tsx'
import { BoundRule } from './sections/recognition.tsx'
import './panel.css'

const Essentials = () => {
  const { say } = useWords()
  return (
    <Stack gap="sm">
      <TextField at={['title']} label={say('panel.title')} />
      <SimpleGrid cols={2} spacing="sm">
        <ChoiceField
          at={['state']}
          label={say('panel.state')}
          values={STATES}
          nameOf={(state) => say(`state.${state}`)}
          none={say('state.current')}
        />
        <ChoiceField
          at={['level']}
          label={say('panel.level')}
          values={LEVELS}
          nameOf={(level) => say(`level.${level}`)}
          none={say('level.journey')}
        />
      </SimpleGrid>
      <ParentField />
    </Stack>
  )
}

const Perimeter = () => {
  const { say } = useWords()
  return (
    <Stack gap="sm">
      <NamesField at={['perimeter', 'personas']} label={say('panel.personas')} lead={say('panel.personas.lead')} />
      <NamesField at={['perimeter', 'offers']} label={say('panel.offers')} />
      <DurationField at={['perimeter', 'window']} label={say('panel.window')} example="days" />
    </Stack>
  )
}

/** Everything that is to be corrected on the map, wherever it stands. */
const Everything = () => {
  const { say } = useWords()
  const { findings } = useEditing()
  if (findings.length === 0)
    return (
      <Text size="sm" className="quiet">
        {say('panel.findings.none')}
      </Text>
    )
  return (
    <Stack gap={2}>
      {findings.map((remark) => (
        <RemarkLine key={`${remark.code} ${remark.path}`} remark={remark} />
      ))}
    </Stack>
  )
}

const Body = () => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map, findings } = useEditing()
  const sections: readonly Section[] = [
    {
      id: 'essentials',
      title: say('panel.section.essentials'),
      pointers: ['/title', '/state', '/level', '/parent'],
      body: <Essentials />,
    },
    { id: 'objectives', title: say('panel.objectives'), pointers: ['/objectives'], body: <Objectives /> },
    { id: 'perimeter', title: say('panel.perimeter'), pointers: ['/perimeter'], body: <Perimeter /> },
    {
      id: 'bounds',
      title: say('panel.section.bounds'),
      pointers: ['/perimeter/entry', '/perimeter/success'],
      body: (
        <Stack gap="md">
          <BoundRule at={['perimeter', 'entry']} label={say('panel.entry')} />
          <BoundRule at={['perimeter', 'success']} label={say('panel.success')} />
        </Stack>
      ),
    },
    { id: 'channels', title: say('panel.channels'), pointers: ['/channels'], body: <MapChannels /> },
    { id: 'lanes', title: say('panel.lanes'), pointers: ['/lanes'], body: <LaneTitles /> },
    {
      id: 'links',
      title: say('panel.links'),
      pointers: ['/links'],
      body: <Links />,
      ...(map.links && map.links.length > 0 && { holds: say('panel.holds', { count: map.links.length }) }),
    },
    {
      id: 'findings',
      title: say('panel.section.findings'),
      holds: say('panel.holds', { count: findings.length }),
      pointers: [],
      body: <Everything />,
    },
  ]
  return (
    <Stack gap="xs">
      <div>
        <Text fw={660} size="lg" lh={1.2}>
          {tell(map.title, language)}
        </Text>
        <Text size="xs" className="quiet">
          {map.id}
        </Text>
      </div>
      <SectionList of="map" sections={sections} open={['essentials', 'objectives', 'perimeter', 'findings']} />
    </Stack>
  )
}

/** Everything that a map says of itself: what it is for, for whom, from where to where. */
export const MapPanel = ({ id }: AsideProps) => (
  <EditingMap id={id} at={[]}>
    <Body />
  </EditingMap>
)
