import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Outcome, orThrow, refuse } from '../kernel/index.ts'
import {
  type Decision,
  type FaceStore,
  type Identifier,
  kindOf,
  type PeopleStore,
  type Profiles,
} from '../profiles/index.ts'
import type { KeptLikeness, Likeness, LikenessState, LikenessStore } from './likeness-store.ts'
import { FEWEST, learnPeople, MOST_LEARNT_FROM, type PersonModel } from './person-model.ts'
import { cellsFrom, keysOf, type PersonRecord, saysEnough } from './person-record.ts'
import { noSuchLikeness, noSuchThreshold } from './refusals.ts'
import { likelihood, type Waterfall, waterfall } from './waterfall.ts'

export interface LikenessPorts {
  readonly store: LikenessStore
  readonly faces: FaceStore
  readonly people: PeopleStore
  readonly profiles: Profiles
  readonly nameOf: (workspace: Id<'Workspace'>, identifier: Identifier) => Id<'Profile'>
  readonly may: May
  readonly now: Clock
}

/** What a refresh came to. */
export interface Looked {
  readonly looked: number
  readonly linked: number
  readonly asked: number
}

/** Somebody among the profiles who is like a record. */
export interface Alike {
  readonly identifier: Identifier
  readonly profile: Id<'Profile'>
  readonly probability: number
  readonly why: Waterfall
}

/** Two people's records from this on are one person's, without asking anybody, unless somebody chose otherwise. */
export const SURE = 0.99
/** What may be chosen in its place. */
export const THRESHOLDS: readonly number[] = [0.8, 0.9, 0.95, 0.99, 0.999]
/** From this on somebody is asked. */
export const WORTH_ASKING = 0.3

/** What becomes of the pairs at and above a probability, were it chosen. */
export interface Threshold {
  readonly threshold: number
  readonly pairs: number
  readonly open: number
  /** The share of them that are one person, as far as is known. */
  readonly precision: number | null
  /** Of all pairs found alike that are one person, the share that they are. */
  readonly recall: number | null
}

export interface Thresholds {
  readonly sure: number
  readonly choices: readonly Threshold[]
}

/** People without a shared key, recognised by what is told of them. */
export interface Likenesses {
  /** Takes in what is newly told of people, and compares a slice of it with everybody. */
  refresh(actor: Actor): Promise<Outcome<Looked>>
  /** The pairs that wait for a person, the likeliest first, and how many there are of each kind. */
  queue(
    actor: Actor,
    most: number,
  ): Promise<
    Outcome<{ readonly pairs: readonly KeptLikeness[]; readonly tally: Readonly<Record<LikenessState, number>> }>
  >
  /** From which probability on nobody is asked, and what is to be expected of each that may be chosen. */
  thresholds(actor: Actor): Promise<Outcome<Thresholds>>
  /** Chooses it: the pairs that wait and reach it are made one, as they would have been. */
  choose(actor: Actor, sure: number): Promise<Outcome<{ readonly linked: number }>>
  find(actor: Actor, id: number): Promise<Outcome<KeptLikeness>>
  /** A person's word: the same, or two. It holds from then on. */
  decide(actor: Actor, id: number, same: boolean, why: string): Promise<Outcome<readonly Id<'Profile'>[]>>
  /** For each record of a file, who among the profiles is like it, the likeliest first; `undefined` before there is a model. */
  against(actor: Actor, records: readonly (readonly string[])[]): Promise<Outcome<readonly Alike[][] | undefined>>
}

const SLICE = 2_000
/** Of the pairs that wait, so many are looked at again when another threshold is chosen: the likeliest. */
const MOST_WAITING = 5_000
/** So many are compared with each: those that share most of the rarest keys. */
export const SHARING = 80
/** What a browser says of its visitor links nobody: only identifiers that a trusted source named are compared. */
const COMPARED: ReadonlySet<string> = new Set(['user', 'crm', 'loyalty', 'email', 'phone', 'social', 'order'])

const recordOf = (face: {
  filed: string
  identifier: Identifier
  told?: Parameters<typeof cellsFrom>[0]
}): PersonRecord[] => {
  const cells = face.told && COMPARED.has(kindOf(face.identifier)) ? cellsFrom(face.told) : []
  return saysEnough(cells) ? [{ filed: face.filed, identifier: face.identifier, cells }] : []
}

const key = (one: string, other: string): string => (one < other ? `${one}\0${other}` : `${other}\0${one}`)

export const createLikenesses = (ports: LikenessPorts): Likenesses => {
  const { store, faces, people, profiles, nameOf, may, now } = ports
  const reads = (actor: Actor) => may(actor, 'profiles.read', actor.workspace)

  /** What is newly told of people. */
  const takeIn = async (workspace: Id<'Workspace'>): Promise<void> => {
    for (let from = await store.reading(workspace); ; ) {
      const { faces: some, point } = await faces.keptSince(workspace, from, SLICE)
      if (some.length === 0) return
      await store.keep(workspace, some.flatMap(recordOf), point)
      from = point
    }
  }
  /** The model in use; learnt again only once there are twice as many people. */
  const modelFor = async (workspace: Id<'Workspace'>): Promise<PersonModel | undefined> => {
    const model = await store.model(workspace)
    const count = await store.count(workspace)
    if (count < FEWEST || (model && count < 2 * model.people)) return model
    const sample = await store.sample(workspace, MOST_LEARNT_FROM)
    const learnt = learnPeople(sample, count, (model?.version ?? 0) + 1)
    await store.adopt(workspace, learnt, (cells) => keysOf(workspace, learnt.rules, cells))
    return learnt
  }
  const profilesOf = async (workspace: Id<'Workspace'>, identifiers: readonly Identifier[]) => {
    const known = await people.read(workspace).profilesOf(identifiers)
    return (identifier: Identifier) => known.get(identifier) ?? nameOf(workspace, identifier)
  }
  const alikeIn = (model: PersonModel, record: readonly string[], others: readonly PersonRecord[]) =>
    others
      .filter((other) => likelihood(model.model, record, other.cells, WORTH_ASKING) >= WORTH_ASKING)
      .map((other) => ({ other, why: waterfall(model.model, record, other.cells) }))
      .sort(
        (one, other) => other.why.probability - one.why.probability || (one.other.filed < other.other.filed ? -1 : 1),
      )

  /** Pairs of records of different people, each pair of profiles by its likeliest. */
  const findAlike = async (
    workspace: Id<'Workspace'>,
    model: PersonModel,
    records: readonly PersonRecord[],
  ): Promise<Likeness[]> => {
    const keys = records.map(({ cells }) => keysOf(workspace, model.rules, cells))
    const sharing = await store.sharing(workspace, model.version, keys, SHARING)
    const found = records.flatMap((record, at) =>
      alikeIn(
        model,
        record.cells,
        (sharing[at] ?? []).filter(({ filed }) => filed !== record.filed),
      ).map((alike) => ({ record, ...alike })),
    )
    const profileOf = await profilesOf(workspace, [
      ...new Set(found.flatMap(({ record, other }) => [record.identifier, other.identifier])),
    ])
    const likeliest = new Map<string, (typeof found)[number]>()
    for (const each of found) {
      const [one, other] = [profileOf(each.record.identifier), profileOf(each.other.identifier)]
      const known = likeliest.get(key(one, other))
      if (one !== other && (known?.why.probability ?? 0) < each.why.probability) likeliest.set(key(one, other), each)
    }
    return [...likeliest.values()].map(({ record, other, why }) => ({
      one: record.identifier,
      other: other.identifier,
      probability: why.probability,
      why,
      model: model.version,
      state: 'open',
      at: now(),
    }))
  }

  /** Those that nobody has yet said anything of: a steward's word on two persons holds for all their records. */
  const unsaid = async (workspace: Id<'Workspace'>, found: readonly Likeness[]): Promise<Likeness[]> => {
    const known = people.read(workspace)
    const said = (await known.decisions()).filter(({ kind }) => kind !== 'link')
    const before = await store.between(
      workspace,
      found.map(({ one, other }) => [one, other] as const),
    )
    const closed = new Set(before.filter(({ state }) => state !== 'open').map(({ one, other }) => key(one, other)))
    const profileOf = await profilesOf(workspace, [
      ...new Set([...said.flatMap(({ a, b }: Decision) => [a, b]), ...found.flatMap(({ one, other }) => [one, other])]),
    ])
    const apart = new Set(said.map(({ a, b }: Decision) => key(profileOf(a), profileOf(b))))
    return found.filter(
      ({ one, other }) => !closed.has(key(one, other)) && !apart.has(key(profileOf(one), profileOf(other))),
    )
  }

  /**
   * A chain is refused: all that is known of the one person must resemble all that is known of the other, not only the
   * two records that met.
   */
  const holdingForAll = async (
    workspace: Id<'Workspace'>,
    model: PersonModel,
    likenesses: readonly Likeness[],
  ): Promise<Set<Likeness>> => {
    const named = [...new Set(likenesses.flatMap(({ one, other }) => [one, other]))]
    if (named.length === 0) return new Set()
    const profileOf = await profilesOf(workspace, named)
    const members = await people.read(workspace).membersOfAll([...new Set(named.map(profileOf))])
    const membersOf = (identifier: Identifier) => members.get(profileOf(identifier)) ?? [identifier]
    const byIdentifier = new Map<Identifier, PersonRecord[]>()
    for (const record of await store.of(workspace, [...new Set(named.flatMap(membersOf))]))
      byIdentifier.set(record.identifier, [...(byIdentifier.get(record.identifier) ?? []), record])
    const recordsOf = (identifier: Identifier) =>
      membersOf(identifier)
        .flatMap((each) => byIdentifier.get(each) ?? [])
        .slice(0, 8)
    return new Set(
      likenesses.filter(({ one, other }) => {
        const [mine, theirs] = [recordsOf(one), recordsOf(other)]
        const all = mine.flatMap((a) => theirs.map((b) => likelihood(model.model, a.cells, b.cells)))
        return all.length > 0 && all.reduce((sum, each) => sum + each, 0) / all.length >= 0.5
      }),
    )
  }

  const settle = async (actor: Actor, model: PersonModel, found: readonly Likeness[]) => {
    const { workspace } = actor
    const news = await unsaid(workspace, found)
    const [sure, asked]: [Likeness[], Likeness[]] = [[], []]
    const from = (await store.threshold(workspace)) ?? SURE
    const likely = news.filter(({ probability }) => probability >= from)
    const certain = await holdingForAll(workspace, model, likely)
    for (const likeness of news) {
      if (certain.has(likeness)) sure.push({ ...likeness, state: 'linked' })
      else asked.push(likeness)
    }
    orThrow(await profiles.resemble(actor, sure))
    // Two accounts stay two: they wait among a steward's questions, not here.
    const profileOf = await profilesOf(workspace, [...new Set(sure.flatMap(({ one, other }) => [one, other]))])
    const linked = sure.filter(({ one, other }) => profileOf(one) === profileOf(other))
    await store.note(workspace, [...linked, ...asked])
    return { linked: linked.length, asked: asked.length }
  }

  return {
    async refresh(actor) {
      const { workspace } = actor
      if (!reads(actor)) return refuse(notAllowed('profiles.read'))
      await takeIn(workspace)
      const model = await modelFor(workspace)
      if (!model) return done({ looked: 0, linked: 0, asked: 0 })
      const slice = await store.pending(workspace, model.version, SLICE)
      if (slice.length === 0) return done({ looked: 0, linked: 0, asked: 0 })
      await store.file(
        workspace,
        slice.map((record) => ({ ...record, keys: keysOf(workspace, model.rules, record.cells) })),
        model.version,
      )
      const settled = await settle(actor, model, await findAlike(workspace, model, slice))
      await store.looked(workspace, slice, model.version)
      return done({ looked: slice.length, ...settled })
    },
    async queue(actor, most) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      const { workspace } = actor
      return done({ pairs: await store.open(workspace, most), tally: await store.tally(workspace) })
    },
    async thresholds(actor) {
      const { workspace } = actor
      if (!may(actor, 'profiles.steward', workspace)) return refuse(notAllowed('profiles.steward'))
      const [all, ...spread] = await store.spread(workspace, [WORTH_ASKING, ...THRESHOLDS])
      const choices = spread.map(({ threshold, pairs, open, expected }) => ({
        threshold,
        pairs,
        open,
        precision: pairs > 0 ? expected / pairs : null,
        recall: all && all.expected > 0 ? expected / all.expected : null,
      }))
      return done({ sure: (await store.threshold(workspace)) ?? SURE, choices })
    },
    async choose(actor, sure) {
      const { workspace } = actor
      if (!may(actor, 'profiles.steward', workspace)) return refuse(notAllowed('profiles.steward'))
      if (!THRESHOLDS.includes(sure)) return refuse(noSuchThreshold(THRESHOLDS))
      await store.keepThreshold(workspace, sure)
      const model = await store.model(workspace)
      const waiting = await store.open(workspace, MOST_WAITING)
      const reaching = waiting.filter(({ probability }) => probability >= sure)
      if (!model || reaching.length === 0) return done({ linked: 0 })
      const { linked } = await settle(actor, model, reaching)
      return done({ linked })
    },
    async find(actor, id) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      const pair = await store.find(actor.workspace, id)
      return pair ? done(pair) : refuse(noSuchLikeness)
    },
    async decide(actor, id, same, why) {
      const { workspace } = actor
      if (!may(actor, 'profiles.steward', workspace)) return refuse(notAllowed('profiles.steward'))
      const pair = await store.find(workspace, id)
      if (!pair) return refuse(noSuchLikeness)
      if (same) {
        const merged = await profiles.merge(actor, pair.one, pair.other, why)
        if (!merged.ok && merged.refusal.code !== 'profile-already-one') return merged
        await store.become(workspace, [id], 'same', now())
        return done(merged.ok ? [merged.value.id] : [])
      }
      const parted = await profiles.unmerge(actor, pair.one, pair.other, why)
      if (!parted.ok) return parted
      await store.become(workspace, [id], 'different', now())
      return done(parted.value.map((profile) => profile.id))
    },
    async against(actor, records) {
      const { workspace } = actor
      if (!reads(actor)) return refuse(notAllowed('profiles.read'))
      const model = await store.model(workspace)
      if (!model) return done(undefined)
      const keys = records.map((cells) => keysOf(workspace, model.rules, cells))
      const sharing = await store.sharing(workspace, model.version, keys, SHARING)
      const found = records.map((cells, at) => alikeIn(model, cells, sharing[at] ?? []))
      const profileOf = await profilesOf(workspace, [
        ...new Set(found.flatMap((alike) => alike.map(({ other }) => other.identifier))),
      ])
      return done(
        found.map((alike) =>
          alike.map(({ other, why }) => ({
            identifier: other.identifier,
            profile: profileOf(other.identifier),
            probability: why.probability,
            why,
          })),
        ),
      )
    },
  }
}
