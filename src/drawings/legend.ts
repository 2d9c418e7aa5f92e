import type { Frame, Placed, Setting } from './cells.ts'
import { ACCENT, ACCENT_SOFT, INK, QUIET } from './colours.ts'
import { personaLine } from './emotion.ts'
import { momentIcon } from './icons.ts'
import type { MapTable } from './map-table.ts'
import { linePath, type Mark, rectPath } from './marks.ts'
import { MOMENT_WORDS, DRAWING_WORDS as W } from './vocabulary.ts'

interface Entry {
  readonly text: string
  readonly width: number
  readonly icon: (size: number) => readonly Mark[]
}

/** One line that says what the signs mean: only those that the sheet uses. */
export const legend = (table: MapTable, setting: Setting, frame: Frame): Placed => {
  const size = setting.size * 0.92
  const language = table.language
  const has = (kind: string) => table.lanes.some((lane) => lane.kind === kind)
  const moments = has('moments')
    ? table.momentKinds.map(
        (kind): Entry => ({
          text: MOMENT_WORDS[kind][language],
          width: 1.1,
          icon: (s) => [scaled(momentIcon(kind, { proposed: false, missing: false }), s)],
        }),
      )
    : []
  const hollow: Entry[] = moments.length
    ? [
        {
          text: W.proposed[language],
          width: 1.1,
          icon: (s) => [scaled(momentIcon('truth', { proposed: true, missing: false }), s)],
        },
      ]
    : []
  const levers: Entry[] = has('levers')
    ? [
        { text: W.perceived[language], width: 2, icon: (s) => [bar(s, ACCENT)] },
        { text: W.aimed[language], width: 2, icon: (s) => [bar(s, ACCENT_SOFT), tick(s)] },
      ]
    : []
  const lines = table.lanes.flatMap((lane) => lane.lines ?? [])
  const personas =
    lines.length > 1
      ? lines.map(({ persona }, index): Entry => ({ text: persona, width: 2, icon: (s) => [stroke(s, index)] }))
      : []
  return flow([...moments, ...hollow, ...levers, ...personas], size, setting, frame)
}

const scaled = (marks: readonly Mark[], size: number): Mark => ({ kind: 'group', scale: size / 16, marks })
const bar = (size: number, fill: string): Mark => ({
  kind: 'path',
  d: rectPath(0, size * 0.3, size * 2, size * 0.4, size * 0.2),
  fill,
})
const tick = (size: number): Mark => ({
  kind: 'path',
  d: linePath(size * 2, size * 0.1, size * 2, size * 0.9),
  stroke: INK,
  strokeWidth: 1.1,
})
const stroke = (size: number, index: number): Mark => {
  const { colour, dash } = personaLine(index)
  return {
    kind: 'path',
    d: linePath(0, size * 0.5, size * 2, size * 0.5),
    stroke: colour,
    strokeWidth: 1.5,
    ...(dash && { dash }),
  }
}

const flow = (entries: readonly Entry[], size: number, { measure }: Setting, frame: Frame): Placed => {
  const marks: Mark[] = []
  let [x, line] = [frame.margin, 0]
  for (const { text, width, icon } of entries) {
    const taken = size * (width + 0.5) + measure(text, size, 'regular')
    if (x > frame.margin && x + taken > frame.width - frame.margin) [x, line] = [frame.margin, line + 1]
    marks.push({ kind: 'group', x, y: line * size * 1.5, marks: icon(size) })
    marks.push({
      kind: 'text',
      text,
      x: x + size * (width + 0.5),
      y: line * size * 1.5 + size * 0.85,
      size,
      weight: 'regular',
      fill: QUIET,
    })
    x += taken + size * 1.6
  }
  return { height: entries.length ? (line + 1) * size * 1.5 : 0, marks }
}
