import { ACCENT, BAD, FAINT, GOOD, HAIR, PAPER, QUIET, WATCH } from './colours.ts'
import type { LaneRow } from './lanes.ts'
import { circlePath, linePath, type Mark, type PathMark, rectPath, smoothPath } from './marks.ts'

/** The colours of personas' lines, told apart by their dashes too. */
const LINES = [
  { colour: ACCENT, dash: undefined },
  { colour: '#6a4a8c', dash: [4, 2.4] as const },
  { colour: WATCH, dash: [1.4, 2] as const },
]

export const personaLine = (index: number) => LINES[index % LINES.length] ?? { colour: ACCENT, dash: undefined }

const feeling = (value: number): string => (value > 0.25 ? GOOD : value < -0.25 ? BAD : QUIET)

/** A face that says its value without colour: the mouth bends with the emotion. */
export const face = (cx: number, cy: number, radius: number, value: number): PathMark[] => {
  const colour = feeling(value)
  const bend = (Math.max(-2, Math.min(2, value)) / 2) * radius * 0.42
  const [mouth, half] = [cy + radius * 0.3 - bend * 0.4, radius * 0.45]
  const eye = (x: number) => circlePath(x, cy - radius * 0.22, radius * 0.11)
  return [
    { kind: 'path', d: circlePath(cx, cy, radius), fill: PAPER, stroke: colour, strokeWidth: radius * 0.2 },
    { kind: 'path', d: eye(cx - radius * 0.34) + eye(cx + radius * 0.34), fill: colour },
    {
      kind: 'path',
      d: `M${cx - half} ${mouth}Q${cx} ${mouth + bend * 1.9} ${cx + half} ${mouth}`,
      stroke: colour,
      strokeWidth: radius * 0.18,
    },
  ]
}

/** The emotion curve over columns: the zero line, one smooth line for each persona, broken by gaps as a thin one. */
export const emotionCurve = (
  lines: NonNullable<LaneRow['lines']>,
  centres: readonly number[],
  { left, right, height }: { left: number; right: number; height: number },
): Mark[] => {
  const radius = Math.min(6.5, height / 11)
  const y = (value: number) => height / 2 - (Math.max(-2, Math.min(2, value)) / 2) * (height / 2 - radius - 2)
  const marks: Mark[] = [
    { kind: 'path', d: rectPath(left, y(2), right - left, y(0) - y(2)), fill: '#f4f9f6' },
    { kind: 'path', d: rectPath(left, y(0), right - left, y(-2) - y(0)), fill: '#fbf5f3' },
    ...[2, 1, -1, -2].map(
      (v): Mark => ({ kind: 'path', d: linePath(left, y(v), right, y(v)), stroke: FAINT, strokeWidth: 0.5 }),
    ),
    { kind: 'path', d: linePath(left, y(0), right, y(0)), stroke: HAIR, strokeWidth: 0.8 },
  ]
  const knownOf = (values: readonly (number | undefined)[], index: number) => {
    // Personas who feel the same stand side by side.
    const aside = (index - (lines.length - 1) / 2) * radius * 1.9
    return values.flatMap((value, column) =>
      value === undefined ? [] : [{ x: (centres[column] ?? 0) + aside, y: y(value), value }],
    )
  }
  for (const [index, { values }] of lines.entries()) {
    const { colour, dash } = personaLine(index)
    const points = knownOf(values, index).map((p) => [p.x, p.y] as const)
    marks.push({ kind: 'path', d: smoothPath(points), stroke: colour, strokeWidth: 1.5, ...(dash && { dash }) })
  }
  for (const [index, { values }] of lines.entries())
    for (const point of knownOf(values, index)) marks.push(...face(point.x, point.y, radius, point.value))
  return marks
}
