import type { Id } from '../kernel/index.ts'
import { type Edge, gather, pairOf } from './evidence.ts'
import { type Identifier, kindOf } from './identifier.ts'
import type { Identity } from './identities.ts'
import type { Change, Islands, KnownPeople, Question } from './people-store.ts'
import { type Resolution, resolve } from './resolve.ts'

/** What analytics is to be told of a change, where nothing else is untold: all that changed between two versions. */
export interface Untold {
  readonly since: number
  readonly upTo: number
  readonly identities: readonly Identity[]
}

/** What is worked with: who is known, how a change is kept, and how a profile is named. */
export interface Working {
  readonly known: KnownPeople
  readonly keep: (change: Change) => Promise<void>
  readonly nameOf: (strongest: Identifier) => Id<'Profile'>
}

/** What bears on who is who. */
export interface Bearing {
  readonly edges: readonly Edge[]
  /** How events spell some identifiers. */
  readonly spellings: readonly (readonly [spelling: string, Identifier])[]
  /** Of whom somebody decided something: whatever is tied to them is worked out again, in the dictionary or not. */
  readonly decided?: readonly Identifier[]
}

const NOWHERE: Islands = { edges: [], decisions: [], people: new Map(), spellings: new Map() }

/** The user ids on both sides of evidence that would make them one person. */
const questionsOf = ({ components, unmerged }: Resolution): Question[] => {
  if (unmerged.length === 0) return []
  const home = new Map(components.flatMap(({ identifiers }) => identifiers.map((each) => [each, identifiers] as const)))
  const userOf = (each: Identifier) => home.get(each)?.find((other) => kindOf(other) === 'user')
  const asked = new Map<string, Question>()
  for (const { edge, obstacle } of unmerged) {
    const [one, other] = [userOf(edge.a), userOf(edge.b)].sort()
    if (obstacle !== 'two-users' || one === undefined || other === undefined) continue
    // One question for two persons, by the earliest evidence, however much there is.
    const key = `${one}\0${other}`
    if (!asked.has(key)) asked.set(key, { one, other, edge })
  }
  return [...asked.values()]
}

/** Everybody's profile, and the strongest identifier of it. */
interface Homes {
  readonly profiles: Map<Identifier, Id<'Profile'>>
  readonly strongest: Map<Identifier, Identifier>
}

const homesOf = ({ components }: Resolution, nameOf: Working['nameOf']): Homes => {
  const homes: Homes = { profiles: new Map(), strongest: new Map() }
  for (const { identifiers } of components) {
    const [strongest] = identifiers
    if (strongest === undefined) continue
    const profile = nameOf(strongest)
    for (const each of identifiers) {
      homes.profiles.set(each, profile)
      homes.strongest.set(each, strongest)
    }
  }
  return homes
}

/** What analytics counts otherwise than it now should: whoever moved, in every spelling, and spellings never met. */
const untoldOf = async (
  { profiles, strongest }: Homes,
  { people, spellings: before }: Islands,
  met: Bearing['spellings'],
  known: KnownPeople,
): Promise<Identity[]> => {
  const now = new Map<string, Identifier>()
  for (const [each, profile] of profiles) {
    if (people.get(each) === profile) continue
    const counted = strongest.get(each) ?? each
    now.set(each, counted)
    for (const spelling of before.get(each) ?? []) now.set(spelling, counted)
  }
  for (const [spelling, each] of met) now.set(spelling, strongest.get(each) ?? each)
  const told = people.size > 0 ? await known.publishedAs([...now.keys()]) : new Map<string, string>()
  return [...now].flatMap(([identifier, profile]) => {
    const formerly = told.get(identifier) ?? identifier
    return formerly === profile ? [] : [{ identifier, profile, formerly }]
  })
}

/**
 * Works out again who is who where something bears on it, and keeps that. Whoever is met for the first time is tied to
 * nobody: only the islands of those who are known are looked at.
 */
export const workOut = async (
  { known, keep, nameOf }: Working,
  { edges, spellings, decided = [] }: Bearing,
): Promise<Untold> => {
  const since = await known.version()
  const touched = new Set([...edges.flatMap(({ a, b }) => [a, b]), ...decided])
  const spelled = spellings.map(([, each]) => each)
  const there = await known.profilesOf([...new Set([...touched, ...spelled])])
  const shore = new Set([...there.keys(), ...decided])
  const islands = shore.size > 0 ? await known.islands([...shore]) : NOWHERE
  const before = new Set(islands.edges.map(pairOf))
  const resolution = resolve(gather([...islands.edges, ...edges]).values(), islands.decisions)
  const homes = homesOf(resolution, nameOf)
  // Whom nothing ties to another, but events spell in more than one way, is in the dictionary, too.
  for (const each of spelled) {
    if (homes.profiles.has(each)) continue
    homes.profiles.set(each, islands.people.get(each) ?? nameOf(each))
    homes.strongest.set(each, each)
  }
  const met = spellings.filter(([spelling, each]) => !islands.spellings.get(each)?.includes(spelling))
  const [profiles, fresh] = [new Map<Identifier, Id<'Profile'>>(), new Map<Identifier, Id<'Profile'>>()]
  for (const [each, profile] of homes.profiles) (islands.people.has(each) ? profiles : fresh).set(each, profile)
  await keep({
    edges: edges.filter((seen) => before.has(pairOf(seen))),
    spellings: met,
    fresh: { edges: edges.filter((seen) => !before.has(pairOf(seen))), profiles: fresh },
    profiles,
    questions: questionsOf(resolution),
  })
  return { since, identities: await untoldOf(homes, islands, met, known), upTo: await known.version() }
}
