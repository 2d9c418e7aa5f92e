import { Badge, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconGhost } from '@tabler/icons-react'
import type { Lived, LivedStage, LivedTouchpoint } from '../../../../journeys/index.ts'
import { durationMs, tell } from '../../../../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../../../../maps/index.ts'
import { RateNumber } from '../../../kit/number.tsx'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'

/** Expected beside lived: the bar is the median lived, the tick the time given by the design. */
const TimeBar = ({ stage }: { readonly stage: LivedStage }) => {
  const { say, time } = useWords()
  const { medianSeconds, expectedSeconds } = stage
  if (medianSeconds === null) return null
  const scale = Math.max(medianSeconds, expectedSeconds ?? 0) * 1.15 || 1
  const late = expectedSeconds !== null && medianSeconds > expectedSeconds
  return (
    <div>
      <Group justify="space-between" gap={4} wrap="nowrap">
        <Text size="sm" fw={600} {...(late && { c: 'var(--watch)' })}>
          {time(medianSeconds)}
        </Text>
        {expectedSeconds !== null && (
          <Text size="xs" className="quiet">
            {say('journey.expected', { time: time(expectedSeconds) })}
          </Text>
        )}
      </Group>
      <div className="time-bar" aria-hidden="true">
        <span style={{ width: `${(100 * medianSeconds) / scale}%`, background: late ? 'var(--watch)' : undefined }} />
        {expectedSeconds !== null && <i style={{ left: `${(100 * expectedSeconds) / scale}%` }} />}
      </div>
    </div>
  )
}

interface CardProps {
  readonly map: JourneyMap
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
}

const TouchpointCard = ({ map, touchpoint, lived }: CardProps) => {
  const channelName = useChannelName(map)
  const { say, number } = useWords()
  const { language } = useLanguage()
  const absent = touchpoint.need === 'expected_absent'
  const measured = (touchpoint.match ?? []).length > 0
  const scores = lived?.satisfaction.filter(({ value }) => value !== null) ?? []
  return (
    <div className={absent ? 'touchpoint absent' : 'touchpoint'}>
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
      {lived && measured && (
        <Text size="xs" className="quiet" component="div">
          {number(lived.instances)} ·{' '}
          <RateNumber
            rate={lived.share}
            means="define.share"
            of={{ of: 'touchpoint', touchpoint: touchpoint.id, as: 'reached' }}
          />
        </Text>
      )}
      {lived && lived.byChannel.length > 0 && (
        <Group gap={4}>
          {lived.byChannel.slice(0, 3).map(({ channel, designed }) => (
            <span key={channel} className={designed ? 'channel' : 'channel off'}>
              {channelName(channel)}
            </span>
          ))}
        </Group>
      )}
      {scores.map(({ metric, value, n }) => (
        <Text key={metric} size="xs" className="quiet">
          {say(`satisfaction.${metric}`)}{' '}
          <strong>{metric === 'csat' ? number((value ?? 0) * 100) : number(value ?? 0, 1)}</strong> (n = {number(n)})
        </Text>
      ))}
    </div>
  )
}

interface ColumnProps {
  readonly stage: Stage
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

/** One stage of the map: its time, its stops and its touchpoints, designed beside lived. */
export const StageColumn = ({ stage, map, lived }: ColumnProps) => {
  const { say, time } = useWords()
  const { language } = useLanguage()
  const mine = lived?.stages.find(({ id }) => id === stage.id)
  const breaking = lived?.breakingPoints.some((point) => point.stage === stage.id)
  const touchpoints = map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id)
  const expected = stage.expected === undefined ? undefined : durationMs(stage.expected)
  return (
    <section
      className={breaking ? 'stage breaking' : 'stage'}
      data-tour="stage"
      aria-label={tell(stage.title, language)}
    >
      <Stack gap={6}>
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
        {mine && (
          <>
            <Text size="sm" className="quiet">
              {say('journey.entered', { count: mine.entered })}
            </Text>
            <TimeBar stage={mine} />
            <Group gap={6} {...(breaking && { 'data-tour': 'breaking' })}>
              <Text size="sm" component="div" {...(breaking && { c: 'var(--bad)', 'data-tour': 'who' })}>
                {say('journey.dropoff.title')} :{' '}
                <RateNumber
                  rate={mine.dropOff}
                  bold
                  means="define.dropOff"
                  of={{ of: 'stage', stage: stage.id, as: 'abandoned' }}
                  among={{ of: 'stage', stage: stage.id, as: 'mature' }}
                />
              </Text>
              {breaking && (
                <Badge color="red" variant="light" leftSection={<IconAlertTriangle size={12} />}>
                  {say('journey.breaking')}
                </Badge>
              )}
            </Group>
          </>
        )}
        <Stack gap={6} mt={4}>
          {touchpoints.map((touchpoint) => (
            <TouchpointCard
              key={touchpoint.id}
              map={map}
              touchpoint={touchpoint}
              lived={lived?.touchpoints.find(({ id }) => id === touchpoint.id)}
            />
          ))}
        </Stack>
      </Stack>
    </section>
  )
}
