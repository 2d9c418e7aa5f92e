import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import { type Estimate, medianAmid, medianPlaces } from '../statistics/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { coded, type TwinCases } from './twin-cases.clickhouse.ts'

/** As many groups in a statement, so that it fits where parameters travel. */
const GROUPS = 500
/** A median and the two ends of its interval lie between two values each. */
const PLACES = 6

const inGroups = async <One>(
  all: readonly One[],
  ask: (some: readonly One[]) => Promise<readonly Estimate[]>,
): Promise<Estimate[]> => {
  const told: Estimate[] = []
  for (let from = 0; from < all.length; from += GROUPS) told.push(...(await ask(all.slice(from, from + GROUPS))))
  return told
}

/**
 * Medians with their intervals of times that stay in the engine: it puts those of each group in order and tells the few
 * values between which the median and its interval lie. Times are subtracted as the kernel does, in milliseconds with a
 * fraction, so that both say the same to the last bit.
 */
export const createAmidTwins = (analytics: Analytics) => {
  /** Of rows of `i` (a group, from 1; 0 for none) and `seconds`, with how many each group holds. */
  const medians = async (question: string, times: string, sizes: readonly number[], binder: Binder) => {
    const places = binder.bind(
      sizes.flatMap((n) => {
        const own = medianPlaces(n)
        return Array.from({ length: PLACES }, (_, p) => (own[p] ?? 0) + 1)
      }),
      'Array(UInt64)',
    )
    const known = Array.from({ length: PLACES }, (_, p) => `sorted[${places}[(i - 1) * ${PLACES} + ${p + 1}]]`)
    const found = await analytics.rows<{ i: number; known: readonly number[] }>(
      `-- ${question}
SELECT i, [${known.join(', ')}] AS known
FROM (SELECT i, arraySort(groupArray(seconds)) AS sorted FROM (${times}) WHERE i > 0 GROUP BY i) ORDER BY i`,
      binder.parameters,
    )
    const of = new Map(found.map((row) => [row.i, row.known]))
    return sizes.map((n, group) => medianAmid(n, of.get(group + 1) ?? []))
  }
  const numbered = (size: number, binder: Binder) =>
    `${binder.bind(
      Array.from({ length: size }, (_, i) => i + 1),
      'Array(UInt32)',
    )}, toUInt32(0)`
  return {
    /** The median time that cases took for some paths, by the names of those. */
    durations: (cases: TwinCases, paths: readonly { readonly name: string; readonly cases: number }[]) =>
      inGroups(paths, (some) => {
        const binder = createBinder()
        const names = binder.bind(
          some.map(({ name }) => name),
          'Array(String)',
        )
        return medians(
          'Amid which times do those of some paths lie?',
          `SELECT transform(hex(sipHash128(codes)), ${names}, ${numbered(some.length, binder)}) AS i,
    (toFloat64(at[-1]) / 1000 - toFloat64(at[1]) / 1000) / 1000 AS seconds
  FROM (${coded(cases, binder)})`,
          some.map((path) => path.cases),
          binder,
        )
      }),
    /** The median wait between some events and those that directly follow them. */
    waits: (
      cases: TwinCases,
      pairs: readonly { readonly from: number; readonly to: number; readonly times: number }[],
    ) =>
      inGroups(pairs, (some) => {
        const binder = createBinder()
        const both = binder.bind(
          some.map(({ from, to }) => from * 2 ** 32 + to),
          'Array(UInt64)',
        )
        return medians(
          'Amid which waits do those between some events lie?',
          `SELECT transform(toUInt64(step.1) * 4294967296 + step.2, ${both}, ${numbered(some.length, binder)}) AS i,
    (toFloat64(step.4) / 1000 - toFloat64(step.3) / 1000) / 1000 AS seconds
  FROM (SELECT arrayJoin(arrayZip(arrayPopBack(codes), arrayPopFront(codes), arrayPopBack(at), arrayPopFront(at))) AS step
    FROM (${coded(cases, binder)}))`,
          some.map((pair) => pair.times),
          binder,
        )
      }),
  }
}
