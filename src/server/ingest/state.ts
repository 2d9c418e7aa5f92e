import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../../kernel/index.ts'
import type { LogReader, LogWriter } from '../../storage/bus/log.ts'
import { openIdSet, replaceFile } from '../../storage/ids/id-set.node.ts'
import type { IdSet } from '../../storage/ids/id-set.ts'
import { type Claims, claimsOf, replayRows } from './keep-rows.ts'
import { anyOpen, emptyLedger, hasEnded, type Ledger, ledgerText, readLedger, record } from './ledger.ts'
import { LiveIds } from './live-ids.ts'

/** The ids checked once this much of the log lies beyond what they cover: it is what a start replays at most. */
const MOST_REPLAYED = 128 << 20

export interface StateOptions {
  readonly folder: string
  readonly log: LogWriter
  readonly reader: LogReader
  readonly mostInMemory?: number
}

interface Parts {
  readonly kept: IdSet
  readonly seen: IdSet
  readonly live: LiveIds
  readonly ledger: Ledger
  readonly covered: number
}

/** What ingest derives from the log: which ids were kept, which imports are open and where they stand. */
export class IngestState {
  readonly #folder: string
  readonly #log: LogWriter
  readonly #claims = new Map<number, Claims>()
  readonly kept: IdSet
  readonly seen: IdSet
  readonly live: LiveIds
  ledger: Ledger
  #ledgerCovered: number
  #settledAt: number
  /** The ledger on its way to the disk. */
  #noting: Promise<void> = Promise.resolve()
  /** The failures of the log that this state has lived through: a later one makes it wrong. */
  readonly failures: number

  private constructor(options: StateOptions, parts: Parts) {
    this.#folder = join(options.folder, 'ids')
    this.#log = options.log
    this.failures = options.log.failures
    this.kept = parts.kept
    this.seen = parts.seen
    this.live = parts.live
    this.ledger = parts.ledger
    this.#ledgerCovered = parts.covered
    this.#settledAt = this.covered
  }

  /** Reads the last checkpoint and replays the log from there. */
  static async recover(options: StateOptions): Promise<IngestState> {
    const folder = join(options.folder, 'ids')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { covered, ledger } = await readCheckpoint(folder)
    const sized = options.mostInMemory === undefined ? {} : { mostInMemory: options.mostInMemory }
    const kept = await openIdSet({ folder: join(folder, 'kept'), ...sized })
    // Ids of an import that ended are of no use; the ledger to ask is the one of the state below.
    let ended: (number: number) => boolean = () => false
    const seen = await openIdSet({ folder: join(folder, 'seen'), retired: (number) => ended(number), ...sized })
    const tell = (line: string) => void process.stderr.write(`${line}\n`)
    const live = await LiveIds.open({ folder: join(folder, 'live'), tell, ...sized })
    const state = new IngestState(options, { kept, seen, live, ledger, covered })
    ended = (number) => hasEnded(state.ledger, number)
    await state.#replay(options.reader)
    return state
  }

  async #replay(reader: LogReader): Promise<void> {
    const reach = Math.max(this.kept.covered, this.seen.covered, this.#ledgerCovered)
    if (reach > this.#log.end) throw logTooShort(reach, this.#log.end)
    // Each part takes up where its own checkpoint ends; a checkpoint on the way moves that.
    for await (const one of reader.read(this.covered)) {
      if (one.start >= this.#ledgerCovered) this.ledger = record(this.ledger, one)
      if (one.header.live) {
        await this.live.replay(one.payload, one.header.at, one.start)
        if (this.live.crowded) await this.#checkpoint(one.end)
      }
      const number = one.header.import?.number
      if (number === undefined || one.header.rows + one.trailer.length === 0) continue
      const sets = {
        kept: one.start >= this.kept.covered ? this.kept : undefined,
        seen: one.start >= this.seen.covered ? this.seen : undefined,
      }
      if (sets.kept || sets.seen) replayRows(one.payload, one.trailer, sets, this.claims(number))
      if (this.kept.crowded || this.seen.crowded) await this.#checkpoint(one.end)
    }
  }

  /** The log before this offset is not needed to start again. */
  get covered(): number {
    return Math.min(this.kept.covered, this.seen.covered, this.live.covered, this.#ledgerCovered)
  }

  /** Whether it is time to `settle`. */
  get due(): boolean {
    const crowded = this.kept.crowded || this.seen.crowded || this.live.crowded
    return crowded || this.#log.end - this.#settledAt > MOST_REPLAYED
  }

  claims(number: number): Claims {
    const known = this.#claims.get(number)
    if (known) return known
    const entry = this.ledger.entries.get(number)
    if (!entry) throw new Error(`The log holds a batch of an import that was never opened: ${number}`)
    const { workspace, source, stream = 'events', ids } = entry.identity
    const claims = claimsOf({ number, workspace, source, stream, given: ids === 'given' })
    this.#claims.set(number, claims)
    return claims
  }

  /** Puts the state on disk in the background; all of it must be of the durable log. */
  async settle(): Promise<void> {
    await this.#checkpoint(this.#log.end)
  }

  /** Takes the state as it stands now; the disk's time over it is nobody's who waits for an answer. */
  async #checkpoint(covered: number): Promise<void> {
    this.#settledAt = covered
    await this.kept.settle(covered)
    if (anyOpen(this.ledger) || this.seen.size === 0) await this.seen.settle(covered)
    else await this.seen.clear(covered)
    await this.live.settle(covered)
    await this.#noting
    this.#noting = replaceFile(this.#folder, 'imports.json', ledgerText(this.ledger, covered), () => undefined)
      .then(() => {
        this.#ledgerCovered = covered
      })
      // Until a later one succeeds, the log is kept from where the former one ends.
      .catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.kept.settled().catch(() => undefined)
    await this.seen.settled().catch(() => undefined)
    await this.live.settled().catch(() => undefined)
    await this.abandon()
  }

  /** Closes without waiting for what is not settled: the log holds it. */
  async abandon(): Promise<void> {
    await this.#noting
    await this.kept.close()
    await this.seen.close()
    await this.live.close()
  }
}

const readCheckpoint = async (folder: string): Promise<{ covered: number; ledger: Ledger }> => {
  try {
    return readLedger(await readFile(join(folder, 'imports.json'), 'utf8'))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return { covered: 0, ledger: emptyLedger }
    throw problem
  }
}

const logTooShort = (covered: number, end: number): Refused =>
  new Refused({
    code: 'log-too-short',
    what: {
      fr: `Le journal s’arrête à ${end}, avant ce que l’index des lignes gardées en connaît (${covered}).`,
      en: `The log ends at ${end}, before what the index of kept rows knows of it (${covered}).`,
    },
    remedy: {
      fr: 'Restaurez le dossier de données entier depuis une même sauvegarde.',
      en: 'Restore the whole data folder from one backup.',
    },
  })
