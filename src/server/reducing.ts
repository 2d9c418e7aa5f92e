import { totalmem } from 'node:os'
import type { AnalysisPorts } from '../analyses/index.ts'
import { createReducer, type Reducing } from '../analyses/reduced-cases.clickhouse.ts'
import type { LayeredReader } from '../journeys/layered-reader.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

/** The memory that this process may count on: the machine's, or what it was granted of it. */
export const memory = (): number => {
  const granted = process.constrainedMemory()
  return granted > 0 ? Math.min(granted, totalmem()) : totalmem()
}

/** A table at hand takes some forty bytes an event beside what is worked out of it: half of the memory is for it. */
export const MOST_EVENTS = Math.floor(memory() / 2 / 40)

/** So many events are looked at at once where they are more than fit. */
export const PART_EVENTS = Math.min(4_000_000, Math.ceil(MOST_EVENTS / 8))

/** Up to so many events are held at once; `PARCOURS_REDUCE=1` has any be too many. */
export const mostAtHand = (): number => (process.env.PARCOURS_REDUCE === '1' ? 0 : MOST_EVENTS)

/** Cases that do not fit here are reduced by the engine where that is enough. */
const isTooLarge = ({ events }: { readonly events: number }): boolean => events > mostAtHand()

/** What the engine tells of the cases of a reader, where those are too many for this machine. */
export const reducing = (
  engine: Analytics,
  reader: Pick<LayeredReader, 'standing'>,
  how?: Reducing,
): NonNullable<AnalysisPorts['reduced']> => {
  const reduce = createReducer(engine, how)
  return async (scope, design) =>
    isTooLarge(await reader.standing(scope.workspace)) ? reduce(scope, design) : undefined
}
