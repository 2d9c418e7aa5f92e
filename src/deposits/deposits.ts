import type { Actor, May } from '../governance/index.ts'
import type { Chosen, ImportRecord } from '../imports/index.ts'
import { type Clock, done, type Id, type Outcome, Refused, refuse } from '../kernel/index.ts'
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
}

export interface DepositPorts {
  readonly store: DepositStore
  readonly may: May
  readonly now: Clock
  /** Opens a place; throws `Refused` where it must not be, or cannot be, looked into. */
  readonly open: (place: PlaceOf) => Promise<Place>
  readonly seal: (secret: string) => Promise<string>
}

export type NewDeposit = Omit<Deposit, 'workspace' | 'addedAt'>

export interface Deposits {
  /** Adds one once it could be looked into; the secret key of a bucket is sealed here. */
  add(actor: Actor, deposit: NewDeposit): Promise<Outcome<Deposit, DepositRefusal>>
  remove(actor: Actor, name: string): Promise<Outcome<void, DepositRefusal>>
  list(
    actor: Actor,
  ): Promise<Outcome<readonly { readonly deposit: Deposit; readonly found: readonly Found[] }[], DepositRefusal>>
  /** Looks into one, and brings in what is whole; gives how many files it took. */
  look(actor: Actor, deposit: Deposit, importer: Importer): Promise<number>
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u
const SHOWN = 50
const REMEMBERED = 100_000
/** Parts in which a file is handed over. */
const PART = 4 << 20

const sealed = async (place: PlaceOf, seal: DepositPorts['seal']): Promise<PlaceOf> =>
  place.kind === 'bucket' ? { ...place, secretKey: await seal(place.secretKey) } : place

export const createDeposits = ({ store, may, now, open, seal }: DepositPorts): Deposits => ({
  async add(actor, wanted) {
    if (!may(actor, 'events.import', actor.workspace)) return refuse(refusals.notAllowed)
    if (!NAME.test(wanted.name)) return refuse(refusals.name(wanted.name))
    const place = await sealed(wanted.place, seal)
    try {
      await (await open(place)).list()
    } catch (problem) {
      if (problem instanceof Refused) return refuse(problem.refusal as ReturnType<typeof refusals.private>)
      return refuse(refusals.unreachable(problem instanceof Error ? problem.message.slice(0, 200) : ''))
    }
    const deposit: Deposit = { ...wanted, place, workspace: actor.workspace, addedAt: now() }
    return (await store.add(deposit)) ? done(deposit) : refuse(refusals.taken(wanted.name))
  },
  async remove(actor, name) {
    if (!may(actor, 'events.import', actor.workspace)) return refuse(refusals.notAllowed)
    return (await store.remove(actor.workspace, name)) ? done(undefined) : refuse(refusals.unknown(name))
  },
  async list(actor) {
    if (!may(actor, 'events.import', actor.workspace)) return refuse(refusals.notAllowed)
    const deposits = await store.list(actor.workspace)
    const told = deposits.map(async (deposit) => ({
      deposit,
      found: await store.found(actor.workspace, deposit.name, SHOWN),
    }))
    return done(await Promise.all(told))
  },
  async look(actor, deposit, importer) {
    const place = await open(deposit.place)
    const lying = await place.list()
    const settled = settledOf(lying, await store.found(deposit.workspace, deposit.name, REMEMBERED))
    await store.see(deposit, lying, now())
    let taken = 0
    for (const one of settled) {
      if (!(await store.claim(deposit, one, now()))) continue
      await store.settle(deposit, one, await bringIn(actor, deposit, one, place, importer))
      taken++
    }
    return taken
  },
})

type End = Pick<Found, 'state' | 'importId' | 'why'>
const refused = (why: string): End => ({ state: 'refused', importId: null, why })

/** Hands a file to the import. One that is cut on the way is seen again, and taken at a later look. */
const bringIn = async (
  actor: Actor,
  deposit: Deposit,
  lying: Lying,
  place: Place,
  importer: Importer,
): Promise<End> => {
  const begun = await importer.begin(actor, lying.file.split('/').at(-1) ?? lying.file, lying.size)
  if (!begun.ok) return refused(begun.refusal.code)
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
        const received = await importer.receive(actor, id, at, part)
        if (!received.ok) return refused(received.refusal.code)
        at += part.length
      }
  } catch {
    return again()
  }
  if (at !== lying.size) return again()
  const asked = await importer.run(actor, id, deposit.source, deposit.chosen, 'fr')
  return asked.ok ? { state: 'taken', importId: id, why: null } : refused(asked.refusal.code)
}
