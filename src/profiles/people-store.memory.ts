import type { Id } from '../kernel/index.ts'
import type { Claim } from './claims.ts'
import { type Decision, type Edge, gather, pairOf } from './evidence.ts'
import { compareIdentifiers, type Identifier } from './identifier.ts'
import { bySpelling } from './identities.ts'
import { NOTHING_READ, type Reading } from './naming-reader.ts'
import type { Change, KnownPeople, PeopleStore, Question } from './people-store.ts'
import type { TraitRule } from './survivorship.ts'

interface Held {
  reading: Reading
  version: number
  claims: Claim[]
  edges: Map<string, Edge>
  decisions: Decision[]
  spellings: Map<string, Identifier>
  profiles: Map<Identifier, Id<'Profile'>>
  questions: Map<string, Question>
  /** At which version the profile of each, or a spelling of it, last changed. */
  changed: Map<Identifier, number>
  published: number
  publishedAs: Map<string, string>
  traitRules: Map<string, TraitRule>
}

const nothing = (): Held => ({
  reading: NOTHING_READ,
  version: 0,
  claims: [],
  edges: new Map(),
  decisions: [],
  spellings: new Map(),
  profiles: new Map(),
  questions: new Map(),
  changed: new Map(),
  published: 0,
  publishedAs: new Map(),
  traitRules: new Map(),
})

const knownIn = (held: Held, tellings: { last: number }): KnownPeople => ({
  reading: async () => held.reading,
  version: async () => held.version,
  claims: async () => [...held.claims],
  islands: async (identifiers, profile) => {
    const members = [...held.profiles].flatMap(([known, theirs]) => (theirs === profile ? [known] : []))
    const shore = new Set([...identifiers, ...members])
    const ties = [...held.edges.values(), ...held.decisions]
    for (const each of shore)
      for (const { a, b } of ties) if (a === each || b === each) for (const end of [a, b]) shore.add(end)
    const spellings = bySpelling([...held.spellings].filter(([, known]) => shore.has(known)))
    return {
      edges: [...held.edges.values()].filter(({ a }) => shore.has(a)),
      decisions: held.decisions.filter(({ a }) => shore.has(a)),
      people: new Map([...held.profiles].filter(([known]) => shore.has(known))),
      spellings: new Map([...spellings].map(([known, theirs]) => [known, theirs.sort()])),
    }
  },
  decisions: async () => [...held.decisions],
  profilesOf: async (identifiers) =>
    new Map(
      identifiers.flatMap((known) => {
        const profile = held.profiles.get(known)
        return profile === undefined ? [] : [[known, profile] as const]
      }),
    ),
  membersOfAll: async (profiles) => {
    const members = new Map<Id<'Profile'>, Identifier[]>()
    for (const [known, profile] of held.profiles)
      if (profiles.includes(profile)) members.set(profile, [...(members.get(profile) ?? []), known])
    for (const each of members.values()) each.sort(compareIdentifiers)
    return members
  },
  traitRules: async () => [...held.traitRules.values()].sort((a, b) => (a.trait < b.trait ? -1 : 1)),
  published: async () => held.published,
  untold: async (version) => {
    const spellings = bySpelling(held.spellings)
    return [...held.changed].flatMap(([known, at]) => {
      if (at <= version) return []
      const mine = held.profiles.get(known)
      const members = [...held.profiles].flatMap(([each, theirs]) => (theirs === mine ? [each] : []))
      const profile = members.sort(compareIdentifiers)[0] ?? known
      return [known, ...(spellings.get(known) ?? [])].flatMap((identifier) => {
        const formerly = held.publishedAs.get(identifier) ?? identifier
        return formerly === profile ? [] : [{ identifier, profile, formerly }]
      })
    })
  },
  nextTelling: async (above = 0) => {
    tellings.last = Math.max(tellings.last, above) + 1
    return tellings.last
  },
  lastTelling: async () => tellings.last,
  publishedAs: async (texts) =>
    new Map(
      texts.flatMap((text) => {
        const profile = held.publishedAs.get(text)
        return profile === undefined ? [] : [[text, profile] as const]
      }),
    ),
  questions: async () =>
    [...held.questions.values()].sort(
      (x, y) => x.edge.first.at - y.edge.first.at || (pairOf(x.edge) < pairOf(y.edge) ? -1 : 1),
    ),
})

const keepIn = (held: Held, change: Change): void => {
  held.reading = change.reading ?? held.reading
  for (const claim of change.claims ?? [])
    held.claims = [
      ...held.claims.filter(({ source, property }) => source !== claim.source || property !== claim.property),
      claim,
    ]
  held.edges = gather([...held.edges.values(), ...(change.fresh?.edges ?? []), ...(change.edges ?? [])])
  held.decisions.push(...(change.decisions ?? []))
  const met = (change.spellings ?? []).filter(([spelling]) => !held.spellings.has(spelling))
  if (met.length > 0) held.version += 1
  for (const [spelling, known] of met) {
    held.spellings.set(spelling, known)
    held.changed.set(known, held.version)
  }
  for (const { identifier, profile } of change.identities ?? [])
    if (identifier === profile) held.publishedAs.delete(identifier)
    else held.publishedAs.set(identifier, profile)
  if (change.traitRule) held.traitRules.set(change.traitRule.trait, change.traitRule)
  held.published = change.published ?? held.published
  const profiles = new Map([...(change.fresh?.profiles ?? []), ...(change.profiles ?? [])])
  const moved = [...profiles].filter(([known, profile]) => held.profiles.get(known) !== profile)
  if (moved.length > 0) held.version += 1
  for (const [known, profile] of moved) {
    held.profiles.set(known, profile)
    held.changed.set(known, held.version)
  }
  for (const [key, { edge }] of held.questions)
    if (profiles.has(edge.a) || profiles.has(edge.b)) held.questions.delete(key)
  for (const question of change.questions ?? []) held.questions.set(pairOf(question.edge), question)
}

/** Who is who in memory: the twin of the real store. */
export const createMemoryPeopleStore = (): PeopleStore => {
  const workspaces = new Map<string, Held>()
  const tellings = { last: 0 }
  let last: Promise<unknown> = Promise.resolve()
  const heldOf = (workspace: string): Held => {
    const held = workspaces.get(workspace) ?? nothing()
    workspaces.set(workspace, held)
    return held
  }
  return {
    read: (workspace) => knownIn(heldOf(workspace), tellings),
    change: (workspace, work) => {
      const turn = last.then(async () => {
        const held = heldOf(workspace)
        const before = {
          ...held,
          profiles: new Map(held.profiles),
          spellings: new Map(held.spellings),
          changed: new Map(held.changed),
          publishedAs: new Map(held.publishedAs),
          traitRules: new Map(held.traitRules),
        }
        const questions = new Map(held.questions)
        const decisions = [...held.decisions]
        try {
          return await work(knownIn(held, tellings), async (change) => keepIn(held, change))
        } catch (problem) {
          Object.assign(held, before, { questions, decisions })
          throw problem
        }
      })
      last = turn.catch(() => {})
      return turn
    },
  }
}
