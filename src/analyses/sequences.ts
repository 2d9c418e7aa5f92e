/** Cases in columns: the events of case c are `begins[c]` to `ends[c]` (exclusive), in order; what stands between two cases is nobody's. */
export interface Sequences {
  readonly begins: Uint32Array
  readonly ends: Uint32Array
  readonly at: Float64Array
  /** What each event is: a code of the caller's. */
  readonly code: ArrayLike<number>
  /** How many cases lived each path, where cases are distinct paths; one each where absent. */
  readonly weights?: Uint32Array
}

/** Cases in the order of whose they are, and which path each lived. */
export interface PeoplesPaths {
  readonly people: ArrayLike<number>
  readonly path: ArrayLike<number>
}

/** For each code, the places (steps, exclusions) that name it, the last first. Codes beyond the last named one name none. */
export interface PlacesByCode {
  readonly limit: number
  /** The places of code c are `places[offsets[c]]` to `places[offsets[c + 1] - 1]`. */
  readonly offsets: Int32Array
  readonly places: Int32Array
}

export const placesByCode = (named: readonly { readonly codes: readonly number[] }[]): PlacesByCode => {
  const limit = named.reduce((most, { codes }) => codes.reduce((best, code) => Math.max(best, code + 1), most), 0)
  const byCode: number[][] = Array.from({ length: limit }, () => [])
  for (let place = named.length - 1; place >= 0; place--)
    for (const code of new Set(named[place]?.codes)) byCode[code]?.push(place)
  const offsets = new Int32Array(limit + 1)
  for (const [code, places] of byCode.entries()) offsets[code + 1] = (offsets[code] ?? 0) + places.length
  return { limit, offsets, places: Int32Array.from(byCode.flat()) }
}

/** 1 for each of some codes; what lies beyond the last of them is none. */
export const marked = (codes: readonly number[]): Uint8Array => {
  const marks = new Uint8Array(codes.reduce((most, code) => Math.max(most, code + 1), 0))
  for (const code of codes) marks[code] = 1
  return marks
}

/** Instants of events of which nothing is asked but their order. */
export const inOrderOf = (events: number): Float64Array => {
  const at = new Float64Array(events)
  for (let e = 0; e < events; e++) at[e] = e
  return at
}
