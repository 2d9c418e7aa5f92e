import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { done, type Id, type Instant, type Outcome, refuse } from '../kernel/index.ts'
import {
  type Face,
  type FaceReading,
  type FaceStore,
  type KnownFaces,
  MACHINE_MADE,
  wordsMeant,
  wordsOfFace,
  wordsSought,
} from './face.ts'
import { type FaceReader, type SightedPart, seenAgain, tellsTheSame } from './face-sighting.ts'
import { bare, type Identifier, type Kind, kindOf, sortIdentifiers } from './identifier.ts'
import { isSameReading, NOTHING_READ } from './naming-reader.ts'
import { likenessOf, nearest, SHORTEST, tracesOf } from './near-words.ts'
import type { PeopleStore } from './people-store.ts'
import type { Profiles } from './profiles.ts'

/** A person in a list: enough to tell them from another. */
export interface Person {
  readonly profile: Id<'Profile'>
  readonly name: string
  readonly city: string
  readonly identifiers: readonly { readonly kind: Kind; readonly value: string }[]
  /** How many identifiers there are in all. */
  readonly known: number
  readonly events: number
  readonly lastAt: Instant | null
}

export interface FacePorts {
  readonly faces: FaceStore
  readonly reader: FaceReader
  readonly people: PeopleStore
  readonly profiles: Profiles
  readonly may: May
  readonly nameOf: (workspace: Id<'Workspace'>, strongest: Identifier) => Id<'Profile'>
}

/** People found by what they are known by. */
export interface Faces {
  /** Reads what came in since the last time: about how many identifiers, and whether there is more. */
  refresh(actor: Actor): Promise<Outcome<{ readonly met: number; readonly more: boolean }>>
  /** By any identifier, name or town, whole or begun; by names and towns that are misspelled where little else is found. */
  search(actor: Actor, text: string): Promise<Outcome<readonly Person[]>>
  /** The last heard of. */
  latest(actor: Actor): Promise<Outcome<readonly Person[]>>
  /** Whose some identifiers are, in their order. */
  whose(actor: Actor, identifiers: readonly Identifier[]): Promise<Outcome<readonly Person[]>>
}

const MOST_PEOPLE = 50
const MOST_FACES = 400
const IDENTIFIERS_SHOWN = 4
/** Where fewer are found, what was typed may be misspelled. */
const ENOUGH = 5
const MOST_NEAR = 3_000

const asPerson = (
  profile: Id<'Profile'>,
  identifiers: readonly Identifier[],
  faces: readonly Face[],
): Person & { readonly words: readonly string[] } => {
  const known = [...faces].sort((one, other) => other.lastAt - one.lastAt)
  return {
    profile,
    name: newest(known, ({ name }) => name),
    city: newest(known, ({ city }) => city),
    identifiers: sortIdentifiers(identifiers)
      .slice(0, IDENTIFIERS_SHOWN)
      .map((each) => ({ kind: kindOf(each), value: bare(each) })),
    known: identifiers.length,
    events: known.reduce((sum, { events }) => sum + events, 0),
    lastAt: known[0]?.lastAt ?? null,
    words: known.flatMap(wordsOfFace),
  }
}

const newest = (faces: readonly Face[], pick: (face: Face) => string): string =>
  faces.map(pick).find((text) => text !== '') ?? ''

const isSamePlace = (one: FaceReading, other: FaceReading): boolean =>
  one.offset === other.offset && one.declared === other.declared && isSameReading(one, other)

export const createFaces = ({ faces, reader, people, profiles, may, nameOf }: FacePorts): Faces => {
  const allowed = ({ id, workspace }: Actor) => may({ id, workspace }, 'profiles.read', workspace)
  /** Some profiles as people, with the words that they are found by; in that order, those that are known. */
  const peopleOf = async (
    workspace: Id<'Workspace'>,
    ids: readonly Id<'Profile'>[],
  ): Promise<(Person & { readonly words: readonly string[] })[]> => {
    const members = await people.read(workspace).membersOfAll(ids)
    const [known, lone] = await Promise.all([
      faces.of(workspace, [...members.values()].flat()),
      faces.alone(
        workspace,
        ids.filter((id) => !members.has(id)),
      ),
    ])
    const byIdentifier = new Map<Identifier, Face[]>()
    for (const face of known) byIdentifier.set(face.identifier, [...(byIdentifier.get(face.identifier) ?? []), face])
    return ids.map((id) => {
      const alone = lone.filter((face) => face.alone === id)
      const named = members.get(id) ?? alone.slice(0, 1).map(({ identifier }) => identifier)
      return asPerson(id, named, [...named.flatMap((each) => byIdentifier.get(each) ?? []), ...alone])
    })
  }
  /** The persons behind faces, each once, in the order of the faces. */
  const behind = async (workspace: Id<'Workspace'>, found: readonly Face[]): Promise<Id<'Profile'>[]> => {
    const dictionary = await people.read(workspace).profilesOf(found.map(({ identifier }) => identifier))
    return [...new Set(found.map(({ identifier, alone }) => dictionary.get(identifier) ?? alone))]
  }
  const shown = async (workspace: Id<'Workspace'>, ids: readonly Id<'Profile'>[]): Promise<Person[]> => {
    const all = await peopleOf(workspace, ids.slice(0, MOST_PEOPLE))
    return all.map(({ words: _, ...person }) => person)
  }
  /** Words that stand under several identifiers of one person: her name under one, her town under another. */
  const acrossFaces = async (workspace: Id<'Workspace'>, sought: readonly string[]): Promise<Id<'Profile'>[]> => {
    if (sought.length < 2) return []
    const rarest = [...sought].sort((one, other) => other.length - one.length).slice(0, 1)
    const ids = await behind(workspace, await faces.search(workspace, rarest, MOST_FACES))
    const persons = await peopleOf(workspace, ids.slice(0, MOST_FACES))
    return persons
      .filter(({ words }) => sought.every((word) => words.some((each) => each.startsWith(word))))
      .map(({ profile }) => profile)
  }
  /** Persons whose names and towns are nearly what was typed, the nearest first. */
  const misspelled = async (workspace: Id<'Workspace'>, sought: readonly string[]): Promise<Id<'Profile'>[]> => {
    if (sought.length === 0) return []
    const known = await Promise.all(
      sought.map(async (word) =>
        word.length < SHORTEST ? [word] : nearest(word, await faces.near(workspace, tracesOf(word), MOST_NEAR)),
      ),
    )
    // The list that is shortest finds the fewest; one that is empty finds nobody.
    const lists = known.sort((one, other) => one.length - other.length)
    if (lists.some((list) => list.length === 0)) return []
    const found = await faces.searchAny(workspace, lists, MOST_FACES)
    const nearness = (face: Face) => {
      const words = wordsOfFace(face)
      return sought.reduce((sum, word) => sum + Math.max(0, ...words.map((each) => likenessOf(word, each))), 0)
    }
    const ranked = found.map((face) => ({ face, near: nearness(face) })).sort((one, other) => other.near - one.near)
    return behind(
      workspace,
      ranked.map(({ face }) => face),
    )
  }
  const meet = async (workspace: Id<'Workspace'>, known: KnownFaces, { seen, whole }: SightedPart) => {
    const before = whole ? new Map<string, Face>() : await known.filed(seen.map(({ filed }) => filed))
    const [told, heardOf]: [Face[], Face[]] = [[], []]
    for (const sighting of seen) {
      const was = before.get(sighting.filed)
      const now = seenAgain(was, sighting)
      const same = was !== undefined && tellsTheSame(was, now)
      const face = { ...now, alone: was?.alone ?? nameOf(workspace, now.identifier) }
      if (same) heardOf.push(face)
      else told.push(face)
    }
    return { faces: told, heardOf }
  }
  return {
    async refresh(actor) {
      const { workspace } = actor
      if (!allowed(actor)) return refuse(notAllowed('profiles.read'))
      const declared = await people.read(workspace).claims()
      const by = JSON.stringify(declared)
      const known = await faces.reading(workspace)
      // What was read before did not look at the properties declared since: all is read again.
      const from = known.declared === by ? known : NOTHING_READ
      let [met, more] = [0, false]
      for await (const part of reader.since(workspace, from, declared)) {
        const kept = await faces.change(workspace, async (there, keep) => {
          // Somebody else saw the same meanwhile.
          if (!isSamePlace(known, await there.reading())) return false
          await keep({
            ...(await meet(workspace, there, part)),
            ...(part.reading && { reading: { ...part.reading, declared: by } }),
          })
          return true
        })
        if (!kept) return done({ met, more: true })
        met += part.seen.length
        more = part.more ?? false
      }
      return done({ met, more })
    },
    async search(actor, text) {
      const { workspace } = actor
      if (!allowed(actor)) return refuse(notAllowed('profiles.read'))
      const typed = text.trim()
      if (typed === '') return done([])
      const sought = wordsSought(typed)
      const [exact, found, across, begun] = await Promise.all([
        profiles.find(actor, typed),
        faces.search(workspace, sought, MOST_FACES),
        acrossFaces(workspace, sought),
        faces.begun(
          workspace,
          MACHINE_MADE.map((kind) => `${kind}:${typed}`),
          MOST_PEOPLE,
        ),
      ])
      const seen = await behind(workspace, [...found, ...begun])
      const ids = [...(exact.ok ? [exact.value.id] : []), ...seen, ...across]
      const meant = ids.length < ENOUGH ? await misspelled(workspace, wordsMeant(typed)) : []
      return done(await shown(workspace, [...new Set([...ids, ...meant])]))
    },
    async latest(actor) {
      if (!allowed(actor)) return refuse(notAllowed('profiles.read'))
      const found = await faces.latest(actor.workspace, MOST_FACES)
      return done(await shown(actor.workspace, await behind(actor.workspace, found)))
    },
    async whose(actor, identifiers) {
      const { workspace } = actor
      if (!allowed(actor)) return refuse(notAllowed('profiles.read'))
      const dictionary = await people.read(workspace).profilesOf(identifiers)
      const ids = identifiers.map((each) => dictionary.get(each) ?? nameOf(workspace, each))
      const found = new Map(
        (await peopleOf(workspace, [...new Set(ids)])).map(({ words: _, ...each }) => [each.profile, each]),
      )
      return done(ids.flatMap((id) => found.get(id) ?? []))
    },
  }
}
