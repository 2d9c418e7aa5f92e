import type { Binder } from '../events/where.clickhouse.ts'

/** A part of all cases, by the hash of their key: from `from` on, up to `to` (exclusive; the end where absent). */
export interface HashRange {
  readonly from: string
  readonly to?: string
}

/** The whole cut into so many parts, as equal as they can be. */
export const hashRanges = (parts: number): HashRange[] => {
  const at = (part: number) => String((2n ** 64n * BigInt(part)) / BigInt(parts))
  return Array.from({ length: parts }, (_, part) =>
    part + 1 === parts ? { from: at(part) } : { from: at(part), to: at(part + 1) },
  )
}

export const hashIn = (hash: string, { from, to }: HashRange, binder: Binder): string =>
  `${hash} >= ${binder.bind(from, 'UInt64')}${to === undefined ? '' : ` AND ${hash} < ${binder.bind(to, 'UInt64')}`}`
