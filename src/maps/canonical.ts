import type { JourneyMap } from './map.ts'

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/**
 * The canonical form of a map's design, for hashing and comparing only: JSON with sorted keys (by UTF-16 code units),
 * two spaces, LF. `revision` and `status` are left out: they say where a design stands, not what it is, and publishing
 * must not change a design's hash.
 */
export const canonicalForm = (map: JourneyMap): string => {
  const { revision: _revision, status: _status, ...design } = map
  return JSON.stringify(sorted(design), null, 2) + '\n'
}
