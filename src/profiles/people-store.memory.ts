import type { Id } from '../kernel/index.ts'
import type { Claim } from './claims.ts'
import { type Decision, type Edge, gather, pairOf } from './evidence.ts'
import { compareIdentifiers, type Identifier } from './identifier.ts'
import { NOTHING_READ, type Reading } from './naming-reader.ts'
import type { Change, KnownPeople, PeopleStore, Question } from './people-store.ts'

interface Held {
  reading: Reading
  version: number
  claims: Claim[]
  edges: Map<string, Edge>
  decisions: Decision[]
  spellings: Map<string, Identifier>
  profiles: Map<Identifier, Id<'Profile'>>
  questions: Map<string, Question>
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
})

const knownIn = (held: Held): KnownPeople => ({
  reading: async () => held.reading,
  version: async () => held.version,
  claims: async () => [...held.claims],
  edgesAt: async (identifiers) => {
    const wanted = new Set(identifiers)
    return [...held.edges.values()].filter(({ a, b }) => wanted.has(a) || wanted.has(b))
  },
  decisions: async () => [...held.decisions],
  profilesOf: async (identifiers) =>
    new Map(
      identifiers.flatMap((known) => {
        const profile = held.profiles.get(known)
        return profile === undefined ? [] : [[known, profile] as const]
      }),
    ),
  membersOf: async (profile) =>
    [...held.profiles].flatMap(([known, theirs]) => (theirs === profile ? [known] : [])).sort(compareIdentifiers),
  membersOfAll: async (profiles) => {
    const members = new Map<Id<'Profile'>, Identifier[]>()
    for (const [known, profile] of held.profiles)
      if (profiles.includes(profile)) members.set(profile, [...(members.get(profile) ?? []), known])
    for (const each of members.values()) each.sort(compareIdentifiers)
    return members
  },
  spellingsOf: async (identifiers) => {
    const wanted = new Set(identifiers)
    return [...held.spellings].flatMap(([spelling, known]) => (wanted.has(known) ? [spelling] : [])).sort()
  },
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
  held.edges = gather([...held.edges.values(), ...(change.edges ?? [])])
  held.decisions.push(...(change.decisions ?? []))
  for (const [spelling, known] of change.spellings ?? []) held.spellings.set(spelling, known)
  const profiles = change.profiles ?? new Map()
  if ([...profiles].some(([known, profile]) => held.profiles.get(known) !== profile)) held.version += 1
  for (const [known, profile] of profiles) held.profiles.set(known, profile)
  for (const [key, { edge }] of held.questions)
    if (profiles.has(edge.a) || profiles.has(edge.b)) held.questions.delete(key)
  for (const question of change.questions ?? []) held.questions.set(pairOf(question.edge), question)
}

/** Who is who in memory: the twin of the real store. */
export const createMemoryPeopleStore = (): PeopleStore => {
  const workspaces = new Map<string, Held>()
  let last: Promise<unknown> = Promise.resolve()
  const heldOf = (workspace: string): Held => {
    const held = workspaces.get(workspace) ?? nothing()
    workspaces.set(workspace, held)
    return held
  }
  return {
    read: (workspace) => knownIn(heldOf(workspace)),
    change: (workspace, work) => {
      const turn = last.then(async () => {
        const held = heldOf(workspace)
        const before = { ...held, profiles: new Map(held.profiles), spellings: new Map(held.spellings) }
        const questions = new Map(held.questions)
        const decisions = [...held.decisions]
        try {
          return await work(knownIn(held), async (change) => keepIn(held, change))
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
