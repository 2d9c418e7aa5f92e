import type { ImportIdentity, Kept, ResumePoint } from '../../imports/index.ts'
import type { ImportMark, LogHeader, LogRecord } from '../../storage/bus/log.ts'

/** An import as the log tells it. */
export interface LedgerEntry {
  readonly identity: ImportIdentity
  readonly number: number
  /** Who runs it now: batches of an earlier run are refused. */
  readonly lease: string
  /** The last batch kept. */
  readonly batch: number
  readonly kept: number
  readonly duplicates: number
  readonly resume?: ResumePoint
  /** The end of the last record that holds rows of it. */
  readonly end: number
  readonly finished: boolean
  /** What the last batches were answered, for those who ask again. */
  readonly answers: Readonly<Record<number, BatchAnswer>>
}

export interface BatchAnswer extends Kept {
  readonly end: number
}

export interface Ledger {
  readonly next: number
  readonly entries: ReadonlyMap<number, LedgerEntry>
}

/** Answers and finished imports remembered: what is still asked again is recent. */
const ANSWERS = 32
const FINISHED = 64

export const emptyLedger: Ledger = { next: 1, entries: new Map() }

const identityKey = ({ workspace, source, key }: ImportIdentity): string => [workspace, source, key].join('\0')

/** The import of that identity that is not finished. */
export const openEntry = (ledger: Ledger, identity: ImportIdentity): LedgerEntry | undefined =>
  [...ledger.entries.values()].find((entry) => !entry.finished && identityKey(entry.identity) === identityKey(identity))

/** Whether an import is known to have ended: its own ids are no longer asked for. */
export const hasEnded = (ledger: Ledger, number: number): boolean =>
  number < ledger.next && (ledger.entries.get(number)?.finished ?? true)

export const anyOpen = (ledger: Ledger): boolean => [...ledger.entries.values()].some(({ finished }) => !finished)

const identityOf = ({ stream }: LogHeader, mark: ImportMark): ImportIdentity => ({
  workspace: mark.workspace,
  source: mark.source,
  key: mark.key,
  stream: (stream === 'ledger' ? mark.stream : stream) ?? 'events',
  ids: mark.ids ?? 'content',
})

/** The ledger after one more record of the log: the one rule, live and at replay. */
export const record = (ledger: Ledger, { header, end }: Pick<LogRecord, 'header' | 'end'>): Ledger => {
  const mark = header.import
  if (!mark) return ledger
  const known = ledger.entries.get(mark.number) ?? {
    identity: identityOf(header, mark),
    number: mark.number,
    lease: mark.lease ?? '',
    batch: 0,
    kept: 0,
    duplicates: 0,
    end: 0,
    finished: false,
    answers: {},
  }
  const entries = new Map(ledger.entries).set(mark.number, entryAfter(known, header, mark, end))
  if (mark.finished) forgetOldest(entries)
  return { next: Math.max(ledger.next, mark.number + 1), entries }
}

const entryAfter = (known: LedgerEntry, { rows }: LogHeader, mark: ImportMark, end: number): LedgerEntry => {
  if (mark.finished) return { ...known, finished: true }
  if (mark.lease !== undefined) return { ...known, lease: mark.lease }
  if (mark.batch <= known.batch) return known
  const { [mark.batch - ANSWERS]: _forgotten, ...answers } = known.answers
  const lastEnd = rows > 0 ? end : known.end
  return {
    ...known,
    batch: mark.batch,
    kept: known.kept + mark.kept,
    duplicates: known.duplicates + mark.duplicates,
    ...(mark.resume && { resume: mark.resume }),
    end: lastEnd,
    answers: { ...answers, [mark.batch]: { kept: mark.kept, duplicates: mark.duplicates, end: lastEnd } },
  }
}

const forgetOldest = (entries: Map<number, LedgerEntry>): void => {
  const finished = [...entries.values()].filter((entry) => entry.finished)
  for (const { number } of finished.slice(0, Math.max(0, finished.length - FINISHED))) entries.delete(number)
}

/** The ledger as text for its checkpoint, and back. */
export const ledgerText = (ledger: Ledger, covered: number): string =>
  JSON.stringify({ covered, next: ledger.next, entries: [...ledger.entries.values()] })

export const readLedger = (text: string): { readonly covered: number; readonly ledger: Ledger } => {
  const { covered, next, entries } = JSON.parse(text) as { covered: number; next: number; entries: LedgerEntry[] }
  return { covered, ledger: { next, entries: new Map(entries.map((entry) => [entry.number, entry])) } }
}
