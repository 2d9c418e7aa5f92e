import type { Actor } from '../governance/index.ts'
import { asId, done, type Id, type Outcome, refuse } from '../kernel/index.ts'
import { asOf } from './evidence.ts'
import { type Identifier, identifier, KINDS, kindOf, parseIdentifier, sortIdentifiers } from './identifier.ts'
import type { Islands, KnownPeople } from './people-store.ts'
import { type ProfileRefusal, refusals } from './profile-refusals.ts'
import { type Component, resolve } from './resolve.ts'

/** One person behind many identifiers. */
export interface Profile {
  readonly id: Id<'Profile'>
  readonly identifiers: readonly Identifier[]
  readonly merges: Component['merges']
  /** What events are filed under: the identifiers, and other spellings of them. */
  readonly filedUnder: readonly string[]
}

export interface FindingPorts {
  readonly filed: (workspace: Id<'Workspace'>, texts: readonly string[]) => Promise<readonly string[]>
  readonly alone?: (workspace: Id<'Workspace'>, profile: Id<'Profile'>) => Promise<Identifier | undefined>
  readonly nameOf: (workspace: Id<'Workspace'>, strongest: Identifier) => Id<'Profile'>
}

/** Finds whom a text means, and who they are on the islands around them. */
export const createFinding = ({ filed, alone, nameOf }: FindingPorts) => {
  const profileOn = (islands: Islands, workspace: Id<'Workspace'>, each: Identifier, at?: number): Profile => {
    const { edges, decisions } = at === undefined ? islands : asOf(islands.edges, islands.decisions, at)
    const alone: Component = { identifiers: [each], merges: [] }
    const { components } = resolve(edges, decisions)
    const { identifiers, merges } = components.find((person) => person.identifiers.includes(each)) ?? alone
    const spelled = identifiers.flatMap((known) => islands.spellings.get(known) ?? [])
    return {
      id: nameOf(workspace, identifiers[0] ?? each),
      identifiers,
      merges,
      filedUnder: [...identifiers, ...spelled.sort()],
    }
  }
  /** The identifier that a text is, or one of the profile that it names, with the islands that it was found on. */
  const identify = async (
    { workspace }: Actor,
    known: KnownPeople,
    text: string,
  ): Promise<Outcome<{ readonly found: Identifier; readonly islands: Islands }, ProfileRefusal>> => {
    const given = parseIdentifier(text)
    const readings = given ? [given] : readingsOf(text)
    const islands = await known.islands(readings, asId<'Profile'>(text))
    const { people } = islands
    const owner = async () => {
      const [member] = sortIdentifiers([...people].flatMap(([each, profile]) => (profile === text ? [each] : [])))
      const lone = member ?? (await alone?.(workspace, asId<'Profile'>(text)))
      return lone && { found: lone, islands: member === undefined ? await known.islands([lone]) : islands }
    }
    const own = /^[0-9a-f]{32}$/.test(text) ? await owner() : undefined
    if (own) return done(own)
    const others = readings.filter((each) => !people.has(each))
    const inEvents = others.length > 0 ? await filed(workspace, others) : []
    const found = readings.filter((each) => people.has(each) || inEvents.includes(each))
    const [only] = found
    if (only !== undefined) {
      const persons = new Set(found.map((each) => people.get(each) ?? each))
      return persons.size > 1 ? refuse(refusals.ambiguous(found.map(kindOf))) : done({ found: only, islands })
    }
    const member = await owner()
    return member ? done(member) : refuse(refusals.unknown)
  }
  return { profileOn, identify }
}

/** What a bare text may be. An address is an e-mail and nothing else. */
const readingsOf = (text: string): Identifier[] => {
  const kinds = text.includes('@') ? (['email', 'social'] as const) : KINDS
  return kinds.flatMap((kind) => identifier(kind, text) ?? [])
}
