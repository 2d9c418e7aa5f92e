import { type Interval, quantile } from '../kernel/index.ts'
import { type Draws, drawPoisson, drawsOf, goOn, inverse, type Look, sumOver } from '../statistics/index.ts'

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

/** So many ways, or cases, are gone through before somebody is asked whether anybody still waits. */
export const BETWEEN = 1024

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
  look: Look,
  weigh: (channels: readonly string[], path: ChannelPath) => readonly number[],
): Credit => {
  const credit = new Map(channelsOf(paths).map((channel) => [channel, 0]))
  for (const [at, path] of paths.entries()) {
    if (at % BETWEEN === 0) look()
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
const shapley = (paths: readonly ChannelPath[], look: Look): Credit =>
  spread(paths, look, (channels) => channels.map((channel, at) => (channels.indexOf(channel) === at ? 1 : 0)))

/**
 * Removal effects of a first-order Markov chain, solved exactly (E. Anderl et al., IJRM 33, 2016): how much of the
 * probability to convert goes when a channel's passages lead nowhere, shared out over all conversions. What goes is what
 * passes the channel and converts from there, so that one fundamental matrix tells of every channel (J. G. Kemeny and J.
 * L. Snell, Finite Markov Chains (1960), 3.2 and 3.3: it is passed at all with n(0, k) / n(k, k)).
 */
const markov = (paths: readonly ChannelPath[], look: Look): Credit => {
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
  for (const [at, path] of paths.entries()) {
    if (at % BETWEEN === 0) look()
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
  const chain = { size, cells: new Float64Array(size * size) }
  for (const [from, row] of moves.entries())
    for (let to = 0; to < size; to++)
      chain.cells[from * size + to] = (from === to ? 1 : 0) - (out[from] === 0 ? 0 : (row[to] ?? 0) / (out[from] ?? 1))
  const { cells: passages } = inverse(chain, look)
  const converts = Float64Array.from({ length: size }, (_, from) =>
    sumOver(size, (at) =>
      out[at] === 0 ? 0 : ((passages[from * size + at] ?? 0) * (moves[at]?.[size] ?? 0)) / (out[at] ?? 1),
    ),
  )
  const whole = converts[0] ?? 0
  const effects = channels.map((_, index) => {
    const at = index + 1
    const passed = (passages[at] ?? 0) / (passages[at * size + at] ?? 1)
    return whole === 0 ? 0 : (passed * (converts[at] ?? 0)) / whole
  })
  const sum = effects.reduce((all, effect) => all + effect, 0)
  return new Map(channels.map((channel, index) => [channel, sum === 0 ? 0 : (total * (effects[index] ?? 0)) / sum]))
}

/** Credits every channel by one model. */
export const attribute = (model: Model, paths: readonly ChannelPath[], look: Look = goOn): Credit => {
  switch (model) {
    case 'markov':
      return markov(paths, look)
    case 'shapley':
      return shapley(paths, look)
    case 'linear':
      return spread(paths, look, (channels) => channels.map(() => 1))
    case 'position':
      return spread(paths, look, positionWeights)
    case 'time-decay':
      return spread(paths, look, decayWeights)
    default:
      return spread(paths, look, endWeights(model))
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
  /** Asked amid one. */
  readonly look?: Look | undefined
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
  { times, seed, turn, look }: Drawing,
): Promise<ReadonlyMap<Model, ReadonlyMap<string, Interval>>> => {
  const draws = drawsOf(seed)
  const shares = new Map(models.map((model) => [model, new Map<string, number[]>()]))
  for (let time = 0; time < times; time++) {
    await turn?.()
    // Every model looks at the same ways drawn again.
    const drawn = resample(paths, draws)
    for (const [model, lists] of shares) {
      const credit = attribute(model, drawn, look)
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
