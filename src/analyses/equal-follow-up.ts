import { type Followed, rulesOf } from '../journeys/index.ts'
import { DAY, HOUR } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'

/** How many journeys have been followed for so many whole hours since their entry. */
export type HoursFollowed = ReadonlyMap<number, number>

export const hoursFollowed = ({ instances, asOf }: Followed): HoursFollowed => {
  const hours = new Map<number, number>()
  for (const openedAt of instances.openedAt) {
    const hour = Math.floor((asOf - openedAt) / HOUR)
    hours.set(hour, (hours.get(hour) ?? 0) + 1)
  }
  return hours
}

/** For how long half of the journeys of some parts have been followed, in whole days where it is one at least. */
const halfFollowed = (parts: readonly HoursFollowed[]): number => {
  const hours = parts.flatMap((part) => [...part]).sort(([a], [b]) => b - a)
  const half = hours.reduce((sum, [, count]) => sum + count, 0) / 2
  let followed = 0
  for (const [hour, count] of hours) {
    followed += count
    if (followed >= half) return hour >= 24 ? Math.floor(hour / 24) * DAY : hour * HOUR
  }
  return Number.POSITIVE_INFINITY
}

/**
 * Until how long after entry something is looked at, on two sides alike: as long as the map allows for it, or as half of the
 * journeys of either side have been followed, whichever is less. Who entered lately has had less time for everything: looked
 * at for as long as each happened to be there, a late period would differ from an early one in all that comes late. Entries
 * alone decide it, nothing that comes of them.
 */
export interface EqualFollowUp {
  /** For what may come until a journey is over. */
  readonly life: number
  /** For a touchpoint of either map. */
  ofTouchpoint(id: string): number
}

/** What two maps allow, and how long the journeys of either were followed, part by part. */
export const equalFollowUp = (
  maps: readonly JourneyMap[],
  followed: readonly (readonly HoursFollowed[])[],
): EqualFollowUp => {
  const half = Math.min(...followed.map(halfFollowed))
  const limits = maps.map((map) => {
    const { stages, stageOf, window } = rulesOf(map)
    const sums = stages.map((_, s) => stages.slice(0, s + 1).reduce((sum, { max }) => sum + max, 0))
    const places = new Map(map.touchpoints.map(({ id }, t) => [id, stageOf[t] ?? -1]))
    const until = (stage: number): number => Math.min(window, sums[stage] ?? Number.POSITIVE_INFINITY)
    return { life: until(stages.length - 1), of: (id: string) => until(places.get(id) ?? stages.length - 1) }
  })
  return {
    life: Math.min(half, ...limits.map(({ life }) => life)),
    ofTouchpoint: (id) => Math.min(half, ...limits.map(({ of }) => of(id))),
  }
}
