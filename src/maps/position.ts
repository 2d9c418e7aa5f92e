import type { Place } from '../kernel/index.ts'

/** Where each value of a map stands in its file, by JSON pointer (`/touchpoints/3/match`); lines and columns from 1. */
export type Positions = ReadonlyMap<string, { readonly line: number; readonly column: number }>

/** One step of a JSON pointer, escaped (RFC 6901). */
export const step = (key: string | number): string => '/' + String(key).replaceAll('~', '~0').replaceAll('/', '~1')

/** The JSON pointer of a path of keys and indexes. */
export const pointer = (...path: readonly (string | number)[]): string => path.map(step).join('')

/** Where a value stands; for a value that is not in the file, where the nearest one around it stands. */
export const placeOf = (positions: Positions, file: string, path: string): Place => {
  for (let near = path; ; near = near.slice(0, near.lastIndexOf('/'))) {
    const found = positions.get(near)
    if (found) return { file, ...found }
    if (near === '') return { file, line: 1, column: 1 }
  }
}
