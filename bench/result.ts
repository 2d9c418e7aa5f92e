import { cpus, totalmem } from 'node:os'

/** Several runs of one thing. The median is the figure; low and high are its spread. */
export interface Figure {
  readonly name: string
  readonly unit:
    | 's'
    | 'ms'
    | 'events/s'
    | 'frames/s'
    | 'records/s'
    | 'MB/s'
    | 'MB'
    | 'kB'
    | 'requests'
    | 'times'
    | 'share'
  readonly runs: readonly number[]
  readonly median: number
  readonly low: number
  readonly high: number
}

/** What one bench measured, beside its peer in the same run. `ratios` divide ours by the peer's. */
export interface BenchResult {
  readonly bench: string
  readonly what: string
  readonly size: { readonly [name: string]: number }
  readonly ours: readonly Figure[]
  readonly peer: { readonly name: string; readonly version: string; readonly figures: readonly Figure[] } | null
  readonly ratios: readonly { readonly name: string; readonly ratio: number }[]
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryMB: number; readonly node: string }
}

export const figure = (name: string, unit: Figure['unit'], runs: readonly number[]): Figure => {
  const sorted = [...runs].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const at = (place: number) => sorted[place] ?? Number.NaN
  return {
    name,
    unit,
    runs,
    median: sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2,
    low: at(0),
    high: at(sorted.length - 1),
  }
}

/** Ours over the peer's, for the figures that both have. */
export const ratiosOf = (ours: readonly Figure[], theirs: readonly Figure[]): BenchResult['ratios'] =>
  ours.flatMap(({ name, median }) => {
    const same = theirs.find((other) => other.name === name)
    return same ? [{ name, ratio: median / same.median }] : []
  })

export const machine = (): BenchResult['machine'] => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryMB: Math.round(totalmem() / 1e6),
  node: process.version,
})

const shown = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

/** The result as lines to read. */
export const prose = ({ bench, what, ours, peer, ratios }: BenchResult): string => {
  const line = (who: string, { name, unit, median, low, high, runs }: Figure) =>
    `  ${who.padEnd(10)} ${name.padEnd(22)} ${shown(median)} ${unit}  (${shown(low)} to ${shown(high)}, ${runs.length} runs)`
  return [
    `${bench}: ${what}`,
    ...ours.map((one) => line('parcours', one)),
    ...(peer?.figures ?? []).map((one) => line(peer?.name ?? '', one)),
    ...ratios.map(({ name, ratio }) => `  ratio      ${name.padEnd(22)} ${ratio.toFixed(2)}`),
  ].join('\n')
}
