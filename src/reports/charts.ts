import type { Rate } from '../kernel/index.ts'

/** Small drawings whose colours come from classes: the page's policy allows no style but its own. All are decoration beside a number. */
const r = (value: number): number => Math.round(value * 100) / 100
const clamp = (share: number): number => Math.max(0, Math.min(1, share))
const svg = (name: string, height: number, inside: string, width = 100): string =>
  `<svg class="${name}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${inside}</svg>`
const rect = (name: string, x: number, y: number, width: number, height: number): string =>
  width <= 0 ? '' : `<rect class="${name}" x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}"/>`

/** A share as a filled track. */
export const bar = (share: number, tone = 'accent'): string =>
  svg('bar', 6, rect('track', 0, 0, 100, 6) + rect(tone, 0, 0, clamp(share) * 100, 6))

/** An estimate with its interval on a scale from 0 to 1. */
export const whisker = (low: number, value: number, high: number, tone = 'accent', zero?: number): string => {
  const [a, b, c] = [clamp(low) * 100, clamp(value) * 100, clamp(high) * 100]
  const centre = zero === undefined ? '' : rect('tick', zero * 100 - 0.3, 0, 0.6, 12)
  return svg(
    'whisker',
    12,
    rect('track', 0, 5, 100, 2) +
      centre +
      rect(`${tone} soft`, a, 3, Math.max(1, c - a), 6) +
      rect(tone, b - 0.9, 0, 1.8, 12),
  )
}

/** A rate with its interval, on a scale that ends at `most`. */
export const rateWhisker = ({ value, low, high }: Rate, most: number, tone = 'accent'): string =>
  value === null || low === null || high === null ? '' : whisker(low / most, value / most, high / most, tone)

/** Lived beside expected: the expected time as a band, the median as a bar, nine in ten as a tick, the maximum as a line. */
export const bullet = (times: {
  readonly median: number | null
  readonly p90: number | null
  readonly expected: number | null
  readonly max: number | null
}): string => {
  const { median, p90, expected, max } = times
  const longest = Math.max(median ?? 0, p90 ?? 0, expected ?? 0)
  if (longest === 0) return ''
  const scale = max !== null && max <= longest * 1.8 ? Math.max(max, longest) * 1.03 : longest * 1.08
  const at = (seconds: number) => (seconds / scale) * 100
  const late = median !== null && expected !== null && median > expected
  return svg(
    'bullet',
    16,
    [
      rect('track', 0, 2, 100, 12),
      expected === null ? '' : rect('band', 0, 2, at(expected), 12),
      median === null ? '' : rect(late ? 'bad' : 'accent', 0, 5.5, at(median), 5),
      expected === null ? '' : rect('ink', at(expected) - 0.5, 0, 1, 16),
      p90 === null ? '' : rect('tick', at(p90) - 0.4, 3.5, 0.8, 9),
      max !== null && at(max) <= 100 ? rect('limit', at(max) - 0.5, 0, 1, 16) : '',
    ].join(''),
  )
}

/** Parts of a whole, side by side with a hair between them. */
export const stacked = (parts: readonly { readonly size: number; readonly tone: string }[], name = 'stack'): string => {
  const whole = parts.reduce((sum, { size }) => sum + size, 0)
  if (whole === 0) return svg(name, 10, rect('track', 0, 0, 100, 10))
  let x = 0
  const drawn = parts.map(({ size, tone }) => {
    const width = (size / whole) * 100
    const piece = rect(tone, x, 0, Math.max(0, width - 0.5), 10)
    x += width
    return piece
  })
  return svg(name, 10, drawn.join(''))
}

/** How many come through each stage, as a river that narrows: the pale bed is the largest stage. */
export const river = (volumes: readonly number[]): string => {
  const most = Math.max(1, ...volumes)
  const [height, step] = [64, 100]
  const half = volumes.map((volume) => (volume / most) * (height / 2 - 2))
  const edge = (sign: 1 | -1): readonly (readonly [number, number])[] => {
    const inner = half.map((h, i) => [(i + 0.5) * step, height / 2 + sign * h] as const)
    const first = [0, height / 2 + sign * (half[0] ?? 0)] as const
    const last = [volumes.length * step, height / 2 + sign * (half[half.length - 1] ?? 0)] as const
    return [first, ...inner, last]
  }
  const curve = (points: readonly (readonly [number, number])[]) =>
    points
      .slice(1)
      .map(([x, y], i) => {
        const [px, py] = points[i] ?? [0, 0]
        const middle = r((px + x) / 2)
        return `C${middle} ${r(py)} ${middle} ${r(y)} ${r(x)} ${r(y)}`
      })
      .join('')
  const [upper, lower] = [edge(-1), [...edge(1)].reverse()]
  const [start, turn] = [upper[0] ?? [0, 0], lower[0] ?? [0, 0]]
  const d = `M${r(start[0])} ${r(start[1])}${curve(upper)}L${r(turn[0])} ${r(turn[1])}${curve(lower)}z`
  const bed = rect('track', 0, 2, volumes.length * step, height - 4)
  return svg('river', height, `${bed}<path class="accent" d="${d}"/>`, volumes.length * step)
}
