import type { Id, Instant } from '../kernel/index.ts'
import { compareIdentifiers, type Identifier } from './identifier.ts'

/** Where two identifiers were seen as one person's. */
export interface Sighting {
  readonly at: Instant
  readonly source: string
  /** What happened: `Order Completed`, `identify`. */
  readonly event: string
  readonly channel: string
  readonly store: string
}

/** Two identifiers seen together: the first time, which says why they are one, and the last. */
export interface Edge {
  readonly a: Identifier
  readonly b: Identifier
  readonly first: Sighting
  readonly last: Instant
}

/** A steward's word: two profiles are one, two are not, or a piece of evidence is false. The latest word on a pair holds. */
export interface Decision {
  readonly kind: 'link' | 'part' | 'revoke'
  readonly a: Identifier
  readonly b: Identifier
  readonly at: Instant
  readonly by: Id<'Actor'>
  readonly why: string
}

const text = ({ source, event, channel, store }: Sighting) => JSON.stringify([source, event, channel, store])

const earlier = (one: Sighting, other: Sighting): Sighting =>
  one.at !== other.at ? (one.at < other.at ? one : other) : text(one) <= text(other) ? one : other

/** The edge between two identifiers; `undefined` from one to itself. */
export const edge = (one: Identifier, other: Identifier, seen: Sighting): Edge | undefined => {
  const order = compareIdentifiers(one, other)
  if (order === 0) return undefined
  const [a, b] = order < 0 ? [one, other] : [other, one]
  return { a, b, first: seen, last: seen.at }
}

export const pairOf = ({ a, b }: { readonly a: Identifier; readonly b: Identifier }): string => `${a}\0${b}`

/** The source of evidence that nobody saw: two records are alike. No source of events can be called so. */
export const LIKENESS = 'parcours:likeness'

export const likeness = (at: Instant, probability: number): Sighting => ({
  at,
  source: LIKENESS,
  event: probability.toFixed(4),
  channel: '',
  store: '',
})

/** Evidence gathered by pair. Each pair keeps its first and last sighting, so that reading an event twice changes nothing. */
export const gather = (edges: Iterable<Edge>): Map<string, Edge> => {
  const gathered = new Map<string, Edge>()
  for (const next of edges) {
    const pair = pairOf(next)
    const known = gathered.get(pair)
    gathered.set(
      pair,
      known === undefined
        ? next
        : { a: next.a, b: next.b, first: earlier(known.first, next.first), last: Math.max(known.last, next.last) },
    )
  }
  return gathered
}

/** The order of evidence: by when it was first seen, then by what it links. Arrival plays no part. */
export const compareEdges = (one: Edge, other: Edge): number =>
  one.first.at - other.first.at || compareIdentifiers(one.a, other.a) || compareIdentifiers(one.b, other.b)

/** What was known at an instant: later sightings and decisions are left out. */
export const asOf = (edges: readonly Edge[], decisions: readonly Decision[], at: Instant) => ({
  edges: edges.filter(({ first }) => first.at <= at).map((known) => ({ ...known, last: Math.min(known.last, at) })),
  decisions: decisions.filter((decision) => decision.at <= at),
})
