import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Arrival, storedProperties } from '../events/index.ts'
import { type Actor, LOCAL_OWNER } from '../governance/index.ts'
import { asId, DAY, orThrow } from '../kernel/index.ts'
import { type Decision, edge } from './evidence.ts'
import type { FaceStore } from './face.ts'
import { sightingsIn } from './face-sighting.ts'
import { createFaces } from './faces.ts'
import type { Profile } from './find-profile.ts'
import { type Identifier, identifier, type Kind } from './identifier.ts'
import { namingsIn } from './naming-reader.ts'
import type { PeopleStore, Question } from './people-store.ts'
import { nameProfile } from './profile-name.node.ts'
import { createProfiles } from './profiles.ts'
import { publishIdentities } from './publish-identities.ts'
import { workOut } from './work-out.ts'

/** Where people and faces are kept. */
export interface Kept {
  readonly people: PeopleStore
  readonly faces: FaceStore
}

const MARCH = Date.UTC(2026, 2, 1)
/** As events spell them: some in more ways than one. */
const SPELLED: readonly (readonly [Kind, string])[] = [
  ...(['1', '2', '3'] as const).map((each) => ['user', each] as const),
  ['email', 'claire@exemple.fr'],
  ['email', 'Claire@Exemple.fr'],
  ['email', 'karim@exemple.fr'],
  ['phone', '06 39 98 12 34'],
  ['phone', '+33639981234'],
  ['phone', '06 39 98 12 35'],
  ['loyalty', '9250'],
  ['loyalty', '92 50'],
  ['crm', '7'],
  ['anonymous', 'b7'],
  ['anonymous', 'b8'],
  ['device', 'tablette'],
  ['order', 'K1'],
]
const EVERYBODY = [...new Set(SPELLED.flatMap(([kind, value]) => identifier(kind, value) ?? []))]
const FILED = [...new Set([...EVERYBODY, ...SPELLED.map(([kind, value]) => `${kind}:${value}`)])]

const spelled = fc.constantFrom(...SPELLED)
const event = fc
  .record({
    filed: spelled,
    names: fc.array(spelled, { maxLength: 2 }),
    day: fc.nat(30),
    source: fc.constantFrom('site', 'caisse'),
    city: fc.constantFrom('', '', 'Lille', 'Lyon'),
  })
  .map(({ filed, names, day, source, city }) => ({ filed: `${filed[0]}:${filed[1]}`, names, day, source, city }))
type Drawn = typeof event extends fc.Arbitrary<infer T> ? T : never
const lives = fc.array(event, { minLength: 1, maxLength: 14 })
const who = fc.constantFrom(...EVERYBODY)

const arrivalOf = (
  { filed, names, day, source, city }: Drawn,
  seq: number,
  workspace: Actor['workspace'],
): Arrival => ({
  ...{ id: asId(`${seq}`), workspace, source, at: MARCH + day * DAY, receivedAt: MARCH + 40 * DAY, rank: 0, seq },
  ...{ identifier: filed, caseId: '', event: 'Visit', channel: 'store', channelInferred: false, party: 'own' },
  ...{ store: 'lille', adviser: '' },
  properties: storedProperties({
    ...Object.fromEntries(names.map(([kind, value]) => [`identifiers.${kind}`, value])),
    ...(city !== '' && { 'traits.city': city }),
  }),
  says: () => true,
})

let worlds = 0

/** A workspace of its own: what arrives in it, what a steward says, and all that can be seen of it. */
const world = ({ people, faces: kept }: Kept) => {
  const actor: Actor = { ...LOCAL_OWNER, workspace: asId<'Workspace'>(`law-${process.pid}-${++worlds}`) }
  const { workspace } = actor
  // A profile is named after its strongest identifier and its workspace: two worlds are compared.
  const nameOf = (_: unknown, strongest: Identifier) => nameProfile(LOCAL_OWNER.workspace, strongest)
  const counted = new Map<string, string>()
  const identities = {
    last: async () => 0,
    keep: async (_: unknown, changes: readonly { identifier: string; profile: string; formerly: string }[]) => {
      for (const { identifier, profile, formerly } of changes) {
        expect(counted.get(identifier) ?? identifier).toBe(formerly)
        if (profile === identifier) counted.delete(identifier)
        else counted.set(identifier, profile)
      }
    },
  }
  const heard = new Set<string>()
  let [came, offset, clock]: [readonly Arrival[], number, number] = [[], 0, MARCH + 60 * DAY]
  const reading = () => ({ upTo: 0, before: 0, offset })
  const profiles = createProfiles({
    store: people,
    namings: { since: async (_, __, claims) => ({ namings: namingsIn(came, claims), reading: reading() }) },
    filed: async (_, texts) => texts.filter((text) => heard.has(text)),
    identities,
    may: () => true,
    now: () => ++clock,
    nameOf,
  })
  const faces = createFaces({
    ...{ faces: kept, people, profiles, may: () => true, nameOf },
    reader: {
      async *since(_, __, declared) {
        yield { seen: sightingsIn(came, declared), whole: false, reading: reading() }
      },
    },
  })
  const known = people.read(workspace)
  return {
    workspace,
    profiles: {
      merge: (one: string, other: string) => profiles.merge(actor, one, other, 'même voix'),
      unmerge: (one: string, other: string) => profiles.unmerge(actor, one, other, 'deux voix'),
      find: (text: string, at?: number) => profiles.find(actor, text, at),
    },
    now: () => clock,
    decisions: known.decisions,
    arrive: async (events: readonly Arrival[]): Promise<void> => {
      came = events
      offset += events.length
      for (const { identifier } of events) heard.add(identifier)
      orThrow(await profiles.refresh(actor))
      orThrow(await faces.refresh(actor))
    },
    /** A word as it is kept, whenever it is heard of. */
    say: async (word: Decision): Promise<void> => {
      await people.change(workspace, async (there, keep) => {
        await keep({ decisions: [word] })
        const working = { known: there, keep, nameOf: (strongest: Identifier) => nameOf(workspace, strongest) }
        await workOut(working, { edges: [], spellings: [], decided: [word.a, word.b] })
      })
      await publishIdentities(workspace, people, identities)
    },
    picture: async () => {
      const { edges, people: dictionary, spellings } = await known.islands(EVERYBODY)
      const profilesOf = EVERYBODY.map(async (each) => {
        const found = await profiles.find(actor, each)
        return [each, found.ok ? found.value : found.refusal.code] as const
      })
      return {
        profiles: new Map(await Promise.all(profilesOf)),
        persons: orThrow(await faces.whose(actor, EVERYBODY)),
        faces: await kept.change(workspace, (there) => there.filed(FILED)),
        counted: FILED.map((text) => [text, counted.get(text) ?? text]),
        // Whom nothing ties to another may be written down, or not: its profile is the same.
        dictionary: EVERYBODY.map((each) => [each, dictionary.get(each) ?? nameOf(workspace, each)]),
        spellings,
        evidence: edges.map((each) => JSON.stringify(each)).sort(),
      }
    },
    questions: async () => orThrow(await profiles.questions(actor)),
  }
}

/** Whatever arrives, in portions; what a steward says comes by itself. */
const portionsOf = <T>(all: readonly T[], sizes: readonly number[]): T[][] => {
  const portions: T[][] = []
  for (let at = 0, i = 0; at < all.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1)
    portions.push(all.slice(at, at + size))
    at += size
  }
  return portions
}

const drawnWords = fc.array(fc.tuple(fc.constantFrom('link', 'part', 'revoke'), who, who), { maxLength: 3 })
const wordsOf = (drawn: typeof drawnWords extends fc.Arbitrary<infer T> ? T : never): Decision[] =>
  drawn.flatMap(([kind, one, other], i): Decision[] => {
    const seen = { at: 0, source: '', event: '', channel: '', store: '' }
    const ends = edge(one, other, seen)
    return ends ? [{ kind, a: ends.a, b: ends.b, at: MARCH + 50 * DAY + i, by: LOCAL_OWNER.id, why: '' }] : []
  })

const act = fc.record({ same: fc.boolean(), one: who, other: who })
/** The same, of somebody whom nothing ties to the others. */
const strange = ({ filed, ...rest }: Drawn): Drawn => ({
  ...rest,
  filed: `anonymous:of-${filed}`,
  names: [['user', 'étrangère']],
})
const isBetween = (mine: Profile, theirs: Profile, one: Identifier, other: Identifier): boolean =>
  (mine.identifiers.includes(one) && theirs.identifiers.includes(other)) ||
  (mine.identifiers.includes(other) && theirs.identifiers.includes(one))

const of = (filed: string, day: number, ...names: Drawn['names']): Drawn => ({
  ...{ filed, names, day, source: 'site', city: '' },
})
/** A merge that lets two accounts be one lets in evidence that tied both; parting them must not cut through that evidence. */
const EVIDENCE_LET_IN: [Drawn[], [], [], Identifier, Identifier, number] = [
  [
    of('device:tablette', 1, ['user', '2'], ['loyalty', '9250']),
    of('anonymous:b7', 0, ['device', 'tablette']),
    of('loyalty:92 50', 0, ['phone', '06 39 98 12 34']),
    of('anonymous:b7', 0, ['user', '1']),
    of('anonymous:b7', 0, ['user', '2']),
  ],
  [],
  [],
  'user:1',
  'phone:+33639981234',
  469,
]

/** The laws of who is who, held over whatever keeps it: `open` gives stores that other worlds may have been kept in. */
export const lawsOfPeople = (open: () => Kept, rounds: number): void => {
  const patience = 60_000 + rounds * 3_000
  const runs = { numRuns: rounds, endOnFailure: rounds < 50 }

  it(
    'people, their faces and under whom they are counted do not depend on the order of arrival, nor on portions',
    () =>
      fc.assert(
        fc.asyncProperty(
          lives,
          drawnWords,
          fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
          fc.infiniteStream(fc.nat()),
          async (drawn, said, sizes, draws) => {
            const words = wordsOf(said)
            const [one, other] = [world(open()), world(open())]
            await one.arrive(drawn.map((each, seq) => arrivalOf(each, seq, one.workspace)))
            for (const word of words) await one.say(word)

            const late = [...drawn.map((each, seq) => arrivalOf(each, seq, other.workspace)), ...words]
              .map((each) => ({ each, rank: draws.next().value ?? 0 }))
              .sort((a, b) => a.rank - b.rank)
              .map(({ each }) => each)
            for (const portion of portionsOf(late, sizes)) {
              const events = portion.filter((each) => 'identifier' in each)
              if (events.length > 0) await other.arrive(events)
              for (const each of portion) if ('kind' in each) await other.say(each)
            }
            expect(await other.picture()).toEqual(await one.picture())
            expect(await other.questions()).toEqual(await one.questions())
          },
        ),
        runs,
      ),
    patience,
  )

  it(
    'two persons whom a steward made one and parted are what they were, exactly, and both words are kept',
    () =>
      fc.assert(
        fc.asyncProperty(
          lives,
          fc.array(act, { maxLength: 3 }),
          lives,
          who,
          who,
          fc.nat(),
          async (drawn, acts, others, one, other, n) => {
            const all = world(open())
            await all.arrive(drawn.map((each, seq) => arrivalOf(each, seq, all.workspace)))
            // Whatever was said before: some of it is refused.
            for (const { same, one, other } of acts)
              await (same ? all.profiles.merge : all.profiles.unmerge)(one, other)
            const [mine, theirs] = [await all.profiles.find(one), await all.profiles.find(other)]
            fc.pre(mine.ok && theirs.ok && mine.value.id !== theirs.value.id)
            if (!mine.ok || !theirs.ok) return
            const [before, asked, said] = [await all.picture(), await all.questions(), await all.decisions()]
            const merged = await all.profiles.merge(one, other)
            fc.pre(merged.ok)
            const between = all.now()
            expect(orThrow(merged).identifiers).toEqual(
              expect.arrayContaining([...mine.value.identifiers, ...theirs.value.identifiers]),
            )
            // Meanwhile, strangers live on.
            await all.arrive(others.map((each, seq) => arrivalOf(strange(each), 100 + seq, all.workspace)))

            const pick = <T>(list: readonly T[]): T => list[n % list.length] as T
            const [here, there] = [pick(mine.value.identifiers), pick(theirs.value.identifiers)]
            orThrow(await all.profiles.unmerge(...(n % 2 === 0 ? ([here, there] as const) : ([there, here] as const))))
            expect(await all.picture()).toEqual(before)
            // Whether these two are one was asked, and is answered; whatever else was asked still is.
            const answered = ({ one, other }: Question) => isBetween(mine.value, theirs.value, one, other)
            expect(await all.questions()).toEqual(asked.filter((each) => !answered(each)))
            // Nothing is unsaid: the history holds both words, and tells who they were in between.
            const words = await all.decisions()
            expect(words.slice(0, said.length)).toEqual(said)
            expect(words.slice(said.length).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['link', 'part']))
            expect(orThrow(await all.profiles.find(one, between)).identifiers).toEqual(orThrow(merged).identifiers)
          },
        ),
        { ...runs, examples: [EVIDENCE_LET_IN] },
      ),
    patience,
  )
}
