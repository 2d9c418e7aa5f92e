import type { Event } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { follow, recogniserOf, rulesOf, STATUS } from '../journeys/index.ts'
import { type Instant, iso, orThrow } from '../kernel/index.ts'
import type { CommandContext } from './context.ts'
import { storedMaps } from './map-argument.ts'

/** One passage of the person through an approved map. */
export interface ProfileJourney {
  readonly map: string
  readonly revision: number
  readonly title: string | { readonly [language: string]: string }
  readonly status: 'open' | 'succeeded' | 'abandoned'
  readonly stage: string | null
  readonly onTrack: boolean
  readonly opened: string
  readonly closed: string | null
}

const statusName = (code: number | undefined): ProfileJourney['status'] =>
  code === STATUS.succeeded ? 'succeeded' : code === STATUS.abandoned ? 'abandoned' : 'open'

/**
 * The person's passages through every approved map, by the rule that `lived` follows: all that the person lived is one
 * case, whatever it was filed under, except where the source itself named the case.
 */
export const journeysOf = async (
  events: readonly Event[],
  asOf: Instant,
  context: CommandContext,
): Promise<ProfileJourney[]> => {
  const maps = await storedMaps(context)
  const reader = createMemoryCaseReader(events.map((event) => ({ ...event, identifier: 'profile' })))
  const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
  const journeys: ProfileJourney[] = []
  for (const { id } of orThrow(await maps.list(LOCAL_OWNER))) {
    const approved = await maps.pull(LOCAL_OWNER, id, 'approved')
    if (!approved.ok) continue
    const { map, stored } = approved.value
    const found = follow(await reader.journeys(question, recogniserOf(map)), rulesOf(map), asOf)
    for (let i = 0; i < found.count; i++) {
      const closed = found.closedAt[i] ?? Number.NaN
      journeys.push({
        map: id,
        revision: stored.revision,
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
