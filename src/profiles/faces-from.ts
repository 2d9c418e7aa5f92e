import type { Arrival, ArrivalReader } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Claim } from './claims.ts'
import { type FaceReader, type Sighting, type StoredFaceReader, sightingsIn } from './face-sighting.ts'
import type { Reading } from './naming-reader.ts'

/** How often those are counted again of whom more came in while they were counted. */
const TRIES = 5

const byFiled = (events: readonly Arrival[], of?: ReadonlySet<string>): Map<string, string[]> => {
  const ids = new Map<string, string[]>()
  for (const { identifier, id } of events)
    if (!of || of.has(identifier)) ids.set(identifier, [...(ids.get(identifier) ?? []), id])
  return ids
}

/**
 * Sees what arrives; what stood before, or is no longer there, is read whole from where events are stored. What comes in while
 * everything is read may be stored already, or not, when its face is counted, and arrives in any case: those faces are
 * counted again without it. While more comes in than can be told apart, nothing is said to be followed from here on: what
 * came in since is counted whole at the next reading, too.
 */
export const facesFrom = (arrivals: ArrivalReader, stored: StoredFaceReader): FaceReader => {
  /** Counts again whom something came in of beyond an offset; gives those who are sure, and whether all are. */
  async function* settled(
    workspace: Id<'Workspace'>,
    from: number,
    declared: readonly Claim[],
  ): AsyncGenerator<readonly Sighting[], boolean> {
    let late = await arrivals.coming(workspace, from)
    if (!late || late.more) return false
    let unsure = byFiled(late.events)
    for (let tries = 0; unsure.size > 0 && tries < TRIES; tries++) {
      const seen = await stored.without(workspace, unsure, declared)
      const then = await arrivals.coming(workspace, late.end)
      if (!then || then.more) return false
      const again = byFiled(then.events, new Set(unsure.keys()))
      yield seen.filter(({ filed }) => !again.has(filed))
      unsure = new Map([...again].map(([filed, ids]) => [filed, [...(unsure.get(filed) ?? []), ...ids]]))
      late = then
    }
    return unsure.size === 0
  }
  async function* whole(workspace: Id<'Workspace'>, last: Reading, declared: readonly Claim[]) {
    const from = await arrivals.end()
    let reading = last
    for await (const part of stored.since(workspace, last, declared)) {
      reading = part.reading ?? reading
      yield { seen: part.seen, whole: true }
    }
    const again = settled(workspace, from, declared)
    let step = await again.next()
    for (; !step.done; step = await again.next()) yield { seen: step.value, whole: true }
    yield { seen: [], whole: true, reading: step.value ? { ...reading, offset: from } : reading }
  }
  return {
    async *since(workspace, reading, declared) {
      const { offset, ...last } = reading
      const came = offset === undefined ? undefined : await arrivals.after(workspace, offset)
      if (!came) return yield* whole(workspace, last, declared)
      const { events, end, more } = came
      yield { seen: sightingsIn(events, declared), whole: false, reading: { ...last, offset: end }, more }
    },
  }
}
