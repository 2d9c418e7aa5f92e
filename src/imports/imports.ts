import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import type { FileAccount } from './account.ts'
import type { Chosen } from './chosen.ts'
import { type Advance, type ImportRecord, type ImportStore, isOver } from './import-record.ts'
import type { Preview } from './preview.ts'
import { troubleWithSource, uploadRefusals } from './upload-refusals.ts'

/** Where an uploaded file lies. */
export interface Place {
  readonly folder: string
  readonly file: string
}

export interface RunOrder {
  readonly workspace: Id<'Workspace'>
  readonly source: string
  readonly chosen: Chosen
  readonly language: 'fr' | 'en'
}

/** A file being read, in a process of its own: looking at it, and bringing it in. */
export interface Reading {
  preview(chosen: Chosen): Promise<Outcome<Preview>>
  /** Resolves once every row can be queried; `stopped` where it was ended on the way. */
  run(order: RunOrder, advance: (at: Advance) => void): Promise<Outcome<FileAccount>>
  /** Ends it at once: what was confirmed as kept stays so. */
  end(): void
}

export interface ImportPorts<Bytes> {
  readonly store: ImportStore
  readonly spool: {
    room(): Promise<number>
    length(id: Id<'Import'>): Promise<number>
    append(id: Id<'Import'>, at: number, bytes: Bytes): Promise<number>
    place(id: Id<'Import'>, name: string): Promise<Place>
    forget(id: Id<'Import'>): Promise<void>
    remove(id: Id<'Import'>): Promise<void>
    expire(before: number): Promise<void>
  }
  /** Begins to read a file; nothing is kept before `run`. */
  readonly read: (place: Place) => Reading
  /** In which times without one are read where nobody chose. */
  readonly zone?: () => Promise<string>
  readonly may: May
  readonly now: Clock
  readonly newId: () => Id<'Import'>
  /** Told that an import has changed. */
  readonly tell: (id: Id<'Import'>) => void
}

/** A file is uploaded, looked at, brought in; every step can be left, and goes on without the page that asked for it. */
export interface Imports<Bytes> {
  begin(actor: Actor, file: string, size: number): Promise<Outcome<ImportRecord>>
  /** The next part of the file; gives how much of it has come. */
  receive(actor: Actor, id: Id<'Import'>, at: number, bytes: Bytes): Promise<Outcome<number>>
  received(actor: Actor, id: Id<'Import'>): Promise<Outcome<number>>
  preview(actor: Actor, id: Id<'Import'>, chosen: Chosen): Promise<Outcome<Preview>>
  run(
    actor: Actor,
    id: Id<'Import'>,
    source: string,
    chosen: Chosen,
    language: 'fr' | 'en',
  ): Promise<Outcome<ImportRecord>>
  /** Ends an import under way, or gives a file up that was not imported. */
  cancel(actor: Actor, id: Id<'Import'>): Promise<Outcome<ImportRecord>>
  get(actor: Actor, id: Id<'Import'>): Promise<Outcome<ImportRecord>>
  list(actor: Actor): Promise<Outcome<readonly ImportRecord[]>>
  /** Goes on with what was under way when the process ended. */
  resume(): Promise<void>
  /** Lets go of files nobody imported, and of rejected rows, after their time. */
  expire(): Promise<void>
  stop(): void
}

const LISTED = 100
/** A file that nobody imports, and rejected rows, are kept this long: they hold what people said. */
const KEPT_DAYS = 30
const UNUSED_DAYS = 2
const DAY_MS = 86_400_000
/** A reading that nobody asks anything of any more is ended. */
const IDLE_MS = 10 * 60_000

export const createImports = <Bytes>(ports: ImportPorts<Bytes>): Imports<Bytes> => {
  const { store, spool, read, may, now, newId, tell } = ports
  const placed = async (chosen: Chosen): Promise<Chosen> =>
    ports.zone && chosen.zone === undefined ? { ...chosen, zone: await ports.zone() } : chosen
  const readings = new Map<string, { readonly reading: Reading; idle: ReturnType<typeof setTimeout> | undefined }>()
  const cancelled = new Set<string>()
  /** One import at a time: two would only share the disk and the engine. */
  let turn: Promise<void> = Promise.resolve()
  let stopping = false

  const keep = async (record: ImportRecord): Promise<ImportRecord> => {
    await store.keep(record)
    tell(record.id)
    return record
  }
  const found = async (actor: Actor, id: Id<'Import'>): Promise<Outcome<ImportRecord>> => {
    if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
    const record = await store.get(actor.workspace, id)
    return record ? done(record) : refuse(uploadRefusals.unknown)
  }
  const readingOf = async ({ id, file }: ImportRecord): Promise<Reading> => {
    const known = readings.get(id)
    if (known) {
      clearTimeout(known.idle)
      known.idle = setTimeout(() => endReading(id), IDLE_MS)
      return known.reading
    }
    const reading = read(await spool.place(id, file))
    readings.set(id, { reading, idle: setTimeout(() => endReading(id), IDLE_MS) })
    return reading
  }
  const endReading = (id: string): void => {
    const known = readings.get(id)
    readings.delete(id)
    clearTimeout(known?.idle)
    known?.reading.end()
  }
  const over = async (
    record: ImportRecord,
    end: Pick<ImportRecord, 'state'> & Partial<Pick<ImportRecord, 'account' | 'refusal'>>,
  ): Promise<ImportRecord> => {
    endReading(record.id)
    if (end.state === 'finished') await spool.forget(record.id)
    else await spool.remove(record.id)
    return keep({ ...record, advance: null, ...end, endedAt: now() })
  }
  const carryOut = async (asked: ImportRecord, language: 'fr' | 'en'): Promise<void> => {
    const { id, workspace, source, chosen } = asked
    if (cancelled.has(id) || source === null) return
    const reading = await readingOf(asked)
    clearTimeout(readings.get(id)?.idle)
    let record = await keep({ ...asked, state: 'running' })
    if (stopping) return endReading(id)
    if (cancelled.has(id)) return void (await over(record, { state: 'cancelled' }))
    const advance = (at: Advance) => {
      record = { ...record, advance: at }
      if (!cancelled.has(id)) void keep(record).catch(() => undefined)
    }
    const outcome = await reading.run({ workspace, source, chosen: chosen ?? {}, language }, advance)
    // The server stops: the import goes on where it stood when it starts again.
    if (stopping) return
    if (cancelled.has(id)) return void (await over(record, { state: 'cancelled' }))
    if (!outcome.ok) return refused(record, outcome.refusal)
    const { file: _file, rejectedFile: _rejected, ...account } = outcome.value
    await over(record, { state: 'finished', account, refusal: account.damage as Refusal | null })
  }
  /** Where a person can put it right, the file stays for another try. */
  const refused = async (record: ImportRecord, refusal: Refusal): Promise<void> => {
    if (refusal.code === uploadRefusals.lost.code) return void (await over(record, { state: 'refused', refusal }))
    endReading(record.id)
    await keep({ ...record, state: 'ready', advance: null, refusal })
  }
  const enqueue = (record: ImportRecord, language: 'fr' | 'en'): void => {
    turn = turn.then(() => carryOut(record, language)).catch(() => undefined)
  }

  return {
    async begin(actor, file, size) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      if (size === 0) return refuse(uploadRefusals.empty)
      const room = await spool.room()
      if (size > room) return refuse(uploadRefusals.noRoom(size, room))
      const nothing = { source: null, chosen: null, endedAt: null, advance: null, account: null, refusal: null }
      const { workspace, id: by } = actor
      const id = newId()
      return done(await keep({ ...nothing, id, workspace, by, file, size, begunAt: now(), state: 'receiving' }))
    },
    async receive(actor, id, at, bytes) {
      const record = await found(actor, id)
      if (!record.ok) return record
      if (record.value.state !== 'receiving') return refuse(uploadRefusals.begun)
      const length = await spool.append(id, at, bytes)
      if (length >= record.value.size) await keep({ ...record.value, state: 'ready', size: length })
      return done(length)
    },
    async received(actor, id) {
      const record = await found(actor, id)
      return record.ok ? done(await spool.length(id)) : record
    },
    async preview(actor, id, chosen) {
      const record = await found(actor, id)
      if (!record.ok) return record
      if (record.value.state === 'receiving') return refuse(uploadRefusals.notWhole)
      if (record.value.state !== 'ready') return refuse(uploadRefusals.begun)
      return (await readingOf(record.value)).preview(await placed(chosen))
    },
    async run(actor, id, source, chosen, language) {
      const record = await found(actor, id)
      if (!record.ok) return record
      if (record.value.state === 'receiving') return refuse(uploadRefusals.notWhole)
      if (record.value.state !== 'ready') return refuse(uploadRefusals.begun)
      const trouble = troubleWithSource(source)
      if (trouble) return refuse(trouble)
      const told = await placed(chosen)
      const asked = await keep({ ...record.value, state: 'waiting', source, chosen: told, refusal: null })
      enqueue(asked, language)
      return done(asked)
    },
    async cancel(actor, id) {
      const record = await found(actor, id)
      if (!record.ok || isOver(record.value)) return record
      cancelled.add(id)
      if (record.value.state !== 'running') return done(await over(record.value, { state: 'cancelled' }))
      readings.get(id)?.reading.end()
      return record
    },
    get: found,
    async list(actor) {
      if (!may(actor, 'events.import', actor.workspace)) return refuse(notAllowed('events.import'))
      return done(await store.list(actor.workspace, LISTED))
    },
    async resume() {
      for (const record of await store.unfinished())
        if (record.state === 'waiting' || record.state === 'running') enqueue(record, 'fr')
    },
    async expire() {
      await spool.expire(now() - KEPT_DAYS * DAY_MS)
      for (const record of await store.unfinished())
        if ((record.state === 'receiving' || record.state === 'ready') && record.begunAt < now() - UNUSED_DAYS * DAY_MS)
          await over(record, { state: 'cancelled' })
    },
    stop() {
      stopping = true
      for (const id of [...readings.keys()]) endReading(id)
    },
  }
}
