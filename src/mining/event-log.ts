import { type Followed, NONE, STATUS, wasLived } from '../journeys/index.ts'
import { iso } from '../kernel/index.ts'

/** One interaction of a lived journey, as event logs say it. */
export interface LoggedEvent {
  readonly activity: string
  readonly at: string
  readonly channel: string
  /** What the source calls it, where the map calls it otherwise. */
  readonly event: string
  readonly onMap: boolean
}

/** One lived journey, as event logs say it. */
export interface LoggedJourney {
  readonly id: string
  readonly person: string
  readonly status: 'open' | 'succeeded' | 'abandoned'
  readonly openedAt: string
  readonly closedAt: string | null
  /** The furthest stage reached. */
  readonly stage: string
  readonly events: readonly LoggedEvent[]
}

const STATUSES = Object.fromEntries(Object.entries(STATUS).map(([name, code]) => [code, name])) as Record<
  number,
  LoggedJourney['status']
>

/** Every journey of a map with what was lived in it, one at a time: a log may be larger than memory. */
export function* loggedJourneys({ map, table, instances }: Followed): Generator<LoggedJourney> {
  // Journeys stand person by person.
  let [before, passage] = [-1, 0]
  for (let i = 0; i < instances.count; i++) {
    const c = instances.caseOf[i] ?? 0
    passage = c === before ? passage + 1 : 1
    before = c
    const person = table.keys[c] ?? ''
    const closed = instances.closedAt[i] ?? Number.NaN
    const events: LoggedEvent[] = []
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      if (!wasLived(table, instances, i, e)) continue
      const touchpoint = table.touchpoint[e] ?? NONE
      const event = table.activities[table.activity[e] ?? 0] ?? ''
      events.push({
        activity: map.touchpoints[touchpoint]?.id ?? event,
        at: iso(table.at[e] ?? 0),
        channel: table.channels[table.channel[e] ?? 0] ?? '',
        event,
        onMap: touchpoint !== NONE,
      })
    }
    yield {
      id: passage === 1 ? person : `${person}#${passage}`,
      person,
      status: STATUSES[instances.status[i] ?? 0] ?? 'open',
      openedAt: iso(instances.openedAt[i] ?? 0),
      closedAt: Number.isNaN(closed) ? null : iso(closed),
      stage: map.stages[instances.stage[i] ?? -1]?.id ?? '',
      events,
    }
  }
}
