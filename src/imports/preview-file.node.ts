import { CHANNELS, readEvents } from '../events/index.ts'
import { iso, Refused } from '../kernel/index.ts'
import { Batch } from './batch.ts'
import { type Chosen, choicesFrom } from './chosen.ts'
import { guessChannel } from './guess-channel.ts'
import type { Choices } from './mapping.ts'
import { openRows } from './open-rows.node.ts'
import { type Plan, planCounts, planEvents } from './plan-file.node.ts'
import type { Becoming, Mapped, Preview, PreviewChannel, PreviewDates } from './preview.ts'
import type { RowReader } from './reader.ts'
import { guessMapping } from './resolve.ts'
import { guessCountMapping } from './resolve-counts.ts'
import type { RowBlock } from './row-block.ts'
import { type Sample, sample } from './sample.ts'
import { TimeReader } from './times.ts'

/** Rows looked at for the order of day and month: the import itself looks at all of them. */
const LOOKED_AT = 40_000
const HEAD = 8
const MOST_CHANNELS = 40
const LONGEST_CELL = 200

/** The same file, as far as its first rows. */
const beginning = (reader: RowReader, rows: number): RowReader => ({
  file: reader.file,
  described: reader.described,
  size: reader.size,
  fingerprint: reader.fingerprint,
  neverGuessed: reader.neverGuessed,
  untyped: reader.untyped,
  names: () => reader.names(),
  consumed: () => reader.consumed(),
  damage: () => undefined,
  close: () => reader.close(),
  async *blocks() {
    let seen = 0
    for await (const block of reader.blocks()) {
      yield block
      seen += block.count
      if (seen >= rows) return
    }
  },
})

type Guess = Pick<Preview, 'mapping' | 'missing'>

const guessOf = (reader: RowReader, seen: Sample, choices: Choices, aggregate: boolean): Guess => {
  const { mapping, lacking, guessed } = aggregate
    ? guessCountMapping(choices, seen.columns, reader.file)
    : guessMapping(choices, seen.columns, reader.file, reader.neverGuessed)
  const columns: Mapped[] = Object.entries(mapping.columns).map(([role, column]) => ({
    role: role as Mapped['role'],
    column,
    guessed: guessed.has(role as never),
  }))
  const values: Mapped[] = Object.entries(mapping.values).map(([role, value]) => ({
    role: role as Mapped['role'],
    value,
    guessed: false,
  }))
  return { mapping: [...columns, ...values], missing: lacking }
}

const columnOf = ({ mapping }: Guess, role: Mapped['role']): string | undefined =>
  mapping.find((mapped) => mapped.role === role)?.column

/** How the file will be read; where day and month cannot be told apart, as if the day came first. */
const planOf = async (
  reader: RowReader,
  choices: Choices,
  aggregate: boolean,
): Promise<{ plan: Plan; doubt: boolean }> => {
  const make = aggregate ? planCounts : planEvents
  try {
    return { plan: await make(reader, choices), doubt: false }
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.refusal.code !== 'ambiguous-dates') throw problem
    return { plan: await make(reader, { ...choices, dateFormat: 'dmy' }), doubt: true }
  }
}

const SLASHED = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/

/** A date that would be another one, its day and month exchanged. */
const showsDoubt = (cell: string): boolean => {
  const [, first, second] = SLASHED.exec(cell) ?? []
  return first !== undefined && Number(first) !== Number(second)
}

const datesOf = (seen: Sample, column: string | undefined, plan: Plan, doubt: boolean): PreviewDates | null => {
  if (column === undefined) return null
  const cells = (seen.cells.get(column) ?? []).filter((cell) => cell.trim() !== '')
  const times = new TimeReader(plan.zone, plan.order ?? 'dmy')
  const first = cells.slice(0, 200)
  const zoned = first.filter((cell) => {
    const bytes = Buffer.from(cell)
    return times.read(bytes, 0, bytes.length) === 'read' && times.zoned
  })
  const says = (part: 1 | 2) => cells.some((cell) => Number(SLASHED.exec(cell)?.[part]) > 12)
  return {
    order: doubt ? (says(1) && says(2) ? 'both' : 'unknown') : 'clear',
    example: cells.find(showsDoubt) ?? cells.find((cell) => SLASHED.test(cell)) ?? null,
    zoned: first.length > 0 && zoned.length === first.length,
    zone: plan.zone.name,
  }
}

const channelsOf = (seen: Sample, column: string | undefined, chosen: Chosen): PreviewChannel[] => {
  if (column === undefined) return []
  const rows = new Map<string, number>()
  for (const cell of seen.cells.get(column) ?? []) if (cell.trim() !== '') rows.set(cell, (rows.get(cell) ?? 0) + 1)
  return [...rows]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_CHANNELS)
    .map(([word, n]) => ({ word, rows: n, meant: chosen.channels?.[word] ?? meaningOf(word) }))
}

const meaningOf = (word: string): string | null => (word in CHANNELS ? word : (guessChannel(word) ?? null))

const short = (cell: string): string => (cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell)

const headOf = (block: RowBlock): Preview['head'] =>
  Array.from({ length: Math.min(HEAD, block.count) }, (_, row) => ({
    line: block.lines[row] ?? 0,
    cells: block.names.map((_name, column) => short(block.text(row, column) ?? '')),
  }))

/** The first rows as the import will keep them: by the very code that will. */
const becomingOf = (block: RowBlock, plan: Plan, now: number): Becoming[] => {
  const lines = Array.from({ length: Math.min(HEAD, block.count) }, (_, row) => block.lines[row] ?? 0)
  block.filter((row) => row < HEAD)
  const mapper = plan.createMapper({ workspace: 'preview', source: 'preview', seqBase: 0, receivedAt: now })
  const batch = new Batch()
  mapper.take(block, batch)
  const reasons = new Map(mapper.rejected.map(({ line, reason }) => [line, reason]))
  const rows = batch.writer.bytes.subarray(0, batch.writer.length)
  const kept = (plan.stream === 'events' ? eventsOf(rows) : countsOf(rows))[Symbol.iterator]()
  return lines.map((line) => {
    const rejected = reasons.get(line)
    return rejected ? { line, rejected } : { line, cells: kept.next().value ?? {} }
  })
}

const eventsOf = (rows: Uint8Array): Record<string, string>[] =>
  readEvents(rows).map(({ at, event, channel, caseId, identifier, store, adviser, properties }) => ({
    time: iso(at),
    event,
    channel,
    case: caseId,
    profile: identifier.startsWith('case:') ? '' : identifier.replace(/^user:/, ''),
    store,
    adviser,
    properties: String(Object.keys(properties).length),
  }))

/** The columns `AGGREGATE_COLUMNS`, in their order. */
const countsOf = (rows: Uint8Array): Record<string, string>[] =>
  Buffer.from(rows)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, , , from = '', to = '', , touchpoint = '', channel = '', store = '', count = ''] = line.split('\t')
      return { from: instantText(from), to: instantText(to), touchpoint, channel, store, count }
    })

/** The engine's timestamps: unix seconds with a fraction. */
const instantText = (text: string): string => (Number.isFinite(Number(text)) ? iso(Number(text) * 1000) : text)

const firstBlock = async (reader: RowReader): Promise<RowBlock | undefined> => {
  for await (const block of reader.blocks()) if (block.count > 0) return block
  return undefined
}

/** Looks at the first rows of a file, and says what they would become as it is chosen, or guessed. Keeps nothing. */
export const previewFile = async (file: string, chosen: Chosen, now: number): Promise<Preview> => {
  const choices = choicesFrom(chosen)
  const whole = await openRows(file, choices)
  try {
    const reader = beginning(whole, LOOKED_AT)
    const seen = await sample(reader)
    const aggregate = chosen.aggregate === true
    const guessed = guessOf(reader, seen, choices, aggregate)
    const shown = {
      described: reader.described,
      columns: seen.columns.map(({ name, filled, distinct }) => ({ name, filled, distinct })),
      rows: [...seen.cells.values()][0]?.length ?? 0,
      ...guessed,
      channels: aggregate ? [] : channelsOf(seen, columnOf(guessed, 'channel'), chosen),
    }
    const first = await firstBlock(reader)
    const head = first ? headOf(first) : []
    if (!first || guessed.missing.length > 0)
      return { ...shown, head, dates: null, becomes: [], refusal: whole.damage() ?? null }
    const meant = shown.channels.flatMap(({ word, meant }) => (meant === null ? [] : [[word, meant] as const]))
    const read = { ...choices, channels: Object.fromEntries(meant) }
    const { plan, doubt } = await planOf(reader, read, aggregate)
    const dates = datesOf(seen, columnOf(guessed, aggregate ? 'from' : 'time'), plan, doubt)
    const again = await firstBlock(reader)
    return { ...shown, head, dates, becomes: again ? becomingOf(again, plan, now) : [], refusal: null }
  } finally {
    await whole.close()
  }
}
