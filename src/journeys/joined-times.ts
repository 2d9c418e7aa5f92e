import { sortedTimes } from '../kernel/index.ts'
import type { Durations } from './kaplan-meier.ts'
import type { StageLives } from './measure-stages.ts'
import { behindEachOther, total } from './sums.ts'

/** Durations of parts. */
export const joinDurations = (parts: readonly Durations[]): Durations => ({
  ended: behindEachOther(parts.map(({ ended }) => ended)),
  waiting: behindEachOther(parts.map(({ waiting }) => waiting)),
})

const added = (parts: readonly ReadonlyMap<number, number>[]): Map<number, number> => {
  const sum = new Map<number, number>()
  for (const part of parts) for (const [key, n] of part) sum.set(key, (sum.get(key) ?? 0) + n)
  return sum
}

const ascending = (times: Float64Array, parts: number): Float64Array => (parts === 1 ? times : sortedTimes(times))

/** What stages were for those of all parts; times in ascending order as those of each part are. */
export const joinStageLives = (parts: readonly (readonly StageLives[])[]): readonly StageLives[] => {
  const [first = []] = parts
  if (parts.length === 1) return first
  return first.map((_, s): StageLives => {
    const mine = parts.flatMap((part) => part[s] ?? [])
    const sum = (of: (lives: StageLives) => number) => total(mine.map(of))
    const { ended, waiting } = joinDurations(mine.map(({ durations }) => durations))
    return {
      entered: sum(({ entered }) => entered),
      mature: sum(({ mature }) => mature),
      abandoned: sum(({ abandoned }) => abandoned),
      durations: { ended: ascending(ended, parts.length), waiting: ascending(waiting, parts.length) },
      stopped: behindEachOther(mine.map(({ stopped }) => stopped)),
      late: sum(({ late }) => late),
      inTime: sum(({ inTime }) => inTime),
      lastTouchpoints: added(mine.map(({ lastTouchpoints }) => lastTouchpoints)),
    }
  })
}
