import { Group, Stack, Text } from '@mantine/core'
import { IconGhost } from '@tabler/icons-react'
import type { Lived, LivedTouchpoint } from '../../../../journeys/index.ts'
import { durationMs, tell } from '../../../../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../../../../maps/index.ts'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { StageLines, TouchpointLines } from './lived-lines.tsx'
import './board.css'

interface CardProps {
  readonly map: JourneyMap
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
}

const TouchpointDrawing = ({ map, touchpoint, lived }: CardProps) => {
  const channelName = useChannelName(map)
  const { say } = useWords()
  const { language } = useLanguage()
  const absent = touchpoint.need === 'expected_absent'
  const measured = (touchpoint.match ?? []).length > 0
  return (
    <div className={absent ? 'touchpoint fixed absent' : 'touchpoint fixed'}>
      <Text size="sm" fw={600} lh={1.25}>
        {tell(touchpoint.title, language)}
      </Text>
      {absent && (
        <Group gap={4} wrap="nowrap" c="var(--watch)">
          <IconGhost size={14} aria-hidden />
          <Text size="xs">{say('journey.absent')}</Text>
        </Group>
      )}
      {!absent && !measured && (
        <Text size="xs" className="quiet">
          {say('journey.unmeasured')}
        </Text>
      )}
      {lived && measured && <TouchpointLines touchpoint={lived} channelName={channelName} />}
    </div>
  )
}

interface StageProps {
  readonly stage: Stage
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

/** One stage of a map that is only looked at: its time, its stops and its touchpoints, designed beside lived. */
export const StageDrawing = ({ stage, map, lived }: StageProps) => {
  const { say, time } = useWords()
  const { language } = useLanguage()
  const mine = lived?.stages.find(({ id }) => id === stage.id)
  const breaking = lived?.breakingPoints.some((point) => point.stage === stage.id) ?? false
  const expected = stage.expected === undefined ? undefined : durationMs(stage.expected)
  return (
    <section
      className={breaking ? 'stage breaking' : 'stage'}
      data-tour="stage"
      aria-label={tell(stage.title, language)}
    >
      <div className="stage-head fixed">
        <Text size="xs" className="quiet" tt="uppercase" fw={600} style={{ letterSpacing: '0.04em' }}>
          {say(`phase.${stage.phase}`)}
        </Text>
        <Text component="h2" fw={660} size="lg" lh={1.2} m={0}>
          {tell(stage.title, language)}
        </Text>
        {!mine && expected !== undefined && (
          <Text size="xs" className="quiet">
            {say('journey.expected', { time: time(expected / 1000) })}
          </Text>
        )}
        {mine && <StageLines stage={mine} breaking={breaking} />}
      </div>
      <Stack gap={6} mt={6}>
        {map.touchpoints
          .filter((touchpoint) => touchpoint.stage === stage.id)
          .map((touchpoint) => (
            <TouchpointDrawing
              key={touchpoint.id}
              map={map}
              touchpoint={touchpoint}
              lived={lived?.touchpoints.find(({ id }) => id === touchpoint.id)}
            />
          ))}
      </Stack>
    </section>
  )
}
