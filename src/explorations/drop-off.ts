import { METRICS, SCALES } from '../feedback/index.ts'
import {
  behindEachOther,
  byName,
  eachAnswer,
  eachTouch,
  type Followed,
  NONE,
  tellStages,
  total,
  wasLived,
} from '../journeys/index.ts'
import { type Interval, normalTail, type Rate, rate, twoProportionZ } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { adjustedWhateverDepends, rateDifference } from '../statistics/index.ts'

/** Fewer people than this on either side of a contrast say nothing. */
const FEWEST = 30
/** At most this share of the contrasts shown is expected to be chance. */
export const DISCOVERY = 0.05
/** From here on the scale of a metric, brought to 0 (worst) … 1 (best), an answer is a good one. */
const GOOD = 0.7

/**
 * What was known of a person when they entered the stage: `before:quote` a touchpoint lived, `off:Call Received` something
 * off the map, `entry:web` the channel by which they came, `first:store` the channel of the stage's first touchpoint,
 * `low:design-appointment:csat` a bad answer, `slow` came later than half of the others.
 */
export type Trait = string

/** Drop-off among those with a trait beside the others of the same stage. */
export interface Contrast {
  readonly trait: Trait
  readonly with: Rate
  readonly without: Rate
  readonly difference: Interval & { readonly value: number }
  /** Over everything that was tested for this stage (Benjamini-Yekutieli). */
  readonly q: number
}

export interface LastSign {
  readonly touchpoint: string | null
  readonly channel: string
  readonly journeys: number
}

/** Why people leave at a stage, as far as what was lived before tells. */
export interface DropOff {
  readonly stage: string
  readonly dropOff: Rate
  /** What those who left did last, the commonest first. */
  readonly last: readonly LastSign[]
  readonly tested: number
  readonly contrasts: readonly Contrast[]
}

interface AtStage {
  readonly instance: number
  readonly left: boolean
  readonly enteredAt: number
}

/** Those whose time at the stage has run out, and whether they gave up there: the very people of its drop-off. */
const peopleAt = ({ table, rules, instances, asOf }: Followed, stage: number): AtStage[] => {
  const mature: number[] = []
  const left = new Set<number>()
  tellStages(table, rules, instances, asOf, (fact, s, i) => {
    if (s !== stage) return
    if (fact === 'mature') mature.push(i)
    if (fact === 'abandoned') left.add(i)
  })
  return mature.map((instance) => {
    let enteredAt = Number.POSITIVE_INFINITY
    for (let m = instances.starts[instance] ?? 0; m < (instances.starts[instance + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint === NONE || rules.stageOf[touchpoint] !== stage) continue
      enteredAt = table.at[e] ?? 0
      break
    }
    return { instance, left: left.has(instance), enteredAt }
  })
}

/** The wait that half of the others are shorter than. */
export const middleOf = (waits: Float64Array): number => waits.toSorted()[waits.length >> 1] ?? 0

/** Answers about each instance's touchpoints by instance; only those given before a moment are looked at. */
const answersOf = ({ map, table, instances }: Followed) => {
  const given = new Map<number, { readonly trait: string; readonly good: boolean }[]>()
  eachAnswer(table, instances, (i, touchpoint, metric, score) => {
    const name = METRICS[metric]
    const id = map.touchpoints[touchpoint]?.id
    if (name === undefined || id === undefined) return
    const [worst, best] = SCALES[name]
    const list = given.get(i) ?? []
    list.push({ trait: `low:${id}:${name}`, good: (score - worst) / (best - worst) >= GOOD })
    given.set(i, list)
  })
  return given
}

/** How long somebody took to come to the stage. */
const waitOf = ({ instances }: Followed, { instance, enteredAt }: AtStage): number =>
  enteredAt - (instances.openedAt[instance] ?? 0)

const waitsOf = (followed: Followed, people: readonly AtStage[]): Float64Array =>
  Float64Array.from(people, (one) => waitOf(followed, one))

/** How long each of those took to come to a stage whose time there has run out. */
export const waitsAt = (followed: Followed, stageId: string): Float64Array => {
  const stage = followed.map.stages.findIndex(({ id }) => id === stageId)
  return stage === -1 ? new Float64Array(0) : waitsOf(followed, peopleAt(followed, stage))
}

/**
 * Traits of each person at the stage; `undefined` in a map's values where a trait does not apply (nothing was answered). Slow is
 * who took longer than the median: their own, where that of all is not known.
 */
const traitsOf = (followed: Followed, people: readonly AtStage[], stage: number, ofAll?: number) => {
  const { map, table, rules, instances } = followed
  const waits = waitsOf(followed, people)
  const median = ofAll ?? middleOf(waits)
  const answers = answersOf(followed)
  return people.map(({ instance: i, enteredAt }, k) => {
    const has = new Map<Trait, boolean>()
    const first = instances.members[instances.starts[i] ?? 0] ?? 0
    has.set(`entry:${table.channels[table.channel[first] ?? 0] ?? ''}`, true)
    if (median > 0) has.set('slow', (waits[k] ?? 0) > median)
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      const [at, touchpoint] = [table.at[e] ?? 0, table.touchpoint[e] ?? NONE]
      if (at > enteredAt) break
      if (touchpoint === NONE) {
        if (table.signs[e] === 0) has.set(`off:${table.activities[table.activity[e] ?? 0] ?? ''}`, true)
      } else if (rules.stageOf[touchpoint] !== stage) has.set(`before:${map.touchpoints[touchpoint]?.id ?? ''}`, true)
      else has.set(`first:${table.channels[table.channel[e] ?? 0] ?? ''}`, true)
    }
    const stages = map.stages.slice(0, stage).map(({ id }) => id)
    for (const { trait, good } of answers.get(i) ?? []) {
      const about = map.touchpoints.find(({ id }) => trait.startsWith(`low:${id}:`))
      // An answer about an earlier stage is of before, whenever it was given.
      if (about && stages.includes(about.stage)) has.set(trait, !good)
    }
    return has
  })
}

interface Share {
  readonly left: number
  readonly n: number
}

/** The p of a difference of shares, with Yates's correction: without it few people find something more often than they should. */
const differenceP = (mine: Share, others: Share): number => {
  const z = Math.abs(twoProportionZ(mine.left, mine.n, others.left, others.n))
  const gap = Math.abs(mine.left / mine.n - others.left / others.n)
  const correction = (1 / mine.n + 1 / others.n) / 2
  return gap === 0 ? 1 : normalTail(z * Math.max(0, 1 - correction / gap))
}

const isAnswer = (trait: Trait): boolean => trait.startsWith('low:')

/** Who left among those with a trait, and among those of whom it is known that they are without it. */
interface Sides {
  readonly with: { left: number; n: number }
  readonly without: { left: number; n: number }
}

const newSides = (): Sides => ({ with: { left: 0, n: 0 }, without: { left: 0, n: 0 } })

/** Counts sides by trait; of a trait that is no answer, whoever has it not is without it, and is not counted here. */
const countSides = (people: readonly AtStage[], traits: readonly ReadonlyMap<Trait, boolean>[]): Map<Trait, Sides> => {
  const found = new Map<Trait, Sides>()
  people.forEach(({ left }, k) => {
    for (const [trait, is] of traits[k] ?? []) {
      const sides = found.get(trait) ?? newSides()
      found.set(trait, sides)
      if (!is && !isAnswer(trait)) continue
      const side = sides[is ? 'with' : 'without']
      side.n++
      if (left) side.left++
    }
  })
  return found
}

const addedSides = (some: readonly Sides[]): Sides => {
  const sum = newSides()
  for (const sides of some)
    for (const side of ['with', 'without'] as const) {
      sum[side].n += sides[side].n
      sum[side].left += sides[side].left
    }
  return sum
}

/** Those who took longer to come here than half of the others, among all. */
const slowSides = (waits: Float64Array, lefts: Uint8Array): Sides | undefined => {
  const median = middleOf(waits)
  if (!(median > 0)) return undefined
  const sides = newSides()
  for (let k = 0; k < waits.length; k++) {
    if ((waits[k] ?? 0) <= median) continue
    sides.with.n++
    sides.with.left += lefts[k] ?? 0
  }
  return sides
}

const contrastsOf = (
  traits: ReadonlyMap<Trait, Sides>,
  all: Share,
  minN: number,
): { readonly tested: number; readonly contrasts: Contrast[] } => {
  const found: (Omit<Contrast, 'q'> & { readonly p: number })[] = []
  for (const [trait, sides] of traits) {
    const mine = sides.with
    // Who answered nothing is on neither side.
    const others = isAnswer(trait) ? sides.without : { left: all.left - mine.left, n: all.n - mine.n }
    if (mine.n < FEWEST || others.n < FEWEST) continue
    const difference = rateDifference(mine.left, mine.n, others.left, others.n)
    if (!difference) continue
    found.push({
      trait,
      with: rate(mine.left, mine.n, minN),
      without: rate(others.left, others.n, minN),
      difference,
      p: differenceP(mine, others),
    })
  }
  const q = adjustedWhateverDepends(found.map(({ p }) => p))
  const contrasts = found
    .map(({ p: _, ...contrast }, k) => ({ ...contrast, q: q[k] ?? 1 }))
    .filter((contrast) => contrast.q <= DISCOVERY)
    .sort((a, b) => Math.abs(b.difference.value) - Math.abs(a.difference.value) || (a.trait < b.trait ? -1 : 1))
  return { tested: found.length, contrasts }
}

type LastSigns = ReadonlyMap<string, LastSign>

const countLast = (followed: Followed, people: readonly AtStage[]): LastSigns => {
  const { map, table, instances } = followed
  const counts = new Map<string, { touchpoint: string | null; channel: string; journeys: number }>()
  for (const { instance: i, left } of people) {
    if (!left) continue
    let last = -1
    eachTouch(table, instances, i, (_, e) => {
      if (wasLived(table, instances, i, e)) last = e
    })
    const touchpoint = map.touchpoints[table.touchpoint[last] ?? NONE]?.id ?? null
    const channel = table.channels[table.channel[last] ?? 0] ?? ''
    const key = `${touchpoint} ${channel}`
    const known = counts.get(key) ?? { touchpoint, channel, journeys: 0 }
    known.journeys++
    counts.set(key, known)
  }
  return counts
}

const lastSigns = (parts: readonly LastSigns[]): LastSign[] => {
  const counts = byName(parts, (some) => ({
    touchpoint: some[0]?.touchpoint ?? null,
    channel: some[0]?.channel ?? '',
    journeys: total(some.map(({ journeys }) => journeys)),
  }))
  return [...counts.values()].sort(
    (a, b) => b.journeys - a.journeys || (`${a.touchpoint}` < `${b.touchpoint}` ? -1 : 1),
  )
}

/** Those of some journeys whose time at a stage has run out, by what they had lived. */
export interface DropOffCounts {
  readonly last: LastSigns
  readonly traits: ReadonlyMap<Trait, Sides>
  /** How long each took to come there, and whether they left. */
  readonly waits: Float64Array
  readonly lefts: Uint8Array
}

export const countDropOff = (followed: Followed, stageId: string): DropOffCounts => {
  const stage = followed.map.stages.findIndex(({ id }) => id === stageId)
  const people = peopleAt(followed, stage)
  const traits = countSides(people, traitsOf(followed, people, stage))
  // Who is slow among all is not known of a part.
  traits.delete('slow')
  return {
    last: countLast(followed, people),
    traits,
    waits: waitsOf(followed, people),
    lefts: Uint8Array.from(people, ({ left }) => (left ? 1 : 0)),
  }
}

/**
 * Who leaves at a stage, and how they differ from those who go on, by what was known when they entered it (a landmark:
 * what comes later is lived by those who stay, who would seem the better for it). Descriptive: a difference is no cause.
 */
export const tellDropOff = (
  map: JourneyMap,
  parts: readonly DropOffCounts[],
  stageId: string,
  minN: number,
): DropOff | null => {
  if (!map.stages.some(({ id }) => id === stageId)) return null
  const waits = behindEachOther(parts.map((part) => part.waits))
  const lefts = Uint8Array.from(parts.flatMap((part) => [...part.lefts]))
  const all = { left: total(lefts), n: lefts.length }
  const traits = byName(
    parts.map((part) => part.traits),
    addedSides,
  )
  const slow = slowSides(waits, lefts)
  if (slow) traits.set('slow', slow)
  return {
    stage: stageId,
    dropOff: rate(all.left, all.n, minN),
    last: lastSigns(parts.map(({ last }) => last)).slice(0, 8),
    ...contrastsOf(traits, all, minN),
  }
}

export const dropOffAt = (followed: Followed, stageId: string, minN: number): DropOff | null =>
  tellDropOff(followed.map, [countDropOff(followed, stageId)], stageId, minN)

/** Those at a stage who have a trait, or have it not; and of them those who left, where asked. */
export const withTrait = (
  followed: Followed,
  { stage: id, trait, side, left }: { stage: string; trait: Trait; side: 'with' | 'without'; left: boolean },
  median?: number,
): number[] => {
  const stage = followed.map.stages.findIndex((one) => one.id === id)
  if (stage === -1) return []
  const people = peopleAt(followed, stage)
  const traits = traitsOf(followed, people, stage, median)
  return people
    .filter((one, k) => {
      const is = traits[k]?.get(trait)
      if (is === undefined && isAnswer(trait)) return false
      return (is === true) === (side === 'with') && (!left || one.left)
    })
    .map(({ instance }) => instance)
}

/** Those who left at a stage after this as the last thing. */
export const lastSeen = (followed: Followed, id: string, touchpoint: string | null, channel: string): number[] => {
  const stage = followed.map.stages.findIndex((one) => one.id === id)
  if (stage === -1) return []
  return peopleAt(followed, stage)
    .filter((one) => {
      const [sign] = countLast(followed, [one]).values()
      return sign?.touchpoint === touchpoint && sign.channel === channel
    })
    .map(({ instance }) => instance)
}
