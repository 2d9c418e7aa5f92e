import { Stack, Text } from '@mantine/core'
import { tell } from '../../../../kernel/index.ts'
import { pointerAt, type Touchpoint } from '../../../../maps/index.ts'
import { bestEvidence, claimsOf, EvidenceMark } from '../../../kit/evidence.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { AskMore } from '../../measure/ask-more.tsx'
import { SubJourneys } from '../family/sub-journeys.tsx'
import type { AsideProps } from '../view-props.ts'
import { EditingMap, useEditing } from './editing.tsx'
import { Remarks } from './remarks.tsx'
import { type Section, SectionList } from './section-list.tsx'
import { BackstageSection } from './sections/backstage.tsx'
import { Essentials } from './sections/essentials.tsx'
import { Experiences } from './sections/experience.tsx'
import { Levers } from './sections/levers.tsx'
import { Metrics } from './sections/metrics.tsx'
import { MomentsSection } from './sections/moments.tsx'
import { Recognition } from './sections/recognition.tsx'
import { Transitions } from './sections/transitions.tsx'
import './panel.css'

const useSections = (at: readonly string[], touchpoint: Touchpoint): readonly Section[] => {
  const { say } = useWords()
  const { map } = useEditing()
  const { experience = [], levers = {}, moments = [], metrics = [], backstage = {} } = touchpoint
  const pointers = (...names: readonly string[]) => names.map((name) => pointerAt(map, [...at, name]))
  const holds = (count: number) => (count === 0 ? {} : { holds: say('panel.holds', { count }) })
  return [
    {
      id: 'essentials',
      title: say('panel.section.essentials'),
      pointers: pointers('title', 'kind', 'initiator', 'need', 'repeatable', 'channels', 'expected', 'timeout'),
      body: <Essentials at={at} />,
    },
    {
      id: 'experience',
      title: say('panel.section.experience'),
      ...holds(experience.length),
      pointers: pointers('experience'),
      body: <Experiences at={[...at, 'experience']} />,
    },
    {
      id: 'levers',
      title: say('panel.section.levers'),
      ...holds(Object.keys(levers).length),
      pointers: pointers('levers'),
      body: <Levers at={[...at, 'levers']} touchpoint={touchpoint} />,
    },
    {
      id: 'match',
      title: say('panel.section.match'),
      ...holds((touchpoint.match ?? []).length),
      pointers: pointers('match'),
      body: <Recognition at={[...at, 'match']} touchpoint={touchpoint} />,
    },
    {
      id: 'moments',
      title: say('panel.section.moments'),
      ...holds(moments.length),
      pointers: pointers('moments'),
      body: <MomentsSection at={[...at, 'moments']} />,
    },
    {
      id: 'metrics',
      title: say('panel.section.metrics'),
      ...holds(metrics.length),
      pointers: pointers('metrics'),
      body: <Metrics at={[...at, 'metrics']} />,
    },
    {
      id: 'backstage',
      title: say('panel.section.backstage'),
      ...holds(Object.keys(backstage).length),
      pointers: pointers('backstage'),
      body: <BackstageSection at={[...at, 'backstage']} touchpoint={touchpoint} />,
    },
    {
      id: 'transitions',
      title: say('panel.section.transitions'),
      ...holds((map.transitions ?? []).filter(({ from }) => from === touchpoint.id).length),
      pointers: [],
      body: <Transitions from={touchpoint.id} />,
    },
    {
      id: 'family',
      title: say('family.section'),
      pointers: [],
      body: <SubJourneys journey={map.id} touchpoint={touchpoint.id} />,
    },
  ]
}

const Body = ({ of }: { readonly of: string }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map } = useEditing()
  const at = ['touchpoints', of]
  const touchpoint = map.touchpoints.find(({ id }) => id === of)
  const sections = useSections(at, touchpoint ?? NOTHING)
  if (!touchpoint) return <Text className="quiet">{say('panel.gone')}</Text>
  const stage = map.stages.find(({ id }) => id === touchpoint.stage)
  return (
    <Stack gap="xs">
      <div>
        <Text fw={660} size="lg" lh={1.2}>
          {tell(touchpoint.title, language)}
        </Text>
        <Text size="xs" className="quiet">
          {tell(stage?.title, language)} · {touchpoint.id}
        </Text>
        <EvidenceMark evidence={bestEvidence(claimsOf(touchpoint))} />
        <Remarks at={at} below={false} />
        <AskMore map={map.id} touchpoint={of} />
      </div>
      <SectionList of="touchpoint" sections={sections} open={['essentials', 'experience']} />
    </Stack>
  )
}
const NOTHING: Touchpoint = { id: '', stage: '', title: '' }

/** Everything that a map says of one touchpoint, to be read and written. */
export const TouchpointPanel = ({ id, of }: AsideProps) => (
  <EditingMap id={id} at={['touchpoints', of]}>
    <Body of={of} />
  </EditingMap>
)
