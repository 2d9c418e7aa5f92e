import { METRICS, type Metric, SCALES } from '../feedback/index.ts'
import { createDictionary, eachAnswer, eachTouch, type Followed, NONE, STATUS } from '../journeys/index.ts'
import { growing, hashed } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { DriverColumns } from './drivers.ts'

export type Outcome = 'success' | Metric
/** What may drive it: the scores given to touchpoints, the touchpoints lived, the channels passed through. */
export type DrivenBy = 'scores' | 'touchpoints' | 'channels'

/** A predictor that fewer have, or that fewer are without, tells nothing. */
const FEWEST = 30

/** What one journey was asked, said and lived; journeys of which all that is the same are one row. */
interface Row {
  readonly outcome: number
  /** The touchpoint that the outcome was asked about; `NONE` for the whole. */
  readonly about: number
  /** The first score given to each touchpoint, from 0 (worst) to 1 (best). */
  readonly scores: readonly (readonly [touchpoint: number, ease: number])[]
  /** The touchpoints lived, or the channels passed through, before the end. */
  readonly lived: readonly (number | string)[]
}

const easeOf = (metric: number, score: number): number => {
  const [worst, best] = SCALES[METRICS[metric] ?? 'csat']
  return (score - worst) / (best - worst)
}

/** What each instance of a part was asked and said; its outcome is the last answer to the outcome's metric. */
const answersOf = ({ table, instances }: Followed, outcome: Outcome) => {
  const wanted = outcome === 'success' ? -1 : METRICS.indexOf(outcome)
  const last = new Map<number, { about: number; score: number }>()
  const scores = new Map<number, Map<number, number>>()
  eachAnswer(table, instances, (i, touchpoint, metric, score) => {
    if (metric === wanted) {
      last.set(i, { about: touchpoint, score })
      return
    }
    const given = scores.get(i) ?? new Map<number, number>()
    scores.set(i, given)
    if (touchpoint !== NONE && !given.has(touchpoint)) given.set(touchpoint, easeOf(metric, score))
  })
  return { last, scores }
}

/** Calls back for each journey of a part whose outcome is known. */
const eachRow = (followed: Followed, outcome: Outcome, by: DrivenBy, on: (i: number, row: Row) => void): void => {
  const { table, instances } = followed
  const { last, scores } = answersOf(followed, outcome)
  const outcomeOf = (i: number): number | undefined => {
    if (outcome !== 'success') return last.get(i)?.score
    const status = instances.status[i]
    return status === STATUS.open ? undefined : status === STATUS.succeeded ? 1 : 0
  }
  for (let i = 0; i < instances.count; i++) {
    const known = outcomeOf(i)
    if (known === undefined || Number.isNaN(known)) continue
    const lived = new Set<number | string>()
    if (by !== 'scores')
      eachTouch(table, instances, i, (touchpoint, e) => {
        // What comes with the end or after it moved nothing.
        if ((table.at[e] ?? 0) >= (instances.closedAt[i] ?? Number.NaN)) return
        lived.add(by === 'channels' ? (table.channels[table.channel[e] ?? 0] ?? '') : touchpoint)
      })
    on(i, {
      outcome: known,
      about: last.get(i)?.about ?? NONE,
      scores: by === 'scores' ? [...(scores.get(i) ?? [])].sort(([a], [b]) => a - b) : [],
      lived: [...lived].sort((a, b) => (a < b ? -1 : 1)),
    })
  }
}

interface Column {
  readonly name: string
  readonly values: Float64Array
  readonly always?: Float64Array
}

/** Distinct rows in the order of what they say, and how many journeys each is. */
interface Distinct {
  readonly rows: readonly Row[]
  readonly times: readonly number[]
}

/** Scores of a touchpoint; where it was not scored, the mean, and who was scored is always known. */
const scoreColumn = (name: string, touchpoint: number, { rows, times }: Distinct): Column | undefined => {
  const given = rows.map(({ scores, about }) =>
    about === touchpoint ? undefined : scores.find(([one]) => one === touchpoint)?.[1],
  )
  const known = given.flatMap((score, row) => (score === undefined ? [] : [{ score, times: times[row] ?? 0 }]))
  const n = known.reduce((sum, one) => sum + one.times, 0)
  if (n < FEWEST || new Set(known.map(({ score }) => score)).size < 2) return undefined
  const mean = known.reduce((sum, one) => sum + one.times * one.score, 0) / n
  return {
    name,
    values: Float64Array.from(given, (score) => score ?? mean),
    ...(known.length < rows.length && { always: Float64Array.from(given, (score) => (score === undefined ? 0 : 1)) }),
  }
}

const livedColumns = ({ rows, times }: Distinct, labels: readonly (number | string)[], names: readonly string[]) => {
  const all = times.reduce((sum, some) => sum + some, 0)
  return labels.flatMap((label, at): Column[] => {
    const values = Float64Array.from(rows, ({ lived }) => (lived.includes(label) ? 1 : 0))
    const ones = values.reduce((sum, value, row) => sum + value * (times[row] ?? 0), 0)
    return ones >= FEWEST && all - ones >= FEWEST ? [{ name: names[at] || '–', values }] : []
  })
}

/** A key as a number of 53 bits: whom chance deals what depends on it alone. */
const lotOf = (key: string): number => hashed(key) * 2 ** 21 + (hashed(key, 1) >>> 11)

/**
 * The rows of a question of drivers, part after part: only journeys whose outcome is known, of each which distinct row it is,
 * and a number of whose it is.
 */
export const createDriverRows = (outcome: Outcome, by: DrivenBy) => {
  const texts = createDictionary()
  const lots = growing()
  const codes = growing()
  return {
    add(followed: Followed): void {
      const { table, instances } = followed
      eachRow(followed, outcome, by, (i, row) => {
        lots.push(lotOf(table.keys[instances.caseOf[i] ?? 0] ?? ''))
        codes.push(texts.code(JSON.stringify(row)))
      })
    },
    /** Everybody in the order of their keys' numbers: nothing depends on who stands where. */
    columns({ touchpoints }: JourneyMap): DriverColumns {
      const order = texts.texts
        .map((_, code) => code)
        .sort((a, b) => ((texts.texts[a] ?? '') < (texts.texts[b] ?? '') ? -1 : 1))
      const rank = new Uint32Array(order.length)
      for (const [place, code] of order.entries()) rank[code] = place
      const own = Uint32Array.from(codes.values(), (code) => rank[code] ?? 0)
      const whose = lots.values()
      const people = Uint32Array.from(own.keys()).sort(
        (a, b) => (whose[a] ?? 0) - (whose[b] ?? 0) || (own[a] ?? 0) - (own[b] ?? 0),
      )
      const times = new Array<number>(order.length).fill(0)
      for (const row of own) times[row] = (times[row] ?? 0) + 1
      const rows = order.map((code) => JSON.parse(texts.texts[code] ?? '') as Row)
      const distinct: Distinct = { rows, times }
      const ids = touchpoints.map(({ id }) => id)
      const channels = [...new Set(rows.flatMap(({ lived }) => lived))].sort((a, b) =>
        (a || '–') < (b || '–') ? -1 : 1,
      )
      const columns =
        by === 'scores'
          ? ids.flatMap((id, t) => scoreColumn(id, t, distinct) ?? [])
          : by === 'channels'
            ? livedColumns(distinct, channels, channels.map(String))
            : livedColumns(distinct, [...ids.keys()], ids)
      return {
        names: columns.map(({ name }) => name),
        predictors: columns.map(({ values }) => values),
        always: columns.flatMap(({ always }) => (always ? [always] : [])),
        outcome: Float64Array.from(rows, (row) => row.outcome),
        rows: people.map((place) => own[place] ?? 0),
      }
    },
  }
}

/** The people of a part whose outcome is known. */
export const peopleOfRows = (followed: Followed, outcome: Outcome): string[] => {
  const found: string[] = []
  eachRow(followed, outcome, 'scores', (i) => {
    found.push(followed.table.keys[followed.instances.caseOf[i] ?? 0] ?? '')
  })
  return found
}
