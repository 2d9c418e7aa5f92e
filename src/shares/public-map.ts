import type { UserText } from '../kernel/index.ts'
import type { Evidence, Experience, JourneyMap, LeverLevel, Moment, Touchpoint } from '../maps/index.ts'

/** The fields named, of those that are there. */
const only = <T extends object, K extends keyof T>(one: T, ...fields: readonly K[]): Pick<T, K> =>
  Object.fromEntries(fields.flatMap((field) => (one[field] === undefined ? [] : [[field, one[field]]]))) as Pick<T, K>

/** The texts of the author, without the keys of their own beside the languages. */
const worded = <T extends object>(one: T): T =>
  Object.fromEntries(Object.entries(one).map(([field, value]) => [field, TEXTS.has(field) ? words(value) : value])) as T
const TEXTS = new Set(['title', 'text', 'thinking', 'feeling', 'motivations', 'barriers'])
const words = (text: UserText | readonly UserText[]): unknown => {
  if (typeof text === 'string') return text
  if (Array.isArray(text)) return text.map(words)
  return Object.fromEntries(Object.entries(text).filter(([language]) => !language.startsWith('x-')))
}

const byName = <T, U>(named: { readonly [name: string]: T }, leave: (one: T) => U): { readonly [name: string]: U } =>
  Object.fromEntries(
    Object.entries(named)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, one]) => [name, leave(one)]),
  )

/** How well a claim is founded, without who said it. */
const founded = <T extends { readonly evidence?: Evidence }>(one: T, full: T): T =>
  full.evidence ? { ...one, evidence: only(full.evidence, 'level', 'n', 'as_of') } : one

const experience = (one: Experience): Experience =>
  founded(worded(only(one, 'persona', 'thinking', 'feeling', 'emotion', 'motivations', 'barriers') as Experience), one)

const lever = (one: LeverLevel): LeverLevel => founded(only(one, 'aimed', 'perceived', 'dimension') as LeverLevel, one)

const moment = (one: Moment): Moment =>
  founded(worded(only(one, 'kind', 'presence', 'origin', 'status', 'title') as Moment), one)

/** The lanes that speak of what leaves the house, by every name that the format gives them. */
const LANES = new Set([
  ...['channels', 'emotion', 'satisfaction', 'experience', 'thoughts', 'drives'],
  ...['levers', 'moments', 'metrics', 'metric'],
])

const touchpoint = (one: Touchpoint): Touchpoint => ({
  ...worded(
    only(
      one,
      ...(['id', 'stage', 'title', 'kind', 'initiator', 'need', 'repeatable'] as const),
      ...(['channels', 'expected', 'timeout'] as const),
    ),
  ),
  ...(one.experience && { experience: one.experience.map(experience) }),
  ...(one.levers && { levers: byName(one.levers as { readonly [name: string]: LeverLevel }, lever) }),
  ...(one.moments && { moments: one.moments.filter(({ status }) => status !== 'rejected').map(moment) }),
  // Whether it is measured, without how.
  ...(one.match && { match: one.match.map(() => ({ event: [] })) }),
  ...(one.metrics && { metrics: one.metrics.map((each) => only(each, 'metric', 'target', 'alert', 'min_n')) }),
})

/**
 * What of a map leaves the house: what customers meet and what is aimed at. Written as what is let out, so that a field
 * that the format gains later stays inside: rules that recognise events, systems, owners, skills and organisation, the
 * names of sources, keys of the author's own.
 */
export const publicMap = (map: JourneyMap): JourneyMap => ({
  ...worded(only(map, 'format', 'id', 'revision', 'status', 'state', 'level', 'title')),
  ...(map.objectives && {
    objectives: map.objectives.map((each) => worded(only(each, 'text', 'metric', 'target'))),
  }),
  ...(map.perimeter && { perimeter: only(map.perimeter, 'personas', 'offers', 'window') }),
  ...(map.channels && {
    channels: byName(map.channels, (each) => worded(only(each, 'kind', 'party', 'title'))),
  }),
  stages: map.stages.map((each) => ({
    ...worded(only(each, 'id', 'phase', 'title', 'expected', 'max', 'any_order', 'choice')),
    ...(each.experience && { experience: each.experience.map(experience) }),
  })),
  touchpoints: map.touchpoints.map(touchpoint),
  ...(map.lanes && {
    lanes: map.lanes
      .filter(({ type }) => LANES.has(type))
      .map((each) => worded(only(each, 'id', 'type', 'metric', 'title') as NonNullable<JourneyMap['lanes']>[number])),
  }),
  ...(map.transitions && {
    transitions: map.transitions.map((each) => only(each, 'from', 'to', 'within', 'kind')),
  }),
})
