import { type Interval, quantile } from '../kernel/index.ts'
import { type Draws, drawPoisson, drawsOf } from '../statistics/index.ts'

/**
 * The channels of one way towards a conversion, in order, with how many such ways converted and how many did not.
 * A path without any channel is left out by the callers.
 */
export interface ChannelPath {
  readonly channels: readonly string[]
  readonly conversions: number
  readonly value: number
  readonly nulls: number
  /** What each place of the way weighs by its age, added over the conversions; by its rank from the end where absent. */
  readonly decay?: readonly number[]
  /** Whose ways these are, where it is known. */
  readonly lots?: Lots
}

/**
 * In which lots ways are drawn again: what one person did several times is drawn together. A code is the lot * 2, and 1
 * more for the ways that converted; `times` says how many of them there are.
 */
export interface Lots {
  readonly codes: Uint32Array
  readonly times: Uint32Array
}

/** People are dealt into at most so many lots, so that a resample costs the same for ten thousand and ten million. */
export const MOST_LOTS = 1000

export const POSITION_MODELS = ['first', 'last', 'linear', 'position', 'time-decay'] as const
export const MODELS = [...POSITION_MODELS, 'markov', 'shapley'] as const
export type Model = (typeof MODELS)[number]

/** Conversions credited to each channel; they add up to all conversions. Descriptive: no model here is causal. */
export type Credit = ReadonlyMap<string, number>

const known = new WeakMap<readonly ChannelPath[], readonly string[]>()

/** Asked by every model of the same ways, for each draw of every interval: looked for once. */
const channelsOf = (paths: readonly ChannelPath[]): readonly string[] => {
  const before = known.get(paths)
  if (before) return before
  const names = new Set<string>()
  for (const { channels } of paths) for (const channel of channels) names.add(channel)
  const sorted = [...names].sort()
  known.set(paths, sorted)
  return sorted
}

const spread = (
  paths: readonly ChannelPath[],
  weigh: (channels: readonly string[], path: ChannelPath) => readonly number[],
): Credit => {
  const credit = new Map(channelsOf(paths).map((channel) => [channel, 0]))
  for (const path of paths) {
    const { channels, conversions } = path
    if (conversions === 0) continue
    const weights = weigh(channels, path)
    const sum = weights.reduce((all, weight) => all + weight, 0)
    for (const [at, channel] of channels.entries())
      credit.set(channel, (credit.get(channel) ?? 0) + (conversions * (weights[at] ?? 0)) / sum)
  }
  return credit
}

/** The first (or last) touch takes all. */
const endWeights = (end: 'first' | 'last') => (channels: readonly string[]) =>
  channels.map((_, at) => (at === (end === 'first' ? 0 : channels.length - 1) ? 1 : 0))

/** 40 % to the first, 40 % to the last, the rest shared by those between. */
const positionWeights = (channels: readonly string[]): number[] => {
  const between = channels.length - 2
  if (between < 1) return channels.map(() => 1)
  return channels.map((_, at) => (at === 0 || at === channels.length - 1 ? 0.4 : 0.2 / between))
}

/** By age, where times are known; else each touch before the last weighs half of the next one. */
const decayWeights = (channels: readonly string[], { decay }: ChannelPath): readonly number[] =>
  decay ?? channels.map((_, at) => 2 ** (at - channels.length + 1))

/**
 * Shapley values in closed form: each conversion is shared equally by the distinct channels of its path
 * (K. Zhao, S. H. Mahboobi, S. R. Bagheri, 2018).
 */
const shapley = (paths: readonly ChannelPath[]): Credit =>
  spread(paths, (channels) => channels.map((channel, at) => (channels.indexOf(channel) === at ? 1 : 0)))

/** Solves a x = b by elimination with partial pivots; both are used up. */
const solve = (a: Float64Array[], b: Float64Array): Float64Array => {
  const n = b.length
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++)
      if (Math.abs(a[row]?.[column] ?? 0) > Math.abs(a[pivot]?.[column] ?? 0)) pivot = row
    ;[a[column], a[pivot]] = [a[pivot] as Float64Array, a[column] as Float64Array]
    ;[b[column], b[pivot]] = [b[pivot] ?? 0, b[column] ?? 0]
    const top = a[column] as Float64Array
    for (let row = column + 1; row < n; row++) {
      const below = a[row] as Float64Array
      const factor = (below[column] ?? 0) / (top[column] ?? 1)
      if (factor === 0) continue
      for (let k = column; k < n; k++) below[k] = (below[k] ?? 0) - factor * (top[k] ?? 0)
      b[row] = (b[row] ?? 0) - factor * (b[column] ?? 0)
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    let rest = b[row] ?? 0
    for (let k = row + 1; k < n; k++) rest -= (a[row]?.[k] ?? 0) * (b[k] ?? 0)
    b[row] = rest / (a[row]?.[row] ?? 1)
  }
  return b
}

/**
 * Removal effects of a first-order Markov chain, solved exactly (E. Anderl et al., IJRM 33, 2016): how much of the
 * probability to convert goes when a channel's passages lead nowhere, shared out over all conversions.
 */
const markov = (paths: readonly ChannelPath[]): Credit => {
  const channels = channelsOf(paths)
  const state = new Map(channels.map((channel, index) => [channel, index + 1]))
  const size = channels.length + 1
  const moves = Array.from({ length: size }, () => new Float64Array(size + 1))
  const out = new Float64Array(size)
  const move = (from: number, to: number, count: number) => {
    const row = moves[from]
    if (row) row[to] = (row[to] ?? 0) + count
    out[from] = (out[from] ?? 0) + count
  }
  let total = 0
  for (const path of paths) {
    const count = path.conversions + path.nulls
    total += path.conversions
    let from = 0
    for (const channel of path.channels) {
      const to = state.get(channel) ?? 0
      move(from, to, count)
      from = to
    }
    move(from, size, path.conversions)
    out[from] = (out[from] ?? 0) + path.nulls
  }
  const probability = (removed: number): number => {
    const a = moves.map((row, from) =>
      Float64Array.from({ length: size }, (_, to) => {
        const identity = from === to ? 1 : 0
        return from === removed || to === removed || out[from] === 0
          ? identity
          : identity - (row[to] ?? 0) / (out[from] ?? 1)
      }),
    )
    const b = Float64Array.from(moves, (row, from) =>
      from === removed || out[from] === 0 ? 0 : (row[size] ?? 0) / (out[from] ?? 1),
    )
    return solve(a, b)[0] ?? 0
  }
  const whole = probability(-1)
  const effects = channels.map((_, index) => (whole === 0 ? 0 : 1 - probability(index + 1) / whole))
  const sum = effects.reduce((all, effect) => all + effect, 0)
  return new Map(channels.map((channel, index) => [channel, sum === 0 ? 0 : (total * (effects[index] ?? 0)) / sum]))
}

/** Credits every channel by one model. */
export const attribute = (model: Model, paths: readonly ChannelPath[]): Credit => {
  switch (model) {
    case 'markov':
      return markov(paths)
    case 'shapley':
      return shapley(paths)
    case 'linear':
      return spread(paths, (channels) => channels.map(() => 1))
    case 'position':
      return spread(paths, positionWeights)
    case 'time-decay':
      return spread(paths, decayWeights)
    default:
      return spread(paths, endWeights(model))
  }
}

/** The ways, each lot of people as often as drawn; ways of which nobody knows whose they are by themselves. */
const resample = (paths: readonly ChannelPath[], draws: Draws): ChannelPath[] => {
  const drawn = Float64Array.from({ length: MOST_LOTS }, () => drawPoisson(draws, 1))
  return paths.map((path) => {
    if (!path.lots)
      return { ...path, conversions: drawPoisson(draws, path.conversions), nulls: drawPoisson(draws, path.nulls) }
    const { codes, times } = path.lots
    const counts = [0, 0]
    for (let k = 0; k < codes.length; k++) {
      const code = codes[k] ?? 0
      counts[code & 1] = (counts[code & 1] ?? 0) + (drawn[code >> 1] ?? 0) * (times[k] ?? 0)
    }
    return { ...path, conversions: counts[1] ?? 0, nulls: counts[0] ?? 0 }
  })
}

interface Drawing {
  readonly times: number
  readonly seed: number
  /** Asked before each draw: lets others have their turn, and throws where nobody waits any more. */
  turn?(): Promise<void>
}

/**
 * The middle 95 % of each channel's share of the credit when people are drawn again with all their ways, which are not
 * independent of each other (Poisson bootstrap: each counts as often as a Poisson of mean 1 says; J. A. Hanley and B.
 * MacGibbon, Computer Methods and Programs in Biomedicine 83, 2006; of clusters, A. C. Davison and D. V. Hinkley, Bootstrap
 * Methods and their Application (1997), 3.8).
 */
export const shareIntervals = async (
  models: readonly Model[],
  paths: readonly ChannelPath[],
  { times, seed, turn }: Drawing,
): Promise<ReadonlyMap<Model, ReadonlyMap<string, Interval>>> => {
  const draws = drawsOf(seed)
  const shares = new Map(models.map((model) => [model, new Map<string, number[]>()]))
  for (let time = 0; time < times; time++) {
    await turn?.()
    // Every model looks at the same ways drawn again.
    const drawn = resample(paths, draws)
    for (const [model, lists] of shares) {
      const credit = attribute(model, drawn)
      const total = [...credit.values()].reduce((sum, some) => sum + some, 0)
      if (total > 0)
        for (const [channel, some] of credit) {
          const list = lists.get(channel) ?? []
          lists.set(channel, list)
          list.push(some / total)
        }
    }
  }
  return new Map([...shares].map(([model, lists]) => [model, new Map([...lists].map(middleOf))]))
}

const middleOf = ([channel, list]: readonly [string, readonly number[]]): readonly [string, Interval] => {
  const sorted = Float64Array.from(list).sort()
  return [channel, { low: quantile(sorted, 0.025) ?? 0, high: quantile(sorted, 0.975) ?? 1 }]
}
