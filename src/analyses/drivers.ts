import { quantile } from '../kernel/index.ts'
import {
  adjustedWhateverDepends,
  type Draws,
  drawBelow,
  drawsOf,
  goOn,
  type Look,
  type Square,
  shuffle,
} from '../statistics/index.ts'
import { placesOf } from './driver-places.ts'
import { importanceAmong, MOST_EXACT } from './relative-importance.ts'

/**
 * People in rows: what they said or did, and the outcome. All columns are as long as the outcome; where they hold distinct rows
 * alone, `rows` says which of those each person is.
 */
export interface DriverColumns {
  readonly names: readonly string[]
  readonly predictors: readonly Float64Array[]
  /** Always known before the predictors are looked at (who was asked): their part of the outcome is nobody's. */
  readonly always: readonly Float64Array[]
  readonly outcome: Float64Array
  readonly rows?: Uint32Array
}

export interface Driver {
  readonly name: string
  /** Its part of R², with the middle 95 % of resamples. */
  readonly importance: number
  readonly low: number
  readonly high: number
  /** The sign of its correlation with the outcome. */
  readonly direction: 'up' | 'down'
  /** The places that it may hold: a tie where they differ. */
  readonly best: number
  readonly worst: number
  /** Of the permutation test, and adjusted over all drivers. */
  readonly p: number
  readonly q: number
}

export interface Drivers {
  readonly n: number
  /** Undefined of fewer than three people, and where the outcome never changes. */
  readonly r2: number | null
  readonly method: 'lmg' | 'relative-weights'
  readonly resamples: number
  readonly permutations: number
  /** Most important first. */
  readonly drivers: readonly Driver[]
}

export interface DriversQuestion {
  readonly resamples: number
  readonly permutations: number
  readonly seed: number
  readonly look?: Look | undefined
}

/** Rows are resampled in at most this many groups, so that a resample costs the same for ten thousand and ten million. */
const MOST_GROUPS = 1000
/** As many steps as permutations may take together. */
const MOST_STEPS = 300_000_000
const FEWEST_PERMUTATIONS = 199

/** Sums of products of all columns (a column of ones first), group of rows by group of rows. */
const productsOf = (
  columns: readonly Float64Array[],
  rows: Uint32Array,
  look: Look,
): { products: Float64Array; groups: number } => {
  const width = columns.length + 1
  const groups = Math.min(rows.length, MOST_GROUPS)
  const products = new Float64Array(groups * width * width)
  const row = new Float64Array(width)
  row[0] = 1
  for (let i = 0; i < rows.length; i++) {
    if (i % 256 === 0) look()
    for (const [k, column] of columns.entries()) row[k + 1] = column[rows[i] ?? 0] ?? 0
    const base = (i % groups) * width * width
    for (let a = 0; a < width; a++)
      for (let b = 0; b <= a; b++)
        products[base + a * width + b] = (products[base + a * width + b] ?? 0) + (row[a] ?? 0) * (row[b] ?? 0)
  }
  return { products, groups }
}

/** What the first `known` columns leave of the others, as one symmetric matrix. */
const leftBy = (sums: Float64Array, width: number, known: number): Square => {
  const at = (a: number, b: number) => sums[a >= b ? a * width + b : b * width + a] ?? 0
  const whole = new Float64Array(width * width)
  for (let a = 0; a < width; a++) for (let b = 0; b < width; b++) whole[a * width + b] = at(a, b)
  const first = Float64Array.from({ length: width }, (_, a) => at(a, a))
  for (let pivot = 0; pivot < known; pivot++) {
    const own = whole[pivot * width + pivot] ?? 0
    if (own <= 1e-9 * (first[pivot] ?? 0)) continue
    for (let a = pivot + 1; a < width; a++) {
      const part = (whole[a * width + pivot] ?? 0) / own
      if (part !== 0)
        for (let b = pivot + 1; b < width; b++)
          whole[a * width + b] = (whole[a * width + b] ?? 0) - part * (whole[pivot * width + b] ?? 0)
    }
  }
  const size = width - known
  const cells = new Float64Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) cells[a * size + b] = whole[(a + known) * width + b + known] ?? 0
  return { size, cells }
}

/** Correlations of predictors, and of each with the outcome (the last column). */
const correlated = ({ size, cells }: Square): { among: Square; withOutcome: Float64Array } => {
  const deviation = Float64Array.from({ length: size }, (_, a) => Math.sqrt(Math.max(0, cells[a * size + a] ?? 0)))
  const of = (a: number, b: number) => {
    const scale = (deviation[a] ?? 0) * (deviation[b] ?? 0)
    return scale <= 1e-12 ? 0 : (cells[a * size + b] ?? 0) / scale
  }
  const p = size - 1
  const among = new Float64Array(p * p)
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) among[a * p + b] = a === b ? 1 : of(a, b)
  return { among: { size: p, cells: among }, withOutcome: Float64Array.from({ length: p }, (_, a) => of(a, p)) }
}

const resampled = (products: Float64Array, groups: number, cell: number, draws: Draws): Float64Array => {
  const sums = new Float64Array(cell)
  for (let k = 0; k < groups; k++) {
    const base = drawBelow(draws, groups) * cell
    for (let at = 0; at < cell; at++) sums[at] = (sums[at] ?? 0) + (products[base + at] ?? 0)
  }
  return sums
}

/** A column less what the always-known ones explain of it, centred and of length 1; each row counts as often as it is lived. */
const residual = (column: Float64Array, always: readonly Float64Array[], lived: Float64Array): Float64Array => {
  const left = Float64Array.from(column)
  const project = (onto: ArrayLike<number>) => {
    let [dot, own] = [0, 0]
    for (let i = 0; i < left.length; i++) {
      dot += (lived[i] ?? 0) * (left[i] ?? 0) * (onto[i] ?? 0)
      own += (lived[i] ?? 0) * (onto[i] ?? 0) ** 2
    }
    if (own > 1e-12) for (let i = 0; i < left.length; i++) left[i] = (left[i] ?? 0) - (dot / own) * (onto[i] ?? 0)
  }
  for (const one of always) project(one)
  const length = Math.sqrt(left.reduce((sum, value, i) => sum + (lived[i] ?? 0) * value * value, 0))
  return length <= 1e-12 ? left.fill(0) : left.map((value) => value / length)
}

/** Orthogonal columns that span the ones given and the constant (Gram and Schmidt). */
const orthogonal = (columns: readonly Float64Array[], lived: Float64Array): Float64Array[] => {
  const base: Float64Array[] = [new Float64Array(lived.length).fill(1)]
  for (const column of columns) base.push(residual(column, base, lived))
  return base
}

/** How many people each distinct row is. */
const livedOf = (rows: Uint32Array, distinct: number): Float64Array => {
  const lived = new Float64Array(distinct)
  for (let i = 0; i < rows.length; i++) lived[rows[i] ?? 0] = (lived[rows[i] ?? 0] ?? 0) + 1
  return lived
}

/**
 * The p-value of each driver: how often chance alone gives it as large a part, the outcome being dealt out again among
 * people after what is always known was taken off (D. Freedman and D. Lane, J. Business & Economic Statistics 1, 1983).
 */
const permuted = (
  { predictors, always, outcome }: DriverColumns,
  rows: Uint32Array,
  among: Square,
  observed: Float64Array,
  times: number,
  draws: Draws,
  look: Look,
): Float64Array => {
  const lived = livedOf(rows, outcome.length)
  const base = orthogonal(always, lived)
  const left = predictors.map((column) => residual(column, base, lived))
  const own = residual(outcome, base, lived)
  const dealt = Float64Array.from(rows, (row) => own[row] ?? 0)
  /** What was dealt to the people of each distinct row, together. */
  const sums = new Float64Array(outcome.length)
  const weigh = importanceAmong(among, look)
  const beyond = new Float64Array(predictors.length)
  for (let time = 0; time < times; time++) {
    look()
    shuffle(dealt, draws)
    sums.fill(0)
    for (let i = 0; i < dealt.length; i++) sums[rows[i] ?? 0] = (sums[rows[i] ?? 0] ?? 0) + (dealt[i] ?? 0)
    const withOutcome = Float64Array.from(left, (column) => {
      let dot = 0
      for (let row = 0; row < sums.length; row++) dot += (column[row] ?? 0) * (sums[row] ?? 0)
      return dot
    })
    const chance = weigh(withOutcome)
    for (let j = 0; j < chance.length; j++) if ((chance[j] ?? 0) >= (observed[j] ?? 0)) beyond[j] = (beyond[j] ?? 0) + 1
  }
  return beyond.map((count) => (count + 1) / (times + 1))
}

const intervalsOf = (
  products: Float64Array,
  groups: number,
  width: number,
  known: number,
  { resamples, look = goOn }: DriversQuestion,
  draws: Draws,
): { low: number; high: number; seen: Float64Array }[] => {
  const size = width - known - 1
  const seen = Array.from({ length: size }, () => new Float64Array(resamples))
  for (let time = 0; time < resamples; time++) {
    look()
    const { among, withOutcome } = correlated(leftBy(resampled(products, groups, width * width, draws), width, known))
    const parts = importanceAmong(among, look)(withOutcome)
    for (const [j, list] of seen.entries()) list[time] = parts[j] ?? 0
  }
  return seen.map((list) => {
    const sorted = list.slice().sort()
    return { low: quantile(sorted, 0.025) ?? 0, high: quantile(sorted, 0.975) ?? 1, seen: list }
  })
}

const isFlat = (outcome: Float64Array): boolean => outcome.every((value) => value === outcome[0])

/**
 * What moves an outcome: each predictor's part of R² (LMG, exact to 15 predictors; Johnson's relative weights above),
 * after what is always known. Intervals by bootstrap over people (in at most 1,000 groups dealt out by row); a place is
 * certain only where intervals do not overlap, over all comparisons at once (`driver-places.ts`). Predictors are correlated as they please: Benjamini-Yekutieli over all.
 */
export const driversOf = (columns: DriverColumns, question: DriversQuestion): Drivers => {
  const { names, predictors, always, outcome } = columns
  const { look = goOn } = question
  const { rows = Uint32Array.from(outcome.keys()) } = columns
  const [n, size] = [rows.length, predictors.length]
  const method = size <= MOST_EXACT ? 'lmg' : 'relative-weights'
  const times = Math.max(
    Math.min(FEWEST_PERMUTATIONS, question.permutations),
    Math.min(question.permutations, Math.floor(MOST_STEPS / Math.max(1, n * size))),
  )
  if (size === 0 || n < 3)
    return { n, r2: n < 3 || isFlat(outcome) ? null : 0, method, resamples: 0, permutations: 0, drivers: [] }
  const width = always.length + size + 2
  const known = always.length + 1
  const { products, groups } = productsOf([...always, ...predictors, outcome], rows, look)
  const sums = new Float64Array(width * width)
  for (let at = 0; at < products.length; at++)
    sums[at % sums.length] = (sums[at % sums.length] ?? 0) + (products[at] ?? 0)
  const { among, withOutcome } = correlated(leftBy(sums, width, known))
  const parts = importanceAmong(among, look)(withOutcome)
  const draws = drawsOf(question.seed)
  const intervals = intervalsOf(products, groups, width, known, question, draws)
  const ps = permuted(columns, rows, among, parts, times, draws, look)
  const qs = adjustedWhateverDepends(ps)
  const places = placesOf(
    intervals.map((one, j) => ({ ...one, part: parts[j] ?? 0 })),
    { n, fitted: known + size },
  )
  const drivers = names.map((name, j): Driver => {
    const { low, high } = intervals[j] ?? { low: 0, high: 1 }
    return {
      name,
      importance: parts[j] ?? 0,
      low,
      high,
      direction: (withOutcome[j] ?? 0) >= 0 ? 'up' : 'down',
      ...(places[j] ?? { best: 1, worst: size }),
      p: ps[j] ?? 1,
      q: qs[j] ?? 1,
    }
  })
  return {
    n,
    r2: isFlat(outcome) ? null : parts.reduce((sum, part) => sum + part, 0),
    method,
    resamples: question.resamples,
    permutations: times,
    drivers: drivers.sort((a, b) => b.importance - a.importance),
  }
}
