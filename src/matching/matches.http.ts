import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Actor } from '../governance/index.ts'
import { iso, type Outcome, orThrow } from '../kernel/index.ts'
import type { Identifier, Person } from '../profiles/index.ts'
import type { KeptLikeness, Likenesses } from './index.ts'

export interface MatchesPorts {
  readonly likenesses: Likenesses
  /** Whose some identifiers are, in their order. */
  readonly whose: (actor: Actor, identifiers: readonly Identifier[]) => Promise<Outcome<readonly Person[]>>
  /** Tells the open screens that somebody became another, or that one question fewer waits. */
  readonly changed: () => void
}

const Nothing = Type.Object({})
const ByMatch = Type.Object({ match: Type.Integer({ minimum: 1 }) })
/** Shown at one time, the likeliest first: those behind come up as these are decided. */
const SHOWN = 100

/** People who are alike without a shared key: why, and a person's word on each pair. */
export const matchesEndpoints = ({ likenesses, whose, changed }: MatchesPorts): readonly Endpoint[] => {
  const told = async (actor: Actor, { id, one, other, probability, why, state, at }: KeptLikeness) => {
    const people = orThrow(await whose(actor, [one, other]))
    return {
      id,
      state,
      probability,
      why,
      at: iso(at),
      people: people.map((person) => ({ ...person, lastAt: person.lastAt === null ? null : iso(person.lastAt) })),
    }
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/people/matches',
      name: 'listMatches',
      summary: 'Pairs of people who are alike and of whom somebody must say whether they are one; the likeliest first.',
      params: Nothing,
      query: Nothing,
      body: Type.Object({ items: Type.Array(Type.Unknown()), tally: Type.Unknown(), thresholds: Type.Unknown() }),
      answer: async ({ actor }) => {
        const { pairs, tally } = orThrow(await likenesses.queue(actor, SHOWN))
        const thresholds = orThrow(await likenesses.thresholds(actor))
        return { body: { items: pairs.map(({ id, probability }) => ({ id, probability })), tally, thresholds } }
      },
    }),
    endpoint({
      method: 'PUT',
      path: '/api/people/matches/threshold',
      name: 'chooseMatchThreshold',
      summary:
        'From which probability on two records are one person’s without asking anybody; pairs that wait and reach it are made one.',
      params: Nothing,
      query: Nothing,
      input: Type.Object({ sure: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }) }),
      body: Type.Object({ linked: Type.Integer() }),
      answer: async ({ actor, input: { sure } }) => {
        const chosen = orThrow(await likenesses.choose(actor, sure))
        changed()
        return { body: { linked: chosen.linked } }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/people/matches/{match}',
      name: 'readMatch',
      summary: 'One pair: both people, and the weight of each comparison.',
      params: ByMatch,
      query: Nothing,
      body: Type.Unknown(),
      answer: async ({ actor, params }) => ({
        body: await told(actor, orThrow(await likenesses.find(actor, params.match))),
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/people/matches/{match}',
      name: 'decideMatch',
      summary: 'A person’s word on a pair: the same one, or two. It holds for every later comparison.',
      params: ByMatch,
      query: Nothing,
      input: Type.Object({ same: Type.Boolean(), why: Type.String({ maxLength: 1_000 }) }),
      body: Type.Object({ profiles: Type.Array(Type.String()) }),
      answer: async ({ actor, params, input: { same, why } }) => {
        const decided = orThrow(await likenesses.decide(actor, params.match, same, why))
        changed()
        return { body: { profiles: [...decided] } }
      },
    }),
  ]
}
