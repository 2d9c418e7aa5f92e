import type { KindTable } from './kind-table.ts'

/** Room for so many, with what is there. */
export const roomier = (values: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> => {
  if (needed <= values.length) return values
  const larger = new Uint32Array(Math.max(needed, Math.ceil(values.length * 1.5)))
  larger.set(values)
  return larger
}

/** The events of a table that share their instant with another of their case, in its order. */
export interface TiedEvents {
  readonly events: Uint32Array
  /** The place of each in the order of arrival. */
  readonly seqs: Float64Array
}

/** The places of the events of a table that share their instant with another of their case. */
export const tiedPlaces = ({ starts, at }: Pick<KindTable, 'starts' | 'at'>): Uint32Array => {
  let [places, size, last] = [new Uint32Array(1 << 10), 0, -1]
  for (let c = 0; c + 1 < starts.length; c++) {
    const end = starts[c + 1] ?? 0
    let before = Number.NaN
    for (let e = starts[c] ?? 0; e < end; e++) {
      const when = at[e] ?? 0
      if (when === before) {
        places = roomier(places, size + 2)
        if (last !== e - 1) places[size++] = e - 1
        places[size++] = e
        last = e
      }
      before = when
    }
  }
  return places.slice(0, size)
}

/** Where the first of some ascending numbers lies that is not below one. */
export const firstFrom = (ascending: Uint32Array, least: number): number => {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
