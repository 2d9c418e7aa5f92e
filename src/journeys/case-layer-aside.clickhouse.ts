import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type Derivation, insertSql, kindSql, ofWorkspace } from './case-layer-statement.clickhouse.ts'
import { CASE } from './case-statement.clickhouse.ts'

/** Events of some people, by their identifiers: from `from` on, up to `to` (exclusive); without an end where absent. */
interface IdentifierRange {
  readonly from?: string
  readonly to?: string
}

/** Some of the identifiers, in order, by which events are cut into ranges about as large as each other. */
const someIdentifiersStatement = (derivation: Derivation, binder: Binder): string =>
  `-- Whose events lie where?
SELECT arraySort(groupArraySample(1000, 1)(identifier)) AS some FROM events WHERE ${ofWorkspace(derivation, binder)}`

/** How many hashes fall into each of so many parts. */
export const widthOf = (parts: number, binder: Binder): string =>
  binder.bind(String(2n ** 64n / BigInt(parts) + 1n), 'UInt64')

/** So many parts of all cases, by the hash of their key. */
const partSql = (parts: number, binder: Binder): string =>
  `toUInt16(intDiv(cityHash64(key), ${widthOf(parts, binder)}))`

/**
 * Lays the events of some people aside by the part that their case belongs to: each part is then read by itself, where
 * deriving it from the events would look at all of them again.
 */
const layAsideStatement = (derivation: Derivation, range: string, parts: number, binder: Binder): string =>
  `-- Which case does each event belong to, and of what kind is it?
INSERT INTO cases_aside (run, part, key, inferred, at, rank, seq, kind)
SELECT ${binder.bind(derivation.derived, 'UInt64')}, ${partSql(parts, binder)}, ${CASE} AS key, toUInt8(case_id = ''),
  toUnixTimestamp64Micro(ts), rank, seq, ${kindSql(derivation.properties, binder)}
FROM events
WHERE ${ofWorkspace(derivation, binder)} AND seq <= ${binder.bind(derivation.upTo, 'UInt64')}${range}`

/** Derives the cases of a part from what was laid aside. */
const derivePartStatement = (derivation: Derivation, part: number, binder: Binder): string =>
  `-- What did each case of a part live, in order?
${insertSql(
  derivation,
  `
    SELECT key, inferred AS no_case, at, rank, seq, cityHash64(seq, at) AS print, CAST(kind, 'String') AS kind
    FROM cases_aside
    WHERE run = ${binder.bind(derivation.derived, 'UInt64')} AND part = ${binder.bind(part, 'UInt16')}
  `,
  binder,
)}`

/** What a derivation that died had laid aside is of no use any more after so many microseconds. */
const LEFT_OVER = 6n * 3_600_000_000n

/** So many names of properties are looked through in one statement; each event counts as some of them, whatever it has. */
const NAMES_AT_ONCE = 80_000_000
const LEAST_NAMES = 10

/** How many properties an event has on average, of about so many events. */
const widthStatement = (derivation: Derivation, events: number, binder: Binder): string =>
  `-- How many properties does an event have?
SELECT ifNotFinite(avg(length(properties.keys)), 0) AS width FROM events
WHERE ${ofWorkspace(derivation, binder)} AND cityHash64(seq) % ${binder.bind(Math.ceil(events / 1_000_000), 'UInt32')} = 0`

/** In so many ranges of identifiers, about as large as each other, that none of them takes long. */
const rangesOf = (some: readonly string[], count: number): IdentifierRange[] => {
  const bounds = Array.from({ length: count - 1 }, (_, k) => some[Math.floor(((k + 1) * some.length) / count)] ?? '')
  const apart = [...new Set(bounds)]
  return [undefined, ...apart].map((from, k) => ({
    ...(from !== undefined && { from }),
    ...(apart[k] !== undefined && { to: apart[k] }),
  }))
}

const inRange = ({ from, to }: IdentifierRange, binder: Binder): string =>
  `${from === undefined ? '' : ` AND identifier >= ${binder.bind(from, 'String')}`}${
    to === undefined ? '' : ` AND identifier < ${binder.bind(to, 'String')}`
  }`

/** A way aside: `lay` writes events of some people by part, `derive` what becomes of a part. */
interface Aside {
  readonly table: 'cases_aside' | 'values_aside'
  /** About how many events are laid aside at once. */
  readonly each: number
  readonly lay: (range: (binder: Binder) => string, binder: Binder) => string
  readonly derive: (part: number, binder: Binder) => string
}

/** Looks at all events once, however many parts there are. */
export const throughAside = async (
  analytics: Analytics,
  derivation: Derivation,
  { events, parts }: { readonly events: number; readonly parts: number },
  { table, each, lay, derive }: Aside,
): Promise<void> => {
  const ask = async <Row>(statement: (binder: Binder) => string): Promise<Row[]> => {
    const binder = createBinder()
    return analytics.rows<Row>(statement(binder), binder.parameters)
  }
  const run = async (statement: (binder: Binder) => string): Promise<void> => {
    const binder = createBinder()
    await analytics.run(statement(binder), binder.parameters)
  }
  const drop = (one: string) => analytics.run(`ALTER TABLE ${table} DROP PARTITION ${BigInt(one)}`)
  const old = String(BigInt(derivation.derived) - LEFT_OVER)
  for (const { one } of await ask<{ one: string }>(
    (binder) => `SELECT DISTINCT toString(run) AS one FROM ${table} WHERE run < ${binder.bind(old, 'UInt64')}`,
  ))
    await drop(one)
  const [one] = await ask<{ width: number }>((binder) => widthStatement(derivation, events, binder))
  const widest = NAMES_AT_ONCE / Math.max(LEAST_NAMES, one?.width ?? 0)
  const [row] = await ask<{ some: string[] }>((binder) => someIdentifiersStatement(derivation, binder))
  try {
    for (const range of rangesOf(row?.some ?? [], Math.ceil(events / Math.min(each, widest))))
      await run((binder) => lay((mine) => inRange(range, mine), binder))
    for (let part = 0; part < parts; part++) await run((binder) => derive(part, binder))
  } finally {
    await drop(derivation.derived).catch(() => undefined)
  }
}

/** Derives all cases part by part from events that are looked at once. */
export const deriveAside = (
  analytics: Analytics,
  derivation: Derivation,
  events: number,
  parts: number,
): Promise<void> =>
  throughAside(
    analytics,
    derivation,
    { events, parts },
    {
      table: 'cases_aside',
      each: (4 * events) / parts,
      lay: (range, binder) => layAsideStatement(derivation, range(binder), parts, binder),
      derive: (part, binder) => derivePartStatement(derivation, part, binder),
    },
  )
