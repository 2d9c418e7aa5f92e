import { Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { use, useState } from 'react'
import type { LivedTimes, Times } from '../../../../explorations/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { MedianTime } from '../../../kit/median-time.tsx'
import { AmountNumber, CountNumber, ExplainMark, Headline, RateNumber } from '../../../kit/number.tsx'
import { Failed, Working } from '../../../kit/state.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { Brief } from '../../measure/pictures/bars.tsx'
import { useFilters } from '../use-filters.ts'
import type { ViewProps } from '../view-props.ts'
import { Curve } from './curve.tsx'
import { useTimes } from './use-ways.ts'
import './explore.css'
import { Scroller } from '../../../kit/scroller.tsx'

const CurveTable = ({ times }: { readonly times: LivedTimes }) => {
  const { say, percent, time, number } = useWords()
  const told = times.curve.filter((_, at) => at % Math.ceil(times.curve.length / 12 || 1) === 0)
  return (
    <details className="alternative">
      <summary>{say('explore.table')}</summary>
      <Table verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('explore.times.after')}</Table.Th>
            <Table.Th>{say('explore.times.still')}</Table.Th>
            <Table.Th>{say('number.interval')}</Table.Th>
            <Table.Th ta="right">{say('explore.times.risk')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {told.map(({ seconds, survival, low, high, atRisk }) => (
            <Table.Tr key={seconds}>
              <Table.Td>{time(seconds)}</Table.Td>
              <Table.Td>{percent(survival)}</Table.Td>
              <Table.Td>
                {percent(low)} – {percent(high)}
              </Table.Td>
              <Table.Td ta="right">{number(atRisk)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  )
}

const Card = ({ times, title }: { readonly times: LivedTimes; readonly title: string }) => {
  const { labelled, say, time } = useWords()
  const { stage } = times
  return (
    <article className="card" style={{ padding: '0.9rem 1rem', minWidth: 0 }}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <Group gap="lg" my={6}>
        <Text size="sm" component="div">
          <MedianTime of={times} bold {...(stage !== null && { whom: { of: 'stage', stage, as: 'timed' } as const })} />{' '}
          {say('explore.times.median')}
        </Text>
        <Text size="sm" component="div">
          {times.p90Seconds === null ? (
            say('explore.times.p90.unknown')
          ) : (
            <>
              <AmountNumber
                shown={time(times.p90Seconds)}
                means="define.p90"
                {...(stage !== null && { of: { of: 'stage', stage, as: 'timed' } as const })}
                {...(times.late && { people: times.late.den })}
              />{' '}
              {say('explore.times.p90')}
            </>
          )}
        </Text>
        {times.expectedSeconds !== null && (
          <Text size="sm" className="quiet" data-setting>
            {say('journey.expected', { time: time(times.expectedSeconds) })}
          </Text>
        )}
        {times.late && stage !== null && (
          <Text size="sm" component="div">
            {labelled(say('explore.times.late'), '')}
            <RateNumber
              rate={times.late}
              bold
              means="define.late"
              of={{ of: 'stage', stage, as: 'late' }}
              among={{ of: 'stage', stage, as: 'timed' }}
            />
          </Text>
        )}
      </Group>
      {times.curve.length === 0 ? (
        <Text size="sm" className="quiet">
          {say('explore.times.none')}
        </Text>
      ) : (
        <>
          <Curve
            points={times.curve}
            expectedSeconds={times.expectedSeconds}
            title={title}
            name={say('explore.times.curve', { title })}
          />
          <CurveTable times={times} />
        </>
      )}
      <Text size="xs" className="quiet" mt={4} component="div" data-explains>
        {say('explore.times.censored', { ended: times.ended, waiting: times.waiting })}{' '}
        <ExplainMark means="define.censored" />
      </Text>
    </article>
  )
}

const SHOWN = 15

const Transitions = ({ map, times }: { readonly map: JourneyMap; readonly times: Times }) => {
  const { say, time } = useWords()
  const [all, showAll] = useState(false)
  const shown = all ? times.transitions : times.transitions.slice(0, SHOWN)
  const { language } = useLanguage()
  const title = (id: string) => tell(map.touchpoints.find((each) => each.id === id)?.title ?? id, language)
  const table = (
    <Scroller name={say('explore.times.transitions')}>
      <Table verticalSpacing="xs" horizontalSpacing="md" miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('explore.flow.from')}</Table.Th>
            <Table.Th>{say('explore.flow.to')}</Table.Th>
            <Table.Th ta="right">{say('explore.journeys')}</Table.Th>
            <Table.Th ta="right">{say('explore.times.median')}</Table.Th>
            <Table.Th ta="right">{say('explore.times.allowed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ from, to, journeys, withinSeconds, ...took }) => (
            <Table.Tr key={`${from} ${to}`}>
              <Table.Td>{title(from)}</Table.Td>
              <Table.Td>{title(to)}</Table.Td>
              <Table.Td ta="right">
                <CountNumber count={journeys} means="define.transition" of={{ of: 'transition', from, to }} />
              </Table.Td>
              <Table.Td ta="right">
                <MedianTime of={took} whom={{ of: 'transition', from, to }} people={journeys} />
              </Table.Td>
              <Table.Td ta="right" data-setting>
                {withinSeconds === null ? '–' : time(withinSeconds)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
  return (
    <div>
      {table}
      {shown.length < times.transitions.length && (
        <button type="button" className="more-rows" onClick={() => showAll(true)}>
          {say('measure.rows.all', { count: times.transitions.length })}
        </button>
      )}
    </div>
  )
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When in the week people live the map; the darker, the more. */
const Rhythm = ({ rhythm }: { readonly rhythm: Times['rhythm'] }) => {
  const { labelled, say, number } = useWords()
  const most = Math.max(1, ...rhythm.flat())
  return (
    <Scroller name={say('explore.times.rhythm')} className="wide" style={{ position: 'relative' }}>
      <table className="heat">
        <caption className="visually-hidden">{say('explore.times.rhythm')}</caption>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day, at) => (
            <tr key={day}>
              <th scope="row">{say(`explore.day.${day}`)}</th>
              {HOURS.map((hour) => {
                const count = rhythm[at]?.[hour] ?? 0
                const strength = Math.round((100 * count) / most)
                return (
                  <td
                    key={hour}
                    title={labelled(`${say(`explore.day.${day}`)} ${hour} h`, number(count))}
                    style={{
                      background: `color-mix(in srgb, var(--mantine-primary-color-filled) ${strength}%, var(--ground))`,
                    }}
                  >
                    <span className="visually-hidden">{number(count)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

/** How long each stage takes beside what was expected, those still on the way counted for as long as they have been. */
export const TimesView = ({ id, map }: ViewProps) => {
  const { say, percent, time } = useWords()
  const { language } = useLanguage()
  const { filters } = useFilters()
  const brief = use(Brief)
  const times = useTimes(id, filters)
  if (times.isPending) return <Working />
  if (times.isError) return <Failed problem={times.error} retry={() => void times.refetch()} />
  const titleOf = (stage: string) => tell(map.stages.find((each) => each.id === stage)?.title ?? stage, language)
  const [latest] = [...times.data.stages].sort((a, b) => (b.late?.value ?? 0) - (a.late?.value ?? 0))
  const said =
    latest?.late && latest.expectedSeconds !== null && latest.late.value !== null
      ? say('explore.times.headline', {
          stage: titleOf(latest.stage ?? ''),
          late: percent(latest.late.value),
          expected: time(latest.expectedSeconds),
          median: time(times.data.whole.medianSeconds),
        })
      : undefined
  return (
    <Stack gap="md">
      {said !== undefined && <Headline means="define.late">{said}</Headline>}
      <Text className="quiet" data-legend>
        {say('explore.times.lead')} {say('explore.times.dashed')}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Card times={times.data.whole} title={say('explore.times.whole')} />
        {times.data.stages.map((one) => (
          <Card key={one.stage} times={one} title={titleOf(one.stage ?? '')} />
        ))}
      </SimpleGrid>
      {!brief && (
        <>
          <Title order={2} size="h4">
            {say('explore.times.rhythm')}
          </Title>
          <Rhythm rhythm={times.data.rhythm} />
          <Title order={2} size="h4">
            {say('explore.times.transitions')}
          </Title>
          <Transitions map={map} times={times.data} />
        </>
      )}
    </Stack>
  )
}
