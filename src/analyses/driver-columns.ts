import { METRICS, type Metric, SCALES } from '../feedback/index.ts'
import { eachAnswer, eachTouch, type Followed, NONE, STATUS } from '../journeys/index.ts'
import type { DriverColumns } from './drivers.ts'

export type Outcome = 'success' | Metric
/** What may drive it: the scores given to touchpoints, the touchpoints lived, the channels passed through. */
export type DrivenBy = 'scores' | 'touchpoints' | 'channels'

/** A predictor that fewer have, or that fewer are without, tells nothing. */
const FEWEST = 30

export interface DriverRows extends DriverColumns {
  /** The instance of each row. */
  readonly instances: Uint32Array
}

interface Answers {
  /** The touchpoint that the outcome was asked about; `NONE` for the whole. */
  readonly about: number
  readonly outcome: number
  /** Touchpoint -> first score given to it, from 0 (worst) to 1 (best). */
  readonly scores: ReadonlyMap<number, number>
}

const easeOf = (metric: number, score: number): number => {
  const [worst, best] = SCALES[METRICS[metric] ?? 'csat']
  return (score - worst) / (best - worst)
}

/** What each instance was asked and said; its outcome is the last answer to the outcome's metric. */
const answersOf = (followed: Followed, outcome: Outcome): Answers[] => {
  const { table, instances } = followed
  const wanted = outcome === 'success' ? -1 : METRICS.indexOf(outcome)
  const last = new Map<number, { about: number; score: number }>()
  const scores = Array.from({ length: instances.count }, () => new Map<number, number>())
  eachAnswer(table, instances, (i, touchpoint, metric, score) => {
    if (metric === wanted) last.set(i, { about: touchpoint, score })
    else if (touchpoint !== NONE && !scores[i]?.has(touchpoint)) scores[i]?.set(touchpoint, easeOf(metric, score))
  })
  return scores.map((given, i): Answers => {
    if (outcome !== 'success')
      return { about: last.get(i)?.about ?? NONE, outcome: last.get(i)?.score ?? Number.NaN, scores: given }
    const status = instances.status[i]
    return {
      about: NONE,
      outcome: status === STATUS.open ? Number.NaN : status === STATUS.succeeded ? 1 : 0,
      scores: given,
    }
  })
}

interface Column {
  readonly name: string
  readonly values: Float64Array
  readonly always?: Float64Array
}

const enough = (values: Float64Array): boolean => {
  const ones = values.reduce((sum, value) => sum + value, 0)
  return ones >= FEWEST && values.length - ones >= FEWEST
}

/** Scores of a touchpoint; where it was not scored, the mean, and who was scored is always known. */
const scoreColumn = (name: string, touchpoint: number, rows: readonly Answers[]): Column | undefined => {
  const given = rows.map(({ scores, about }) => (about === touchpoint ? undefined : scores.get(touchpoint)))
  const known = given.filter((score) => score !== undefined)
  if (known.length < FEWEST || new Set(known).size < 2) return undefined
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length
  const scored = Float64Array.from(given, (score) => (score === undefined ? 0 : 1))
  return {
    name,
    values: Float64Array.from(given, (score) => score ?? mean),
    ...(known.length < rows.length && { always: scored }),
  }
}

const livedColumns = ({ map, table, instances }: Followed, of: DrivenBy, rows: Uint32Array): Column[] => {
  const names = of === 'channels' ? table.channels : map.touchpoints.map(({ id }) => id)
  const columns = names.map((name) => ({ name: name === '' ? '–' : name, values: new Float64Array(rows.length) }))
  for (const [row, i] of rows.entries())
    eachTouch(table, instances, i, (touchpoint, e) => {
      // What comes with the end or after it moved nothing.
      if ((table.at[e] ?? 0) >= (instances.closedAt[i] ?? Number.NaN)) return
      const at = of === 'channels' ? (table.channel[e] ?? 0) : touchpoint
      const column = columns[at]
      if (column) column.values[row] = 1
    })
  const told = columns.filter(({ values }) => enough(values))
  return of === 'channels' ? told.sort((a, b) => (a.name < b.name ? -1 : 1)) : told
}

/** The rows and columns of a question of drivers: only journeys whose outcome is known. */
export const driverColumns = (followed: Followed, outcome: Outcome, by: DrivenBy): DriverRows => {
  const all = answersOf(followed, outcome)
  const keyOf = (i: number): string => followed.table.keys[followed.instances.caseOf[i] ?? 0] ?? ''
  // In the order of keys: who is dealt what by chance does not depend on who stands where.
  const rows = Uint32Array.from(
    all
      .flatMap((answers, i) => (Number.isNaN(answers.outcome) ? [] : [i]))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a - b)),
  )
  const kept = Array.from(rows, (i) => all[i] as Answers)
  const columns =
    by === 'scores'
      ? followed.map.touchpoints.flatMap(({ id }, t) => scoreColumn(id, t, kept) ?? [])
      : livedColumns(followed, by, rows)
  return {
    names: columns.map(({ name }) => name),
    predictors: columns.map(({ values }) => values),
    always: columns.flatMap(({ always }) => (always ? [always] : [])),
    outcome: Float64Array.from(kept, (answers) => answers.outcome),
    instances: rows,
  }
}
