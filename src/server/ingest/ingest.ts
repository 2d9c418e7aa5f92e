import { join } from 'node:path'
import type { ImportIdentity, Kept, ResumePoint, RowBatch } from '../../imports/index.ts'
import type { Clock, Instant } from '../../kernel/index.ts'
import { count } from '../../spine.ts'
import type { LogHeader, LogReader, LogWriter } from '../../storage/bus/log.ts'
import { createLogReader } from '../../storage/bus/log-reader.node.ts'
import { type Disk, openLogWriter } from '../../storage/bus/log-writer.node.ts'
import { keepRows } from './keep-rows.ts'
import { type BatchAnswer, type LedgerEntry, openEntry, record } from './ledger.ts'
import type { LiveIds } from './live-ids.ts'
import { createReadersPace } from './readers-pace.ts'
import { refused } from './refusals.ts'
import { IngestState } from './state.ts'

export interface IngestOptions {
  readonly folder: string
  readonly now: Clock
  /** Those who must have read the log before it may run far ahead of them. */
  readonly readers?: readonly string[]
  /** How far ahead, in bytes. */
  readonly mostAhead?: number
  readonly segmentBytes?: number
  readonly mostInMemory?: number
  readonly disk?: Disk
  /** Told rows before they are kept; they are acknowledged once this has resolved, too. */
  readonly heard?: (rows: Uint8Array) => Promise<void>
}

/** How a client begins: what it needs to number its batches and its rows. */
export interface Opened {
  readonly number: number
  readonly seqBase: number
  /** The last batch kept: the next one is numbered after it. */
  readonly batch: number
  readonly resumed?: Kept & { readonly resume: ResumePoint }
}

/** An import while this process runs: what was taken in but is not yet on disk. */
interface Underway {
  taken: number
  readonly answers: Map<number, Promise<BatchAnswer>>
}

/** Rows that came live: their bytes, and where each line starts (n + 1 numbers). */
export type LiveRows = Pick<RowBatch, 'rows' | 'offsets'>

/** How long live rows are taken in on the readers' last known positions. */
const ADMITTED_FOR = 50
/** Positions of an import's rows start here: imports never share one, and none has more rows. */
const SEQ_STRIDE = 2 ** 32
/** Who follows what people live as it arrives, and how much of the log is kept for them. */
const FOLLOWER = 'passages'
const MOST_FOR_FOLLOWER = 256 << 20
/** How long a batch waits for the one before it, which travels on another connection. */
const PATIENCE = 5_000

/** The one writer of the log: keeps what was never kept, and answers once it is on disk. */
export class Ingest {
  readonly #options: IngestOptions
  readonly #log: LogWriter
  readonly #reader: LogReader
  readonly #underway = new Map<number, Underway>()
  #state: IngestState
  #turn: Promise<unknown> = Promise.resolve()
  /** The last live rows on their way to the disk: those before them are there first. */
  #live: Promise<unknown> = Promise.resolve()
  #admitted = Number.NEGATIVE_INFINITY
  readonly #pace = createReadersPace()
  /** How much further ahead the log is than it may be; negative where there is room. */
  #excess = 0
  #wake: (() => void)[] = []
  /** Whether keeping rows stopped half-way. */
  #amiss = false

  private constructor(options: IngestOptions, log: LogWriter, reader: LogReader, state: IngestState) {
    this.#options = options
    this.#log = log
    this.#reader = reader
    this.#state = state
  }

  static async open(options: IngestOptions): Promise<Ingest> {
    const folder = join(options.folder, 'log')
    const { segmentBytes, disk } = options
    const log = await openLogWriter({ folder, ...(segmentBytes && { segmentBytes }), ...(disk && { disk }) })
    const reader = createLogReader({ folder, name: 'ingest' })
    const state = await IngestState.recover({ ...options, log, reader })
    return new Ingest(options, log, reader, state)
  }

  /** The end of what is on disk, and how far each reader has come. */
  async position(): Promise<{ readonly end: number; readonly readers: Readonly<Record<string, number>> }> {
    const readers = await Promise.all(
      this.#names.map(async (name) => [name, await this.#reader.position(name)] as const),
    )
    return { end: this.#log.end, readers: Object.fromEntries(readers) }
  }

  get #names(): readonly string[] {
    return this.#options.readers ?? ['loader']
  }

  /** Opens an import, or takes up one that was interrupted; whoever ran it before is refused from now on. */
  open(identity: ImportIdentity, lease: string): Promise<Opened> {
    return this.#inTurn(async () => {
      const known = openEntry(this.#state.ledger, identity)
      if (known) await Promise.allSettled([...this.#under(known).answers.values()])
      await this.#heal()
      const number = known?.number ?? this.#state.ledger.next
      const entry = openEntry(this.#state.ledger, identity)
      if (entry?.lease !== lease) await this.#note({ ...markOf(identity, number), lease, ...asked(identity) })
      return opened(this.#entry(number))
    })
  }

  /** Keeps a batch, or gives again the answer that it had. Resolves once it is on disk. */
  async append(number: number, lease: string, batch: number, rows: RowBatch): Promise<BatchAnswer> {
    const [since, failures] = [performance.now(), this.#log.failures]
    await this.#options.heard?.(rows.rows)
    for (;;) {
      const taken = await this.#inTurn(() => this.#take(number, lease, batch, rows))
      if (taken) return taken.answer
      const lost = this.#log.failures !== failures
      if (lost || performance.now() - since > PATIENCE) throw refused('batch-out-of-order')
      await this.#woken()
    }
  }

  /**
   * Keeps live rows once each; resolves once they are on disk, and those of which they are duplicates. `heard` is what
   * was told of them, where the caller has done so: beside the log, since whoever is not answered sends it all again.
   */
  async collect({ rows, offsets }: LiveRows, heard = this.#options.heard?.(rows)): Promise<Kept> {
    const begun = performance.now()
    const keeping = this.#inTurn(async () => {
      const at = this.#options.now()
      const live = await this.#liveIds(at)
      this.#amiss = true
      const { payload, kept, duplicates } = live.keep(rows, offsets, at)
      if (kept > 0) this.#live = this.#log.append({ stream: 'events', rows: kept, at, live: true }, payload)
      this.#amiss = false
      this.#live.catch(() => undefined)
      return { kept, duplicates, durable: this.#live }
    })
    const [{ kept, duplicates, durable }] = await Promise.all([keeping, heard])
    await durable
    count.passed('keep', kept, (performance.now() - begun) / 1000)
    count.stopped('keep', 'duplicate', duplicates)
    return { kept, duplicates }
  }

  /** Takes a batch in if its turn has come: from here on its rows are known, and their order is set. */
  async #take(
    number: number,
    lease: string,
    batch: number,
    rows: RowBatch,
  ): Promise<{ readonly answer: Promise<BatchAnswer> } | undefined> {
    const behind = await this.#readersBehind()
    await this.#settleIfDue()
    while (this.#wrong) await this.#heal()
    // From here to the log nothing is awaited: what is looked up is what is appended.
    const entry = this.#leased(number, lease)
    const underway = this.#under(entry)
    const before = underway.answers.get(batch) ?? answered(entry, batch)
    if (before) return { answer: before }
    if (entry.finished) throw refused('import-unknown')
    if (batch !== underway.taken + 1) return undefined
    if (behind) throw refused('readers-behind')
    return { answer: this.#keep(entry, underway, batch, rows) }
  }

  #keep(entry: LedgerEntry, underway: Underway, batch: number, rows: RowBatch): Promise<BatchAnswer> {
    const state = this.#state
    const { identity, number } = entry
    const begun = performance.now()
    // Whatever fails before the log has taken the rows leaves ids that it does not hold.
    this.#amiss = true
    const found = keepRows(rows, state, state.claims(number))
    if (!found) {
      this.#amiss = false
      throw refused('batch-malformed')
    }
    const { kept, duplicates } = found
    const header: LogHeader = {
      stream: identity.stream ?? 'events',
      rows: kept,
      at: this.#options.now(),
      import: { ...markOf(identity, number), batch, kept, duplicates, resume: rows.resume },
    }
    const appended = this.#log.append(header, found.payload, found.seen)
    this.#amiss = false
    underway.taken = batch
    const answer = appended.then(({ end }) => {
      state.ledger = record(state.ledger, { header, end })
      underway.answers.delete(batch)
      count.passed('keep', kept, (performance.now() - begun) / 1000)
      count.stopped('keep', 'duplicate', duplicates)
      return state.ledger.entries.get(number)?.answers[batch] ?? { kept, duplicates, end }
    })
    underway.answers.set(batch, answer)
    answer.catch(() => undefined)
    this.#wakeAll()
    return answer
  }

  /** Ends an import. Its rows can be queried once readers have passed `end`. */
  finish(number: number, lease: string): Promise<Kept & { readonly end: number }> {
    return this.#inTurn(async () => {
      await Promise.allSettled([...(this.#underway.get(number)?.answers.values() ?? [])])
      await this.#heal()
      const entry = this.#leased(number, lease)
      if (!entry.finished) await this.#note({ ...markOf(entry.identity, number), finished: true })
      this.#underway.delete(number)
      return { kept: entry.kept, duplicates: entry.duplicates, end: entry.end }
    })
  }

  /** Writes a line of the ledger, without rows. */
  async #note(mark: NonNullable<LogHeader['import']>): Promise<void> {
    const header: LogHeader = { stream: 'ledger', rows: 0, at: this.#options.now(), import: mark }
    const { end } = await this.#log.append(header, new Uint8Array())
    this.#state.ledger = record(this.#state.ledger, { header, end })
  }

  #entry(number: number): LedgerEntry {
    const entry = this.#state.ledger.entries.get(number)
    if (!entry) throw refused('import-unknown')
    return entry
  }

  #leased(number: number, lease: string): LedgerEntry {
    const entry = this.#entry(number)
    if (entry.lease !== lease) throw refused('import-taken-over')
    return entry
  }

  #under({ number, batch }: LedgerEntry): Underway {
    const known = this.#underway.get(number) ?? { taken: batch, answers: new Map() }
    this.#underway.set(number, known)
    return known
  }

  /** Whether the sets may hold rows that the log does not: those taken in before an append failed. */
  get #wrong(): boolean {
    return this.#state.failures !== this.#log.failures || this.#amiss
  }

  /** Derives the state from the log again. */
  async #heal(): Promise<void> {
    if (!this.#wrong) return
    await this.#still()
    this.#wakeAll()
    await this.#state.abandon()
    this.#underway.clear()
    this.#live = Promise.resolve()
    this.#state = await IngestState.recover({ ...this.#options, log: this.#log, reader: this.#reader })
    this.#amiss = false
  }

  async #readersBehind(): Promise<boolean> {
    const { end, readers } = await this.position()
    const last = Math.min(...Object.values(readers))
    this.#pace.saw(last, performance.now())
    this.#excess = end - last - (this.#options.mostAhead ?? 512 << 20)
    return this.#excess > 0
  }

  /** In how many seconds readers that are behind are likely to be near enough again. */
  get behindFor(): number {
    return this.#pace.secondsFor(this.#excess)
  }

  /** The ids of live rows, true of the log as it stands when this resolves. */
  async #liveIds(at: Instant): Promise<LiveIds> {
    for (;;) {
      await this.#heal()
      await this.#admitLive()
      await this.#settleIfDue()
      const { live, failures } = this.#state
      await live.turnTo(at, this.#log.end)
      if (failures === this.#log.failures && !this.#wrong) return live
    }
  }

  /** Asked by every small request: the readers' positions are files, looked at now and then. */
  async #admitLive(): Promise<void> {
    if (performance.now() - this.#admitted < ADMITTED_FOR) return
    if (await this.#readersBehind()) throw refused('readers-behind')
    this.#admitted = performance.now()
  }

  /** Resolves once nothing taken in is still on its way to the disk, or failed to get there. */
  async #still(): Promise<void> {
    const batches = [...this.#underway.values()].flatMap(({ answers }) => [...answers.values()])
    await Promise.allSettled([...batches, this.#live])
  }

  async #settleIfDue(): Promise<void> {
    if (!this.#state.due) return
    await this.#still()
    while (this.#wrong) await this.#heal()
    await this.#state.settle()
  }

  /** Forgets what every reader has passed and no start would replay. */
  async trim(): Promise<void> {
    const { end, readers } = await this.position()
    // Who follows the passages can read everything again elsewhere: waited for, but not for ever.
    const followed = (await this.#reader.position(FOLLOWER)) || end
    const kept = Math.max(followed, end - MOST_FOR_FOLLOWER)
    await this.#log.trim(Math.min(this.#state.covered, kept, ...Object.values(readers)))
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE / 4)
      this.#wake.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake()
  }

  /** One at a time: the order of the log is the order in which rows were looked up. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#still()
      await this.#heal()
      await this.#state.settle().catch(() => undefined)
    })
    await this.#state.close()
    await this.#reader.close()
    await this.#log.close()
  }
}

const markOf = ({ workspace, source, key }: ImportIdentity, number: number) =>
  ({ workspace, source, key, number, batch: 0, kept: 0, duplicates: 0 }) as const

const asked = ({ stream = 'events', ids = 'content' }: ImportIdentity) => ({ stream, ids })

const answered = (entry: LedgerEntry, batch: number): Promise<BatchAnswer> | undefined => {
  if (batch > entry.batch) return undefined
  const answer = entry.answers[batch]
  return answer ? Promise.resolve(answer) : Promise.reject(refused('batch-out-of-order'))
}

const opened = ({ number, batch, kept, duplicates, resume }: LedgerEntry): Opened => ({
  number,
  seqBase: number * SEQ_STRIDE,
  batch,
  ...(resume && { resumed: { kept, duplicates, resume } }),
})
