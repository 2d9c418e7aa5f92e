import { band } from './band.ts'
import { cell, type Frame, type Placed, type Setting, stack, textLines } from './cells.ts'
import { ACCENT, FAINT, HAIR, INK, QUIET } from './colours.ts'
import { emotionCurve } from './emotion.ts'
import type { Column, LaneRow } from './lanes.ts'
import { legend } from './legend.ts'
import { columnsOf, type MapTable, type PhaseColumns } from './map-table.ts'
import { type Drawing, type Group, linePath, type Mark, type Measure, type Sheet } from './marks.ts'
import { NBSP } from './typography.ts'
import { DRAWING_WORDS as W } from './vocabulary.ts'

export type Format = 'a3' | 'a4'

const PAPERS = {
  a3: { width: 1190.55, height: 841.89, margin: 30, sizes: [9, 8.5, 8, 7.6, 7.2, 6.8] },
  a4: { width: 841.89, height: 595.28, margin: 24, sizes: [8, 7.5, 7, 6.6, 6.2] },
} as const

/**
 * A map's table on landscape sheets: the largest type in which everything fits on one sheet, else on two, and so on.
 * Nothing is ever cut: where one column alone is too tall for the paper, its sheet is taller than the paper.
 */
export const drawMap = (table: MapTable, measure: Measure, format: Format = 'a3'): Drawing => {
  const paper = PAPERS[format]
  const columns = columnsOf(table).length
  const smallest = paper.sizes[paper.sizes.length - 1] ?? 7
  const most = Math.max(1, Math.floor((paper.width - 2 * paper.margin - smallest * 10) / (smallest * 6.2)))
  for (let count = 1; count <= columns; count++) {
    const parts = balanced(table, count, most)
    if (!parts) continue
    for (const size of paper.sizes) {
      const sheets = parts.map((part, index) => sheetOf(part, { measure, size }, paper, [index + 1, parts.length]))
      if (sheets.every((sheet) => sheet.height <= paper.height)) return drawing(table, sheets)
    }
    if (count === columns)
      return drawing(
        table,
        parts.map((part, i) => sheetOf(part, { measure, size: smallest }, paper, [i + 1, parts.length])),
      )
  }
  return drawing(table, [sheetOf(table, { measure, size: smallest }, paper, [1, 1])])
}

/** The table in at most `count` parts of at most `most` columns, as even as its stages allow; nothing where that cannot be. */
const balanced = (table: MapTable, count: number, most: number): MapTable[] | undefined => {
  for (let width = Math.ceil(columnsOf(table).length / count); width <= most; width++) {
    const parts = split(table, width)
    if (parts.length <= count) return parts
  }
  return undefined
}

const drawing = (table: MapTable, sheets: readonly Sheet[]): Drawing => ({
  title: table.title,
  subject: [table.overline, ...table.objectives].join('. '),
  language: table.language,
  sheets,
})

/** The table cut into parts of at most `most` columns, between stages where it can be. */
const split = (table: MapTable, most: number): MapTable[] => {
  const parts: number[][] = [[]]
  let next = 0
  for (const { stages } of table.phases)
    for (const { columns } of stages) {
      for (let from = 0; from < columns.length; from += most) {
        const piece = columns.slice(from, from + most).map((_, index) => next + from + index)
        const last = parts[parts.length - 1] ?? []
        if (last.length > 0 && last.length + piece.length > most) parts.push(piece)
        else last.push(...piece)
      }
      next += columns.length
    }
  return parts.length === 1 ? [table] : parts.map((kept) => only(table, new Set(kept)))
}

const only = (table: MapTable, kept: ReadonlySet<number>): MapTable => {
  let index = 0
  const phases = table.phases
    .map(
      (phase): PhaseColumns => ({
        ...phase,
        stages: phase.stages
          .map((stage) => ({ ...stage, columns: stage.columns.filter(() => kept.has(index++)) }))
          .filter(({ columns }) => columns.length > 0),
      }),
    )
    .filter(({ stages }) => stages.length > 0)
  const pick = <T>(all: readonly T[]) => all.filter((_, column) => kept.has(column))
  const lanes = table.lanes
    .map(
      (lane): LaneRow => ({
        ...lane,
        cells: pick(lane.cells),
        ...(lane.lines && { lines: lane.lines.map((line) => ({ ...line, values: pick(line.values) })) }),
      }),
    )
    .filter(({ cells }) => cells.some((blocks) => blocks.length > 0))
  return { ...table, phases, lanes }
}

const GAP = 3

const sheetOf = (
  table: MapTable,
  setting: Setting,
  paper: { width: number; height: number; margin: number },
  [page, pages]: readonly [number, number],
): Sheet => {
  const { width, margin } = paper
  const columns = columnsOf(table)
  const left = margin + setting.size * 9.6
  // A map of three columns is not stretched over the whole sheet.
  const columnWidth = Math.min((width - margin - left) / columns.length, setting.size * 24)
  const frame: Frame = { width, margin, left, columnWidth }
  const head = heading(table, setting, frame, page, pages)
  const top = band(table, setting, frame)
  const lanes = table.lanes.map((lane) => laneOf(lane, columns, setting, frame))
  const foot = legend(table, setting, frame)
  const used =
    head.height +
    top.height +
    lanes.reduce((sum, lane) => sum + lane.height, 0) +
    foot.height +
    2 * margin +
    setting.size
  const slack = Math.max(0, Math.min(setting.size * 1.1, (paper.height - used) / Math.max(1, lanes.length)))
  const marks: Mark[] = [...head.marks]
  let y = margin + head.height
  const rows: Mark[] = [{ kind: 'group', y, marks: top.marks }]
  y += top.height
  for (const lane of lanes) {
    rows.push({ kind: 'group', y: y + slack / 2, marks: lane.marks })
    rows.push(rule(frame, y + lane.height + slack, columns.length))
    y += lane.height + slack
  }
  marks.push({ kind: 'group', tag: 'Table', marks: rows })
  const height = Math.max(paper.height, y + setting.size * 0.8 + foot.height + margin)
  marks.push({ kind: 'group', tag: 'Artifact', y: height - margin - foot.height, marks: foot.marks })
  return { width, height, marks }
}

const rule = ({ margin, left, columnWidth }: Frame, y: number, columns: number): Group => ({
  kind: 'group',
  tag: 'Artifact',
  marks: [{ kind: 'path', d: linePath(margin, y, left + columnWidth * columns, y), stroke: HAIR, strokeWidth: 0.5 }],
})

/** Title and objectives on the left, the perimeter on the right. */
const heading = (table: MapTable, setting: Setting, frame: Frame, page: number, pages: number): Placed => {
  const { width, margin } = frame
  const { size } = setting
  const room = (width - 2 * margin) * 0.62
  const leaf = pages > 1 ? `${NBSP}· ${W.sheet[table.language]}${NBSP}${page}/${pages}` : ''
  const title = textLines(table.title, room, setting, { size: size * 2.5, weight: 'semibold' })
  const said = stack(
    [
      tagged(
        'P',
        textLines((table.overline + leaf).toLocaleUpperCase(table.language), room, setting, {
          size: size * 0.85,
          weight: 'semibold',
          fill: ACCENT,
        }),
      ),
      tagged('H1', title),
      ...table.objectives.map((text) =>
        tagged('P', textLines(text, room, setting, { size: size * 1.12, fill: QUIET })),
      ),
    ],
    size * 0.3,
  )
  const side = stack(
    table.perimeter.map(({ label, text }) =>
      tagged('P', perimeterLine(label, text, setting, (width - 2 * margin) * 0.3)),
    ),
    size * 0.35,
  )
  const right = margin + (width - 2 * margin) * 0.7
  return {
    height: Math.max(said.height, side.height) + size * 1.6,
    marks: [
      { kind: 'group', x: margin, y: margin, marks: said.marks },
      { kind: 'group', x: right, y: margin + size * 1.2, marks: side.marks },
    ],
  }
}

const tagged = (tag: 'P' | 'H1', placed: Placed): Placed => ({
  ...placed,
  marks: [{ kind: 'group', tag, marks: placed.marks }],
})

const perimeterLine = (label: string, text: string, setting: Setting, width: number): Placed => {
  const indent = setting.size * 6
  const head = textLines(label, indent, setting, { weight: 'semibold', fill: QUIET })
  const body = textLines(text, width, setting, { left: indent, fill: INK })
  return { height: Math.max(head.height, body.height), marks: [...head.marks, ...body.marks] }
}

/** A lane: its name, and its cells; the emotion lane is one figure over all columns. */
const laneOf = (lane: LaneRow, columns: readonly Column[], setting: Setting, frame: Frame): Placed => {
  const { left, margin, columnWidth } = frame
  const { size } = setting
  const pad = size * 0.55
  const name = textLines(lane.title, left - margin - size, setting, { weight: 'semibold', fill: ACCENT })
  const th: Group = { kind: 'group', tag: 'TH', scope: 'Row', x: margin, y: pad, marks: name.marks }
  if (lane.lines) {
    const height = size * 8.5
    const centres = columns.map((_, column) => left + columnWidth * (column + 0.5))
    const curve = emotionCurve(lane.lines, centres, { left, right: left + columnWidth * columns.length, height })
    const alt = lane.lines
      .map(({ persona, values }) => `${persona}: ${values.map((v) => v ?? '–').join(' ')}`)
      .join('; ')
    const figure: Group = {
      kind: 'group',
      tag: 'TD',
      columns: columns.length,
      marks: [{ kind: 'group', tag: 'Figure', alt, marks: curve }],
    }
    return { height: height + pad, marks: [{ kind: 'group', tag: 'TR', y: pad / 2, marks: [th, figure] }] }
  }
  const cells = lane.cells.map((blocks) => cell(blocks, columnWidth - 2 * GAP - 2, setting))
  const height = Math.max(name.height, ...cells.map((placed) => placed.height)) + 2 * pad
  const separators = columns.slice(1).map((_, index): Mark => {
    const x = left + columnWidth * (index + 1)
    return { kind: 'path', d: linePath(x, pad / 2, x, height - pad / 2), stroke: FAINT, strokeWidth: 0.7 }
  })
  const tds = cells.map(
    (placed, column): Group => ({
      kind: 'group',
      tag: 'TD',
      x: left + columnWidth * column + GAP + 1,
      y: pad,
      marks: placed.marks,
    }),
  )
  const lines: Group = { kind: 'group', tag: 'Artifact', marks: separators }
  return { height, marks: [lines, { kind: 'group', tag: 'TR', marks: [th, ...tds] }] }
}
