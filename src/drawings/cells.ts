import { ACCENT, ACCENT_SOFT, BAD, FAINT, GOOD, INK, QUIET } from './colours.ts'
import { channelIcon, momentIcon } from './icons.ts'
import type { Block } from './lanes.ts'
import { linePath, type Mark, type Measure, rectPath, type TextMark, type Weight } from './marks.ts'
import { wrap } from './wrap.ts'

/** Marks placed from the origin, and the height that they take. */
export interface Placed {
  readonly height: number
  readonly marks: readonly Mark[]
}

/** How type is set in cells: the size of the text, from which all else follows. */
export interface Setting {
  readonly measure: Measure
  readonly size: number
}

/** A sheet's frame: where its columns stand. */
export interface Frame {
  readonly width: number
  readonly margin: number
  /** Where the columns begin, after the lanes' names. */
  readonly left: number
  readonly columnWidth: number
}

const LEADING = 1.22

/** Lines of text from the origin down; `indent` leaves room before the first line, `left` before every line. */
export const textLines = (
  text: string,
  width: number,
  setting: Setting,
  look: { size?: number; weight?: Weight; fill?: string; indent?: number; left?: number } = {},
): Placed => {
  const { size = setting.size, weight = 'regular', fill = INK, indent = 0, left = 0 } = look
  const lines = wrap(text, width - left, { measure: setting.measure, size, weight, indent })
  const marks = lines.flatMap((line, index): TextMark[] =>
    line
      ? [
          {
            kind: 'text',
            text: line,
            x: left + (index === 0 ? indent : 0),
            y: size * (0.95 + LEADING * index),
            size,
            weight,
            fill,
          },
        ]
      : [],
  )
  return { height: lines.length * size * LEADING, marks }
}

/** Things one below the other. */
export const stack = (things: readonly Placed[], gap: number): Placed => {
  let height = 0
  const marks: Mark[] = []
  for (const thing of things) {
    if (height > 0) height += gap
    marks.push({ kind: 'group', y: height, marks: thing.marks })
    height += thing.height
  }
  return { height, marks }
}

/** The blocks of a cell in its width. */
export const cell = (blocks: readonly Block[], width: number, setting: Setting): Placed =>
  stack(
    blocks.map((block) => placeBlock(block, width, setting)),
    setting.size * 0.36,
  )

const placeBlock = (block: Block, width: number, setting: Setting): Placed => {
  const { size } = setting
  switch (block.kind) {
    case 'text':
      return textLines(block.text, width, setting, {
        weight: block.tone === 'quote' ? 'italic' : 'regular',
        fill: block.tone === 'plain' || block.tone === 'quote' ? INK : QUIET,
        size: block.tone === 'quiet' ? size * 0.88 : size,
      })
    case 'point':
      return pointLines(block, width, setting)
    case 'channel':
      return withIcon(
        [{ kind: 'path', d: channelIcon(block.channel, block.channelKind), stroke: ACCENT, strokeWidth: 1.3 }],
        textLines(block.text, width, setting, { left: size * 1.35 }),
        size,
      )
    case 'moment':
      return withIcon(
        momentIcon(block.moment, block),
        textLines(block.text, width, setting, { left: size * 1.45, weight: 'semibold' }),
        size * 1.1,
      )
    case 'lever':
      return leverBar(block, width, setting)
    case 'field':
      return fieldLines(block.label, block.text, width, setting)
  }
}

const withIcon = (icon: readonly Mark[], text: Placed, size: number): Placed => ({
  height: text.height,
  marks: [{ kind: 'group', tag: 'Artifact', x: 0, y: size * 0.12, scale: size / 16, marks: icon }, ...text.marks],
})

const pointLines = (block: Block & { kind: 'point' }, width: number, setting: Setting): Placed => {
  const { size } = setting
  const text = textLines(block.text, width, setting, { left: size * 0.95 })
  const [middle, arm] = [size * 0.66, size * 0.27]
  const colour = block.sign === 'plus' ? GOOD : block.sign === 'minus' ? BAD : QUIET
  const d =
    linePath(0, middle, 2 * arm, middle) + (block.sign === 'plus' ? linePath(arm, middle - arm, arm, middle + arm) : '')
  return { ...text, marks: [{ kind: 'path', d, stroke: colour, strokeWidth: size * 0.15 }, ...text.marks] }
}

/** A label, then its text on the same line where it fits. */
const fieldLines = (label: string, text: string, width: number, setting: Setting): Placed => {
  const { size, measure } = setting
  if (!label) return textLines(text, width, setting)
  const head = textLines(label, width, setting, { weight: 'semibold', fill: QUIET, size: size * 0.92 })
  const taken = measure(label, size * 0.92, 'semibold') + size * 0.45
  const oneLine = head.marks.length === 1 && taken < width * 0.6
  if (!oneLine) return stack([head, textLines(text, width, setting)], 0)
  const body = textLines(text, width, setting, { indent: taken })
  return { height: Math.max(head.height, body.height), marks: [...head.marks, ...body.marks] }
}

/** The lever's name over its scale from 0 to 5: filled to what is perceived, a tick at what is aimed. */
const leverBar = (block: Block & { kind: 'lever' }, width: number, setting: Setting): Placed => {
  const { size } = setting
  const name = textLines(block.text, width, setting, { size: size * 0.95 })
  const [top, thick] = [name.height + size * 0.12, size * 0.42]
  const at = (level: number) => (Math.max(0, Math.min(5, level)) / 5) * width
  const marks: Mark[] = [...name.marks, { kind: 'path', d: rectPath(0, top, width, thick, thick / 2), fill: FAINT }]
  const { aimed, perceived } = block
  if (aimed !== undefined)
    marks.push({ kind: 'path', d: rectPath(0, top, at(aimed), thick, thick / 2), fill: ACCENT_SOFT })
  if (perceived !== undefined)
    marks.push({ kind: 'path', d: rectPath(0, top, at(perceived), thick, thick / 2), fill: ACCENT })
  if (aimed !== undefined)
    marks.push({
      kind: 'path',
      d: linePath(at(aimed), top - size * 0.16, at(aimed), top + thick + size * 0.16),
      stroke: INK,
      strokeWidth: 1.1,
    })
  return { height: top + thick + size * 0.22, marks }
}
