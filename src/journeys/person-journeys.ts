import type { Event } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { type Instant, iso, orThrow, type UserText } from '../kernel/index.ts'
import type { JourneyMap, Maps } from '../maps/index.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { NONE } from './cases.ts'
import { follow, STATUS } from './follow.ts'
import { rulesOf } from './instance.ts'
import { recogniserOf, touchpointOf } from './recogniser.ts'

/** One passage of a person through an approved map. */
export interface PersonJourney {
  readonly map: string
  readonly revision: number
  readonly title: UserText
  readonly status: 'open' | 'succeeded' | 'abandoned'
  readonly stage: string | null
  readonly onTrack: boolean
  readonly opened: string
  readonly closed: string | null
}

/** Where an interaction stands on an approved map. */
export interface Place {
  readonly map: string
  readonly stage: string
  readonly touchpoint: string
  readonly title: UserText
}

const statusName = (code: number | undefined): PersonJourney['status'] =>
  code === STATUS.succeeded ? 'succeeded' : code === STATUS.abandoned ? 'abandoned' : 'open'

/** The maps that hold: the approved revision of each. */
export const approvedMaps = async (maps: Maps, actor: Actor): Promise<{ map: JourneyMap; revision: number }[]> => {
  const found: { map: JourneyMap; revision: number }[] = []
  for (const { id } of orThrow(await maps.list(actor))) {
    const approved = await maps.pull(actor, id, 'approved')
    if (approved.ok) found.push({ map: approved.value.map, revision: approved.value.stored.revision })
  }
  return found
}

/**
 * The person's passages through every approved map, by the rule that `lived` follows: all that the person lived is one
 * case, whatever it was filed under, except where the source itself named the case.
 */
export const journeysOf = async (
  maps: Maps,
  actor: Actor,
  events: readonly Event[],
  asOf: Instant,
): Promise<PersonJourney[]> => {
  const reader = createMemoryCaseReader(events.map((event) => ({ ...event, identifier: 'profile' })))
  const question = { workspace: actor.workspace, filter: {}, inferred: 'person' } as const
  const journeys: PersonJourney[] = []
  for (const { map, revision } of await approvedMaps(maps, actor)) {
    const found = follow(await reader.journeys(question, recogniserOf(map)), rulesOf(map), asOf)
    for (let i = 0; i < found.count; i++) {
      const closed = found.closedAt[i] ?? Number.NaN
      journeys.push({
        map: map.id,
        revision,
        title: map.title,
        status: statusName(found.status[i]),
        stage: map.stages[found.stage[i] ?? -1]?.id ?? null,
        onTrack: found.onTrack[i] === 1,
        opened: iso(found.openedAt[i] ?? 0),
        closed: Number.isNaN(closed) ? null : iso(closed),
      })
    }
  }
  return journeys.sort((one, other) => (one.opened < other.opened ? 1 : -1))
}

/** Says where an interaction stands on the approved maps. */
export const placesOn = async (maps: Maps, actor: Actor): Promise<(event: Event) => Place[]> => {
  const known = (await approvedMaps(maps, actor)).map(({ map }) => ({ map, recogniser: recogniserOf(map) }))
  return (event) =>
    known.flatMap(({ map, recogniser }) => {
      const found = touchpointOf(recogniser, event)
      const touchpoint = found === NONE ? undefined : map.touchpoints[found]
      return touchpoint
        ? [{ map: map.id, stage: touchpoint.stage, touchpoint: touchpoint.id, title: touchpoint.title }]
        : []
    })
}
