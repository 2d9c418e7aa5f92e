import { Badge, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { LivedStage, LivedTouchpoint } from '../../../../journeys/index.ts'
import { AmountNumber, CountNumber, RateNumber } from '../../../kit/number.tsx'
import { useWords } from '../../../words/language.tsx'
import { RateChange, useBefore } from '../compared.tsx'

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
          <AmountNumber shown={time(medianSeconds)} bold means="define.median" />
        </Text>
        {expectedSeconds !== null && (
          <Text size="xs" className="quiet">
            <span data-setting>{say('journey.expected', { time: time(expectedSeconds) })}</span>
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

/** What is lived in a stage: who enters, how long it takes, who stops there. */
export const StageLines = ({ stage, breaking }: { readonly stage: LivedStage; readonly breaking: boolean }) => {
  const { labelled, say } = useWords()
  const before = useBefore()
  return (
    <>
      <Text size="sm" className="quiet" component="div">
        <CountNumber
          shown={say('journey.entered', { count: stage.entered })}
          count={stage.entered}
          means="define.entered"
          of={{ of: 'stage', stage: stage.id, as: 'entered' }}
        />
      </Text>
      <TimeBar stage={stage} />
      <Group gap={6} {...(breaking && { 'data-tour': 'breaking' })}>
        <Text size="sm" component="div" {...(breaking && { c: 'var(--bad)', 'data-tour': 'who' })}>
          {labelled(say('journey.dropoff.title'), '')}
          <RateNumber
            rate={stage.dropOff}
            bold
            means="define.dropOff"
            of={{ of: 'stage', stage: stage.id, as: 'abandoned' }}
            among={{ of: 'stage', stage: stage.id, as: 'mature' }}
          />
          <RateChange
            now={stage.dropOff}
            before={before?.stages.find(({ id }) => id === stage.id)?.dropOff}
            more="bad"
          />
        </Text>
        {breaking && (
          <Badge color="red" variant="light" leftSection={<IconAlertTriangle size={12} />}>
            {say('journey.breaking')}
          </Badge>
        )}
      </Group>
    </>
  )
}

/** What is lived at a touchpoint: how many journeys, by which channels, how it was liked. */
export const TouchpointLines = ({
  touchpoint,
  channelName,
}: {
  readonly touchpoint: LivedTouchpoint
  readonly channelName: (channel: string) => string
}) => {
  const { say, number } = useWords()
  const scores = touchpoint.satisfaction.filter(({ value }) => value !== null)
  return (
    <>
      <Text size="xs" className="quiet" component="div">
        <CountNumber
          count={touchpoint.instances}
          means="define.reached"
          of={{ of: 'touchpoint', touchpoint: touchpoint.id, as: 'reached' }}
        />{' '}
        ·{' '}
        <RateNumber
          rate={touchpoint.share}
          means="define.share"
          of={{ of: 'touchpoint', touchpoint: touchpoint.id, as: 'reached' }}
        />
      </Text>
      {touchpoint.byChannel.length > 0 && (
        <Group gap={4}>
          {touchpoint.byChannel.slice(0, 3).map(({ channel, designed }) => (
            <span key={channel} className={designed ? 'channel' : 'channel off'}>
              {channelName(channel)}
            </span>
          ))}
        </Group>
      )}
      {scores.map(({ metric, value, n }) => (
        <Text key={metric} size="xs" className="quiet" component="div">
          {say(`satisfaction.${metric}`)}{' '}
          <AmountNumber
            shown={metric === 'csat' ? number((value ?? 0) * 100) : number(value ?? 0, 1)}
            bold
            means="define.satisfaction"
          />{' '}
          <span data-beside>(n = {number(n)})</span>
        </Text>
      ))}
    </>
  )
}
