import { Button, Group, Text } from '@mantine/core'
import {
  IconArrowLeft,
  IconCircleCheck,
  IconCircleDashed,
  IconMapPinOff,
  IconMessage,
  IconRouteOff,
} from '@tabler/icons-react'
import type { LivedStep, PersonRow } from '../../../../explorations/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { identifierOf, useCalled } from '../../../kit/called.ts'
import { Failed, Working } from '../../../kit/state.tsx'
import { useChannelName } from '../../../words/channel.ts'
import { EventName } from '../../../words/event-name.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { Filters } from '../filters.ts'
import { PersonLink } from './person-row.tsx'
import { useOneJourney, useWhose } from './use-people.ts'

const ICONS = {
  'as-designed': IconCircleCheck,
  misplaced: IconRouteOff,
  'wrong-channel': IconRouteOff,
  skipped: IconCircleDashed,
  'off-map': IconMapPinOff,
  answer: IconMessage,
  sign: IconCircleCheck,
} as const

const StepLine = ({ map, step }: { readonly map: JourneyMap; readonly step: LivedStep }) => {
  const { labelled, say, moment, time } = useWords()
  const { language } = useLanguage()
  const channelName = useChannelName(map)
  const Icon = ICONS[step.kind]
  const touchpoint = map.touchpoints.find(({ id }) => id === step.touchpoint)
  return (
    <div className={`lived-step ${step.kind}`}>
      <Icon size={18} aria-hidden />
      <div>
        <Text size="sm" fw={600} component="span">
          {touchpoint ? tell(touchpoint.title, language) : <EventName event={step.event ?? ''} />}
        </Text>
        {step.kind !== 'as-designed' && step.kind !== 'sign' && (
          <Text size="xs" component="span" className="step-kind">
            {' '}
            {say(`people.step.${step.kind}`)}
            {step.score !== null && labelled('', String(step.score))}
          </Text>
        )}
        {step.at !== null && (
          <Text size="xs" className="quiet">
            {moment(step.at)}
            {step.channel && ` · ${channelName(step.channel)}`}
            {step.afterSeconds !== null &&
              step.afterSeconds >= 60 &&
              ` · ${say('people.after', { time: time(step.afterSeconds) })}`}
          </Text>
        )}
      </div>
    </div>
  )
}

/** One person's journey on the design: what came, when, on which channel, what was foreseen and never came. */
export const PersonJourney = ({
  id,
  map,
  filters,
  row,
  back,
}: {
  readonly id: string
  readonly map: JourneyMap
  readonly filters: Filters
  readonly row: PersonRow
  readonly back: () => void
}) => {
  const { say, date, time } = useWords()
  const { language } = useLanguage()
  const called = useCalled()
  const found = useOneJourney({ id, filters }, row.key, row.journey)
  const who = useWhose([row.key]).get(row.key)
  const stages = found.data?.steps ?? []
  return (
    <div>
      <Group gap="xs" mb="xs" wrap="nowrap">
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={14} />} onClick={back} autoFocus>
          {say('people.back')}
        </Button>
      </Group>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text fw={660} style={{ overflowWrap: 'anywhere' }} title={identifierOf(row.key)}>
          {who?.name || called(row.key)}
        </Text>
        {who && <PersonLink who={who} />}
      </Group>
      <Text size="sm" className="quiet" mb="sm">
        {say(`people.is.${row.status}`)} · {say('people.entered', { date: date(row.enteredAt) })} · {time(row.seconds)}
      </Text>
      {found.isPending && <Working />}
      {found.isError && <Failed problem={found.error} retry={() => void found.refetch()} />}
      <ol className="lived-steps">
        {stages.map((step, at) => {
          const before = stages.slice(0, at).findLast(({ stage }) => stage !== null)?.stage
          const stage = map.stages.find((each) => each.id === step.stage)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was lived has its place, and never changes
            <li key={at}>
              {stage && step.stage !== before && (
                <Text size="xs" className="quiet" tt="uppercase" fw={600} mt="xs" component="div">
                  {tell(stage.title, language)}
                </Text>
              )}
              <StepLine map={map} step={step} />
            </li>
          )
        })}
      </ol>
    </div>
  )
}
