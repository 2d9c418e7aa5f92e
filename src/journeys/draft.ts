import { CHANNELS, type ChannelKind, type EventMatch } from '../events/index.ts'
import { durationMs, type Instant, iso, quantile, sortedTimes } from '../kernel/index.ts'
import type { JourneyMap, MapChannel, Phase, Stage, Touchpoint, Transition } from '../maps/index.ts'
import { type CaseTable, spansOf } from './cases.ts'
import { type ActivityFacts, createTallies } from './draft-activities.ts'
import { byMajority, followedIn, inEitherOrder, type LivedPaths, type Precedence, precedenceOf } from './draft-order.ts'
import { groupByPosition } from './draft-stages.ts'
import { caseSeconds, createStageTimes, plannedDuration, type StageTime } from './draft-times.ts'

export interface DraftOptions {
  readonly id: string
  readonly title: string
  /** What the evidence names as its source. */
  readonly source: string
  readonly asOf: Instant | null
  /** Activities in a smaller share of cases stay off the map. */
  readonly minShare?: number
}

/** A proposed map, with what it was drafted from. */
export interface Draft {
  readonly map: JourneyMap
  readonly cases: number
  /** By touchpoint id. */
  readonly facts: ReadonlyMap<string, ActivityFacts>
  readonly leftOff: readonly ActivityFacts[]
}

/** From this share of cases a touchpoint is mandatory. */
const MANDATORY = 0.8
/** From this share of its cases a touchpoint repeats. */
const REPEATS = 0.02
const MOST_ANY_ORDER = 12
const MOST_TOUCHPOINTS = 60
const PURCHASE = 'Order Completed'

/** What a log says, however its cases were read: the activities, the order in which they come, and how long cases take. */
export interface LogFacts {
  readonly cases: number
  readonly activities: readonly ActivityFacts[]
  readonly paths: LivedPaths
  /** Of each case, in any order. */
  readonly seconds: Float64Array
}

/**
 * Proposes a map from a log: activities in the order of their mean normalised position, put right where most cases say
 * otherwise, grouped into stages by how close they lie, mandatory where most cases have them, repeatable where they loop,
 * expected times the medians, limits twice the 90th percentile. It is a starting point: what is observed is not yet what
 * is wanted. `stage` says in which of `stages` an activity lies, whose times are wanted; then the map is drawn with them.
 */
export const planDraft = (log: LogFacts, options: DraftOptions) => {
  const { cases } = log
  const known = log.activities.filter(({ activity }) => activity !== '')
  const [often, leftOff] = select(known, cases, options.minShare ?? 0.01)
  const precedence = precedenceOf(
    log.paths,
    often.map(({ activity }) => activity),
  )
  const kept = byMajority(often, precedence)
  const groups = cutAtPurchase(group(kept, precedence))
  const places = new Map(groups.flatMap((some, index) => some.map(({ activity }) => [activity, index] as const)))
  const ids = namesOf(kept)
  const { firsts, lasts, follows } = followedIn(log.paths)
  const draw = (times: readonly StageTime[]): Draft => {
    const stages = stagesOf(groups, precedence, times)
    const touchpoints = groups.flatMap((some, index) =>
      some.map((facts) => touchpointOf(facts, ids.get(facts.activity) ?? '', stages[index]?.id ?? '', cases, options)),
    )
    const map: JourneyMap = {
      format: 'parcours/1',
      id: options.id,
      revision: 1,
      status: 'draft',
      state: 'current',
      level: 'journey',
      title: options.title,
      perimeter: boundsOf(log, { firsts, lasts }, kept, stages),
      ...channelsOf(touchpoints),
      stages,
      touchpoints,
      ...transitionsOf(follows, touchpoints, stages, cases),
    }
    return { map, cases, leftOff, facts: new Map(kept.map((facts) => [ids.get(facts.activity) ?? '', facts])) }
  }
  return { stage: (activity: string): number => places.get(activity) ?? -1, stages: groups.length, draw }
}

/** The same of a log at hand. */
export const draftMap = (table: CaseTable, options: DraftOptions): Draft => {
  const spans = spansOf(table)
  const tallies = createTallies()
  tallies.add(spans)
  const plan = planDraft(
    { cases: table.keys.length, activities: tallies.facts(), paths: spans, seconds: caseSeconds(spans) },
    options,
  )
  const times = createStageTimes(plan.stage, plan.stages)
  times.add(spans)
  return plan.draw(times.told())
}

const select = (facts: readonly ActivityFacts[], cases: number, minShare: number) => {
  const byWeight = [...facts].sort((a, b) => b.cases - a.cases || (a.activity < b.activity ? -1 : 1))
  const often = byWeight.filter(({ cases: n }, index) => n >= cases * minShare && index < MOST_TOUCHPOINTS)
  // A log of rare activities only still has a map.
  const enough = often.length > 0 ? often : byWeight.slice(0, MOST_TOUCHPOINTS)
  const kept = [...enough].sort(
    (a, b) => a.position - b.position || b.cases - a.cases || (a.activity < b.activity ? -1 : 1),
  )
  return [kept, byWeight.filter((each) => !enough.includes(each))] as const
}

type Groups = readonly (readonly ActivityFacts[])[]

/** Stages keep together what comes in either order, unless that makes one too large to come in any order. */
const group = (kept: readonly ActivityFacts[], precedence: Precedence): Groups => {
  const parted = (index: number) =>
    kept
      .slice(0, index)
      .every((a) => kept.slice(index).every((b) => !inEitherOrder(precedence, a.activity, b.activity)))
  const may = kept.map((_, index) => parted(index))
  const together = groupByPosition(kept, (index) => may[index] ?? true)
  return together.some(({ length }) => length > MOST_ANY_ORDER) ? groupByPosition(kept) : together
}

/** Ids from names: letters and digits joined by dashes, numbered where they collide. */
const namesOf = (facts: readonly ActivityFacts[]): ReadonlyMap<string, string> => {
  const used = new Set<string>()
  return new Map(
    facts.map(({ activity }) => {
      const slug = activity
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 60)
        .replace(/^x-/, 'x')
        // Numbered, it would begin as what is reserved for extensions does: x-2.
        .replace(/^x$/, 'x1')
      const name = /^[\p{L}\p{N}]/u.test(slug) ? slug : 'touchpoint'
      let id = name
      for (let again = 2; used.has(id) || /^stage-\d+$/.test(id); again++) id = `${name}-${again}`
      used.add(id)
      return [activity, id]
    }),
  )
}

/** What comes after the purchase is a stage of its own. */
const cutAtPurchase = (groups: Groups): Groups =>
  groups.flatMap((group) => {
    const bought = group.findIndex(({ activity }) => activity === PURCHASE)
    return bought < 0 || bought === group.length - 1 ? [group] : [group.slice(0, bought + 1), group.slice(bought + 1)]
  })

/** Before, during and after the purchase where the log has one; else the first stage, those between, and the last. */
const phaseOf = (groups: Groups, index: number): Phase => {
  const bought = groups.findIndex((group) => group.some(({ activity }) => activity === PURCHASE))
  const [first, last] = bought < 0 ? [1, groups.length - 2] : [bought, bought]
  return index < first ? 'before' : index > last && groups.length > 1 ? 'after' : 'during'
}

const stagesOf = (groups: Groups, precedence: Precedence, times: readonly StageTime[]): readonly Stage[] =>
  groups.map((group, index) => {
    const { median = null, longest = null } = times[index] ?? {}
    const [biggest] = [...group].sort((a, b) => b.cases - a.cases)
    return {
      id: `stage-${index + 1}`,
      phase: phaseOf(groups, index),
      title: biggest?.activity ?? '',
      ...(median === null || longest === null
        ? {}
        : { expected: plannedDuration(median), max: plannedDuration(longest) }),
      ...(isFree(group, precedence) ? { any_order: true } : {}),
    }
  })

const isFree = (stage: readonly ActivityFacts[], precedence: Precedence): boolean =>
  stage.length <= MOST_ANY_ORDER &&
  stage.some((a) => stage.some((b) => a !== b && inEitherOrder(precedence, a.activity, b.activity)))

/** A channel that the format can name. */
const isChannelId = (channel: string): boolean => /^(?!x-)[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u.test(channel)

const touchpointOf = (
  facts: ActivityFacts,
  id: string,
  stage: string,
  cases: number,
  { source, asOf }: DraftOptions,
): Touchpoint => {
  const channels = facts.channels
    .filter(({ channel, events }) => isChannelId(channel) && events >= facts.events * 0.01)
    .map(({ channel }) => channel)
  return {
    id,
    stage,
    title: facts.activity,
    need: facts.cases >= cases * MANDATORY ? 'mandatory' : 'optional',
    ...(facts.repeated >= facts.cases * REPEATS && facts.repeated > 0 ? { repeatable: true } : {}),
    ...(channels.length > 0 ? { channels } : {}),
    match: [{ event: facts.activity }],
    ...(facts.p90NextSeconds === null ? {} : { timeout: plannedDuration(2 * facts.p90NextSeconds) }),
    experience: [
      {
        evidence: {
          level: 'observed',
          sources: [source],
          n: facts.cases,
          ...(asOf === null ? {} : { as_of: iso(asOf).slice(0, 10) }),
        },
      },
    ],
  }
}

const WORDS: readonly (readonly [RegExp, ChannelKind])[] = [
  [/desk|store|shop|counter|post|mail|letter|guichet|magasin|agence|boutique|courrier|accueil/i, 'physical'],
  [/phone|call|chat|\bintern\b|adviser|agent|t[ée]l|appel|conseiller/i, 'human'],
]

const kindOf = (channel: string): ChannelKind =>
  Object.hasOwn(CHANNELS, channel)
    ? CHANNELS[channel as keyof typeof CHANNELS]
    : /e-?mail|courriel/i.test(channel)
      ? 'digital'
      : (WORDS.find(([words]) => words.test(channel))?.[1] ?? 'digital')

const channelsOf = (touchpoints: readonly Touchpoint[]): { readonly channels?: Record<string, MapChannel> } => {
  const names = [...new Set(touchpoints.flatMap(({ channels = [] }) => channels))].sort()
  return names.length === 0 ? {} : { channels: Object.fromEntries(names.map((name) => [name, { kind: kindOf(name) }])) }
}

/** What opens a case, what ends it well, and within what time: the commonest, for a person to confirm. */
const boundsOf = (
  { cases, seconds }: LogFacts,
  { firsts, lasts }: Pick<ReturnType<typeof followedIn>, 'firsts' | 'lasts'>,
  kept: readonly ActivityFacts[],
  stages: readonly Stage[],
) => {
  const onMap = new Set(kept.map(({ activity }) => activity))
  const first = commonest(firsts, onMap, cases)
  const last = commonest(lasts, onMap, cases)
  const success = onMap.has(PURCHASE) ? PURCHASE : last.find(({ share }) => share >= 0.3)?.activity
  const expected = stages.reduce((sum, stage) => sum + (durationMs(stage.expected ?? '') ?? 0) / 1000, 0)
  const entries = first.filter(({ share }) => share >= 0.05).map(({ activity }) => activity)
  const [entry] = entries
  return {
    ...(entry === undefined ? {} : { entry: { event: entries.length === 1 ? entry : entries } satisfies EventMatch }),
    ...(success === undefined ? {} : { success: { event: success } }),
    window: plannedDuration(Math.max(1.5 * (quantile(sortedTimes(seconds), 0.99) ?? 0), expected)),
  }
}

const commonest = (counts: ReadonlyMap<string, number>, onMap: ReadonlySet<string>, cases: number) =>
  [...counts]
    .filter(([activity]) => onMap.has(activity))
    .map(([activity, count]) => ({ activity, share: count / cases }))
    .sort((a, b) => b.share - a.share || (a.activity < b.activity ? -1 : 1))

/** What directly follows what in a tenth of the cases at least; a step back to an earlier touchpoint is a return. */
const transitionsOf = (
  follows: ReturnType<typeof followedIn>['follows'],
  touchpoints: readonly Touchpoint[],
  stages: readonly Stage[],
  cases: number,
): { readonly transitions?: readonly Transition[] } => {
  const rank = new Map(touchpoints.map(({ title }, index) => [title, index]))
  const found = follows.flatMap(({ from, to, count }): Transition[] => {
    const [a, b] = [rank.get(from) ?? -1, rank.get(to) ?? -1]
    const [source, target] = [touchpoints[a], touchpoints[b]]
    if (!source || !target || a === b || count < cases * 0.1) return []
    if (a < b) return [{ from: source.id, to: target.id, kind: 'normal' }]
    const free = source.stage === target.stage && stages.find(({ id }) => id === source.stage)?.any_order
    return free ? [] : [{ from: source.id, to: target.id, kind: 'return' }]
  })
  return found.length === 0 ? {} : { transitions: found }
}
