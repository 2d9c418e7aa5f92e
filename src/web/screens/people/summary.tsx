import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { ChannelSign, useChannel } from './channels.tsx'
import type { WholePerson } from './use-people.ts'
import { metricName } from './what-is-known.tsx'

const Tile = ({
  name,
  children,
  more,
}: {
  readonly name: string
  readonly children: ReactNode
  readonly more?: ReactNode
}) => (
  <div className="glance-one">
    <dt>{name}</dt>
    <dd>{children}</dd>
    {more && (
      <Text component="dd" size="sm" className="quiet">
        {more}
      </Text>
    )}
  </div>
)

const Value = ({ orders }: Pick<WholePerson, 'orders'>) => {
  const { say, money, date } = useWords()
  const [first] = orders.value
  if (!first) return null
  return (
    <Tile
      name={say('customers.tile.value')}
      more={`${say('customers.orders', { count: orders.count })}${orders.latest[0] ? ` · ${date(orders.latest[0].at)}` : ''}`}
    >
      {orders.value.map(({ currency, total }) => money(total, currency)).join(' + ')}
    </Tile>
  )
}

const Stands = ({ journeys }: Pick<WholePerson, 'journeys'>) => {
  const { say } = useWords()
  const open = journeys.filter(({ status }) => status === 'open')
  const one = open.find(({ onTrack }) => !onTrack) ?? open[0]
  if (!one) return null
  const stage = one.stages.find(({ id }) => id === one.stage)?.title
  return (
    <Tile
      name={say('customers.tile.stage')}
      more={
        <>
          <span style={one.onTrack ? {} : { color: 'var(--watch)', fontWeight: 620 }}>
            {say(one.onTrack ? 'customers.journey.open' : 'customers.journey.late')}
          </span>
          {` · ${one.title}`}
        </>
      }
    >
      {stage ?? one.title}
    </Tile>
  )
}

const LastGiven = ({ satisfaction }: Pick<WholePerson, 'satisfaction'>) => {
  const { say, number, date } = useWords()
  const last = satisfaction.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0]
  if (!last) return null
  return (
    <Tile name={say('customers.tile.given')} more={`${metricName(last.metric, say)} · ${date(last.at)}`}>
      {number(last.latest, 1)}
      <span className="quiet glance-of"> / {SCALE[last.metric as keyof typeof SCALE] ?? ''}</span>
    </Tile>
  )
}

const SCALE = { nps: 10, csat: 5, ces: 7 } as const

/** What somebody who has ten seconds should know: since when, what they are worth, how they feel, where they stand. */
export const Summary = ({ person }: { readonly person: WholePerson }) => {
  const { say, date } = useWords()
  const nameOf = useChannel()
  return (
    <dl className="glance card">
      <Stands journeys={person.journeys} />
      <Value orders={person.orders} />
      <LastGiven satisfaction={person.satisfaction} />
      {person.last && (
        <Tile
          name={say('customers.tile.last')}
          more={person.first && say('customers.tile.since', { date: date(person.first) })}
        >
          <When at={person.last} />
        </Tile>
      )}
      <Tile name={say('customers.tile.channels')} more={say('customers.events', { count: person.events })}>
        <span className="glance-channels">
          {person.channels.map(({ channel }) => (
            <span key={channel} title={nameOf(channel)}>
              <ChannelSign channel={channel} />
              <span className="sr-only">{nameOf(channel)}</span>
            </span>
          ))}
        </span>
      </Tile>
    </dl>
  )
}
