import type { Explored } from '../explorations/index.ts'
import { createDictionary, NONE, STATUS, wasLived } from '../journeys/index.ts'
import { growing, type Instant, quantile } from '../kernel/index.ts'
import type { AtRisk } from './effectiveness.ts'
import { livedAgain } from './lived-again.ts'
import { createProgress } from './progress.ts'

/** From when on success counts after the entry, and for how long. */
export interface Landmark {
  readonly mark: number
  readonly horizon: number
}

/** One journey that is still on its way at the landmark, all of whose horizon has passed. */
interface Risking {
  readonly instance: number
  /** What was lived up to the landmark; off the map by name. */
  readonly path: readonly (number | string)[]
  /** The channel that it was entered on. */
  readonly entry: string
  /** How far it had come, and for how long it had been there. */
  readonly furthest: number
  readonly since: number
  readonly succeeded: boolean
}

const eachAtRisk = (lives: Explored, { mark: landmark, horizon }: Landmark, on: (one: Risking) => void): void => {
  const { table, instances, asOf, map } = lives
  const progress = createProgress(map)
  for (let i = 0; i < instances.count; i++) {
    const opened = instances.openedAt[i] ?? 0
    const [mark, end] = [opened + landmark, opened + landmark + horizon]
    const closed = instances.closedAt[i] ?? Number.NaN
    if (end > asOf || closed <= mark) continue
    const path: (number | string)[] = []
    // How far they had come: a touchpoint of a later stage, or of the end of one, is no way that works, it is most of the way.
    progress.begin()
    let furthestAt: Instant = opened
    const first = instances.members[instances.starts[i] ?? 0] ?? 0
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      if ((table.at[e] ?? 0) > mark) break
      if (!wasLived(table, instances, i, e)) continue
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint !== NONE && progress.took(touchpoint)) furthestAt = table.at[e] ?? 0
      const label = touchpoint === NONE ? (table.activities[table.activity[e] ?? 0] ?? '') : touchpoint
      if (path.at(-1) !== label) path.push(label)
    }
    on({
      instance: i,
      path,
      entry: table.channels[table.channel[first] ?? 0] ?? '',
      furthest: progress.reached(),
      since: mark - furthestAt,
      succeeded: instances.status[i] === STATUS.succeeded && closed <= end,
    })
  }
}

const journeyKey = ({ table, instances }: Explored, i: number) =>
  `${table.keys[instances.caseOf[i] ?? 0]} ${instances.openedAt[i]}`

/** Which journeys of a part are also those of each of some segments of it. */
const membersOf = (lives: Explored, segments: readonly Explored[]): ((i: number) => string) => {
  const members = segments.map(
    (some) => new Set(Array.from({ length: some.instances.count }, (_, i) => journeyKey(some, i))),
  )
  return (i) => members.map((keys) => (keys.has(journeyKey(lives, i)) ? 1 : 0)).join(' ')
}

/** Waits are compared within bands of about so many journeys, and no more bands than these: a wait tells most of what follows. */
const [A_BAND, MOST_BANDS] = [12, 12]

/** In which band of those of its group each value lies. */
const bandsOf = (values: Float64Array, groups: Float64Array): number[] => {
  const cuts = new Map<number, readonly number[]>()
  for (const group of new Set(groups)) {
    const sorted = Float64Array.from(values.filter((_, row) => groups[row] === group)).sort()
    const bands = Math.max(1, Math.min(MOST_BANDS, Math.floor(sorted.length / A_BAND)))
    cuts.set(
      group,
      Array.from({ length: bands - 1 }, (_, cut) => quantile(sorted, (cut + 1) / bands) ?? 0),
    )
  }
  return Array.from(values, (value, row) => (cuts.get(groups[row] ?? -1) ?? []).filter((cut) => value > cut).length)
}

/** Labels of the map by their place in it; off the map in the order of names, not of who came first. */
const inNameOrder = (paths: readonly (readonly (number | string)[])[], own: number) => {
  const names = [...new Set(paths.flat().filter((label) => typeof label === 'string'))].sort()
  const places = new Map(names.map((name, place) => [name, own + place]))
  return { names, labelOf: (label: number | string) => (typeof label === 'number' ? label : (places.get(label) ?? 0)) }
}

/**
 * The journeys at risk, part after part: the distinct paths and kinds, and of each journey which of them it is, how long it had
 * been where it was, and whether it succeeded.
 */
export const createAtRisk = (landmark: Landmark) => {
  const [paths, kinds] = [createDictionary(), createDictionary()]
  const lists: (readonly (number | string)[])[] = []
  const columns = {
    path: growing(),
    kind: growing(),
    furthest: growing(),
    since: growing(),
    succeeded: growing(),
    person: growing(),
  }
  let people = 0
  return {
    add(lives: Explored, segments: readonly Explored[]): void {
      const memberOf = membersOf(lives, segments)
      eachAtRisk(lives, landmark, ({ instance, path, entry, furthest, since, succeeded }) => {
        const code = paths.code(JSON.stringify(path))
        if (code === lists.length) lists.push(path)
        columns.path.push(code)
        columns.kind.push(kinds.code(JSON.stringify([entry, furthest, memberOf(instance)])))
        columns.furthest.push(furthest)
        columns.since.push(since)
        columns.succeeded.push(succeeded ? 1 : 0)
        columns.person.push(people + (lives.instances.caseOf[instance] ?? 0))
      })
      people += lives.table.keys.length
    },
    /** Counted by path and kind; waits in bands are part of the kind: who has been there for long has more often left without a word. */
    counted(touchpoints: readonly { readonly id: string }[]): AtRisk & { readonly labels: readonly string[] } {
      const { names, labelOf } = inNameOrder(lists, touchpoints.length)
      const waited = bandsOf(columns.since.values(), columns.furthest.values())
      const groups = new Map<string, { place: number; path: number; kind: string; times: number; won: number }>()
      const places = new Uint32Array(columns.path.length)
      for (const [row, path] of columns.path.values().entries()) {
        const kind = `${kinds.texts[columns.kind.values()[row] ?? 0]} ${waited[row]}`
        const key = `${path} ${kind}`
        const group = groups.get(key) ?? { place: groups.size, path, kind, times: 0, won: 0 }
        groups.set(key, group)
        places[row] = group.place
        group.times++
        group.won += columns.succeeded.values()[row] ?? 0
      }
      const all = [...groups.values()]
      return {
        labels: [...touchpoints.map(({ id }) => id), ...names],
        sequences: all.map(({ path }) => (lists[path] ?? []).map(labelOf)),
        kinds: all.map(({ kind }) => kind),
        times: all.map(({ times }) => times),
        succeeded: all.map(({ won }) => won),
        again: livedAgain(columns.person.values(), places, columns.succeeded.values()),
      }
    },
  }
}

/** The people of a part whose journeys at risk are as asked, by the labels that they lived. */
export const peopleAtRisk = (
  lives: Explored,
  landmark: Landmark,
  labels: readonly string[],
  is: (path: readonly number[], succeeded: boolean) => boolean,
): string[] => {
  const own = lives.map.touchpoints.length
  const places = new Map(labels.slice(own).map((name, place) => [name, own + place]))
  const found: string[] = []
  eachAtRisk(lives, landmark, ({ instance, path, succeeded }) => {
    const codes = path.map((label) => (typeof label === 'number' ? label : (places.get(label) ?? -1)))
    if (is(codes, succeeded)) found.push(lives.table.keys[lives.instances.caseOf[instance] ?? 0] ?? '')
  })
  return found
}
