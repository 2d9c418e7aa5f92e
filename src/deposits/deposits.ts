import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Chosen, type ImportRecord, troubleWithSource } from '../imports/index.ts'
import { asId, type Clock, done, type Id, type Outcome, type Refusal, Refused, refuse } from '../kernel/index.ts'
import type { Deposit, DepositStore, Found, Lying, Place, PlaceOf } from './deposit.ts'
import { type DepositRefusal, refusals } from './deposit-refusals.ts'
import { settledOf } from './look.ts'

/** The import that brings any file, as far as a deposit needs it. */
export interface Importer {
  begin(actor: Actor, file: string, size: number): Promise<Outcome<ImportRecord>>
  receive(actor: Actor, id: Id<'Import'>, at: number, bytes: Uint8Array): Promise<Outcome<number>>
  run(
    actor: Actor,
    id: Id<'Import'>,
    source: string,
    chosen: Chosen,
    language: 'fr' | 'en',
  ): Promise<Outcome<ImportRecord>>
  cancel(actor: Actor, id: Id<'Import'>): Promise<Outcome<ImportRecord>>
  get(actor: Actor, id: Id<'Import'>): Promise<Outcome<ImportRecord>>
}

export interface DepositPorts {
  readonly store: DepositStore
  readonly may: May
  readonly now: Clock
  /** Opens a place; throws `Refused` where it must not be, or cannot be, looked into. */
  readonly open: (place: PlaceOf) => Promise<Place>
  readonly seal: (secret: string) => Promise<string>
  /** Names this process among those that take files in. */
  readonly holder: string
}

export type NewDeposit = Omit<Deposit, 'workspace' | 'addedAt' | 'paused' | 'looked'>

export interface Deposits {
  /** Adds one once it could be looked into; the secret key of a bucket is sealed here. */
  add(actor: Actor, deposit: NewDeposit): Promise<Outcome<Deposit, DepositRefusal>>
  remove(actor: Actor, name: string): Promise<Outcome<void, DepositRefusal>>
  /** Looks into one no more for now, or again. */
  pause(actor: Actor, name: string, paused: boolean): Promise<Outcome<void, DepositRefusal>>
  /** Takes a file in again at the next look: one that was refused, or whose rows were. What is kept is never kept twice. */
  again(actor: Actor, name: string, file: Pick<Lying, 'file' | 'version'>): Promise<Outcome<void, DepositRefusal>>
  list(
    actor: Actor,
  ): Promise<Outcome<readonly { readonly deposit: Deposit; readonly found: readonly Found[] }[], DepositRefusal>>
  /** Looks into one, notes whether it could be read, and brings in what is whole; gives how many files it took. */
  look(actor: Actor, deposit: Deposit, importer: Importer): Promise<number>
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u
const SHOWN = 50
const REMEMBERED = 100_000
/** Parts in which a file is handed over. */
const PART = 4 << 20
/** Who takes a file in and says nothing for so long was killed. */
export const LEASE_MS = 10_000

const sealed = async (place: PlaceOf, seal: DepositPorts['seal']): Promise<PlaceOf> =>
  place.kind === 'bucket' ? { ...place, secretKey: await seal(place.secretKey) } : place

/** Why a place could not be read: in few words, and never what is in a file. */
const troubleOf = (problem: unknown): string =>
  problem instanceof Refused
    ? problem.refusal.code
    : problem instanceof Error
      ? problem.message.slice(0, 200)
      : String(problem).slice(0, 200)

export const createDeposits = ({ store, may, now, open, seal, holder }: DepositPorts): Deposits => {
  /** What lies in a place that is whole and free to take. */
  const lookInto = async (deposit: Deposit) => {
    const place = await open(deposit.place)
    const lying = await place.list()
    const known = await store.found(deposit.workspace, deposit.name, REMEMBERED)
    await store.see(deposit, lying, now())
    const before = ({ file, version }: Lying) => known.find((one) => one.file === file && one.version === version)
    return { place, before, settled: settledOf(lying, known, now()) }
  }
  return {
    async add(actor, wanted) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      if (!NAME.test(wanted.name)) return refuse(refusals.name(wanted.name))
      // A deposit is the source of what lies in it unless told otherwise: what may not name the one may not name the other.
      const trouble = troubleWithSource(wanted.source) ?? troubleWithSource(wanted.name)
      if (trouble) return refuse(trouble)
      const place = await sealed(wanted.place, seal)
      try {
        await (await open(place)).list()
      } catch (problem) {
        if (problem instanceof Refused) return refuse(problem.refusal as ReturnType<typeof refusals.private>)
        return refuse(refusals.unreachable(troubleOf(problem)))
      }
      const deposit: Deposit = {
        ...wanted,
        place,
        workspace: actor.workspace,
        addedAt: now(),
        paused: null,
        looked: null,
      }
      return (await store.add(deposit)) ? done(deposit) : refuse(refusals.taken(wanted.name))
    },
    async remove(actor, name) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      return (await store.remove(actor.workspace, name)) ? done(undefined) : refuse(refusals.unknown(name))
    },
    async list(actor) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      const deposits = await store.list(actor.workspace)
      const told = deposits.map(async (deposit) => ({
        deposit,
        found: await store.found(actor.workspace, deposit.name, SHOWN),
      }))
      return done(await Promise.all(told))
    },
    async pause(actor, name, paused) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      const known = await store.pause(actor.workspace, name, paused ? { by: actor.id, at: now() } : null)
      return known ? done(undefined) : refuse(refusals.unknown(name))
    },
    async again(actor, name, file) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      return (await store.again(actor.workspace, name, file)) ? done(undefined) : refuse(refusals.file)
    },
    async look(actor, deposit, importer) {
      const found = await lookInto(deposit).catch(async (problem: unknown) => {
        await store.note(deposit, { at: now(), trouble: troubleOf(problem) })
        throw problem
      })
      await store.note(deposit, { at: now(), trouble: null })
      let taken = 0
      for (const lying of found.settled) {
        const lease = () => ({ holder, until: now() + LEASE_MS })
        const left = found.before(lying)?.importId ?? null
        if (!(await store.claim(deposit, lying, lease(), now()))) continue
        const hold = (importId: string) => store.hold(deposit, lying, lease(), importId)
        const end =
          (await takenBefore(actor, left, importer)) ??
          (await bringIn({ actor, deposit, lying, place: found.place, importer, hold }))
        if (end) await store.settle(deposit, lying, holder, end)
        taken++
      }
      return taken
    },
  }
}

type End = Pick<Found, 'state' | 'importId' | 'why'>
const refused = (why: Refusal): End => ({ state: 'refused', importId: null, why })

/** What whoever was killed on the way had handed over whole: the import goes on by itself. Else it is given up. */
const takenBefore = async (actor: Actor, left: string | null, importer: Importer): Promise<End | undefined> => {
  if (left === null) return undefined
  const id = asId<'Import'>(left)
  const known = await importer.get(actor, id)
  if (known.ok && known.value.source !== null) return { state: 'taken', importId: left, why: null }
  if (known.ok) await importer.cancel(actor, id)
  return undefined
}

interface Bringing {
  readonly actor: Actor
  readonly deposit: Deposit
  readonly lying: Lying
  readonly place: Place
  readonly importer: Importer
  /** Says that it is still being taken in. */
  readonly hold: (importId: string) => Promise<boolean>
}

/** Hands a file to the import. One that is cut on the way is seen again, and taken at a later look. */
const bringIn = async ({ actor, deposit, lying, place, importer, hold }: Bringing): Promise<End | undefined> => {
  const begun = await importer.begin(actor, lying.file.split('/').at(-1) ?? lying.file, lying.size)
  if (!begun.ok) return refused(begun.refusal)
  const { id } = begun.value
  const again = async (): Promise<End> => {
    await importer.cancel(actor, id)
    return { state: 'seen', importId: null, why: null }
  }
  let at = 0
  try {
    for await (const bytes of place.read(lying))
      for (let from = 0; from < bytes.length; from += PART) {
        const part = bytes.subarray(from, from + PART)
        // Another took over what was held too long: whatever both bring in is kept once.
        if (!(await hold(id))) return void (await importer.cancel(actor, id))
        const received = await importer.receive(actor, id, at, part)
        if (!received.ok) return refused(received.refusal)
        at += part.length
      }
  } catch {
    return again()
  }
  if (at !== lying.size) return again()
  const asked = await importer.run(actor, id, deposit.source, deposit.chosen, 'fr')
  return asked.ok ? { state: 'taken', importId: id, why: null } : refused(asked.refusal)
}
