import { Group, Skeleton, Table, Text, Title } from '@mantine/core'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Flow, Move, Pulse, PulsePeriod } from '../../../journeys/index.ts'
import { ExplainingProvider } from '../../kit/explaining.ts'
import { CountNumber, ExplainMark } from '../../kit/number.tsx'
import { Failed } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import type { ListedMap } from '../maps/use-maps.ts'
import { StatusBadge } from '../revisions/status-badge.tsx'
import { DayBars } from './day-bars.tsx'
import { useLiveJourneys, usePulse } from './use-home.ts'

/** A count beside the one of the stretch before: the arrow says which way, the words by how much. */
const Count = ({ now, before, flow }: { readonly now: number; readonly before: number; readonly flow: keyof Flow }) => {
  const { say, number } = useWords()
  const Arrow = now > before ? IconArrowUpRight : now < before ? IconArrowDownRight : IconArrowRight
  return (
    <>
      <CountNumber count={now} bold means={`home.means.${flow}`} />
      <span className="before">
        <Arrow size={13} aria-hidden />
        <CountNumber
          count={before}
          shown={say('home.before', { before: number(before) })}
          means={`home.means.${flow}.before`}
        />
      </span>
    </>
  )
}

const FLOWS: readonly (keyof Flow)[] = ['entered', 'succeeded', 'abandoned']

const Flows = ({ periods }: { readonly periods: readonly PulsePeriod[] }) => {
  const { say } = useWords()
  return (
    <Table className="flows" withRowBorders={false}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <span className="visually-hidden">{say('home.period')}</span>
          </Table.Th>
          {FLOWS.map((flow) => (
            <Table.Th key={flow} scope="col">
              {say(`home.${flow}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {periods.map(({ days, now, before }) => (
          <Table.Tr key={days}>
            <Table.Th scope="row">{say('home.last', { days })}</Table.Th>
            {FLOWS.map((flow) => (
              <Table.Td key={flow}>
                <Count now={now[flow]} before={before[flow]} flow={flow} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Who is on the way: on track and late, as words and as a bar. */
const OnTheWay = ({ pulse: { open, onTrack, late } }: { readonly pulse: Pulse }) => {
  const { say, number } = useWords()
  return (
    <div>
      <Text size="xl" fw={660} lh={1.2} component="div">
        <CountNumber count={open} bold means="define.open" />{' '}
        <Text span size="sm" fw={400} className="quiet">
          {say('home.open')}
        </Text>
      </Text>
      <div className="track" aria-hidden="true">
        <span style={{ width: `${open === 0 ? 0 : (100 * onTrack) / open}%` }} />
      </div>
      <Text size="sm" className="quiet" component="div">
        <CountNumber
          count={onTrack}
          shown={say('home.ontrack', { count: number(onTrack) })}
          means="home.means.ontrack"
        />
        {', '}
        <CountNumber count={late} shown={say('home.late', { count: number(late) })} means="home.means.late" />
      </Text>
    </div>
  )
}

const Moved = ({ moved }: { readonly moved: Move }) => {
  const { say, percent, number } = useWords()
  const points = (share: number) => number(share * 100, 1)
  return (
    <Text size="sm" component="div" data-explains className={moved.difference.value > 0 ? 'moved up' : 'moved down'}>
      {say('home.moved', {
        now: percent(moved.now.value),
        before: percent(moved.before.value),
        low: points(moved.difference.low),
        high: points(moved.difference.high),
        n: number(moved.now.n),
        nBefore: number(moved.before.n),
        days: moved.days,
      })}{' '}
      <ExplainMark means="home.means.moved" />
    </Text>
  )
}

/** One journey as it is lived now. */
export const LiveCard = ({ listed, since }: { readonly listed: ListedMap; readonly since: number }) => {
  const { say, date } = useWords()
  const pulse = usePulse(listed.id, since)
  const now = useLiveJourneys().data?.items.find(({ map }) => map === listed.id)
  return (
    <article className="card live" data-tour="journey-card">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={3} size="h4">
          <Link to="/maps/$map" params={{ map: listed.id }} className="live-title">
            {listed.title}
          </Link>
        </Title>
        <StatusBadge status={listed.status} />
      </Group>
      {pulse.isPending && <Skeleton height={170} role="status" aria-label={say('state.working')} />}
      {pulse.isError && <Failed problem={pulse.error} retry={() => void pulse.refetch()} />}
      {pulse.data && (
        <ExplainingProvider value={{ filters: [], asOf: pulse.data.asOf }}>
          <div className="live-body">
            <OnTheWay pulse={{ ...pulse.data, ...(now && { ...now, onTrack: now.open - now.late }) }} />
            <DayBars pulse={pulse.data} />
          </div>
          <Flows periods={[pulse.data.day, pulse.data.week]} />
          {pulse.data.moved && <Moved moved={pulse.data.moved} />}
          <Text size="xs" className="quiet">
            {say('journey.asof', { date: date(pulse.data.asOf) })}
          </Text>
        </ExplainingProvider>
      )}
    </article>
  )
}
