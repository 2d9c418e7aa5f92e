import { type Frame, type Placed, type Setting, stack, textLines } from './cells.ts'
import { BAD, INK, PAPER, PHASE_COLOURS, QUIET } from './colours.ts'
import type { Column } from './lanes.ts'
import type { MapTable, StageColumns } from './map-table.ts'
import { type Group, type Mark, rectPath } from './marks.ts'
import { writtenDuration } from './typography.ts'
import { NEED_WORDS, DRAWING_WORDS as W } from './vocabulary.ts'

const GAP = 3

interface Spot {
  readonly x: number
  readonly width: number
}

/** The head of the table: phases, stages as arrows with the time given to each, touchpoints as cards. */
export const band = (table: MapTable, setting: Setting, frame: Frame): Placed => {
  const { size } = setting
  const phases = row(W.phases[table.language], phaseHeads(table, setting, frame), setting, frame)
  const stages = row(W.stages[table.language], stageArrows(table, setting, frame), setting, frame)
  const cards = row(W.touchpoints[table.language], touchpointCards(table, setting, frame), setting, frame)
  return stack([phases, stages, cards, { height: size * 0.4, marks: [] }], size * 0.5)
}

const row = (name: string, cells: { height: number; groups: Group[] }, setting: Setting, frame: Frame): Placed => {
  const label = textLines(name, frame.left - frame.margin - 6, setting, { weight: 'semibold', fill: QUIET })
  const y = Math.max(0, Math.min(setting.size * 0.7, (cells.height - label.height) / 2))
  const head: Group = { kind: 'group', tag: 'TH', scope: 'Row', x: frame.margin, y, marks: label.marks }
  return {
    height: Math.max(cells.height, label.height),
    marks: [{ kind: 'group', tag: 'TR', marks: [head, ...cells.groups] }],
  }
}

const spots = (counts: readonly number[], { left, columnWidth }: Frame): Spot[] => {
  let before = 0
  return counts.map((count) => {
    const spot = { x: left + before * columnWidth, width: count * columnWidth }
    before += count
    return spot
  })
}

const headOf = (spot: Spot, columns: number, marks: readonly Mark[]): Group => ({
  kind: 'group',
  tag: 'TH',
  scope: 'Column',
  columns,
  x: spot.x,
  marks,
})

const phaseHeads = (table: MapTable, setting: Setting, frame: Frame) => {
  const { size } = setting
  const counts = table.phases.map(({ stages }) => stages.reduce((sum, { columns }) => sum + columns.length, 0))
  const places = spots(counts, frame)
  const groups = table.phases.map(({ phase, title }, index) => {
    const spot = places[index] ?? { x: 0, width: 0 }
    const words = textLines(title.toLocaleUpperCase(table.language), spot.width - 2 * GAP, setting, {
      size: size * 0.85,
      weight: 'semibold',
      fill: PHASE_COLOURS[phase],
    })
    const line: Mark = { kind: 'path', d: rectPath(GAP / 2, 0, spot.width - GAP, 2.2), fill: PHASE_COLOURS[phase] }
    const marks: Mark[] = [line, { kind: 'group', x: GAP, y: size * 0.55, marks: words.marks }]
    return { height: words.height + size * 0.6, group: headOf(spot, counts[index] ?? 1, marks) }
  })
  return { height: Math.max(...groups.map(({ height }) => height)), groups: groups.map(({ group }) => group) }
}

const stagesOf = (table: MapTable) =>
  table.phases.flatMap(({ phase, stages }) => stages.map((stage) => ({ phase, stage })))

const stageArrows = (table: MapTable, setting: Setting, frame: Frame) => {
  const { size } = setting
  const stages = stagesOf(table)
  const places = spots(
    stages.map(({ stage }) => stage.columns.length),
    frame,
  )
  const words = stages.map(({ stage }, index) => stageWords(stage, (places[index]?.width ?? 0) - size * 2.4, setting))
  const height = Math.max(...words.map((placed) => placed.height)) + size * 1.1
  const groups = stages.map(({ phase, stage }, index) => {
    const spot = places[index] ?? { x: 0, width: 0 }
    const shape: Mark = {
      kind: 'path',
      d: arrow(spot.width - GAP, height, size * 0.9, index > 0),
      fill: PHASE_COLOURS[phase],
    }
    const placed = words[index] ?? { height: 0, marks: [] }
    const text: Group = { kind: 'group', x: size * 1.5, y: (height - placed.height) / 2, marks: placed.marks }
    return headOf({ x: spot.x + GAP / 2, width: spot.width }, stage.columns.length, [
      { kind: 'group', tag: 'Artifact', marks: [shape] },
      text,
    ])
  })
  return { height, groups }
}

const stageWords = (stage: StageColumns, width: number, setting: Setting): Placed => {
  const { size } = setting
  const title = textLines(stage.title, width, setting, { size: size * 1.3, weight: 'semibold', fill: PAPER })
  if (!stage.facts.length) return title
  return stack(
    [title, textLines(stage.facts.join(' · '), width, setting, { fill: PAPER, size: size * 0.95 })],
    size * 0.1,
  )
}

/** A block that points to the next one. */
const arrow = (width: number, height: number, point: number, notched: boolean): string => {
  const tail = notched ? `L${point} ${height / 2}` : ''
  return `M0 0L${width - point * 0.2} 0L${width + point * 0.7} ${height / 2}L${width - point * 0.2} ${height}L0 ${height}${tail}z`
}

const touchpointCards = (table: MapTable, setting: Setting, frame: Frame) => {
  const { size } = setting
  const columns = stagesOf(table).flatMap(({ stage }) => stage.columns)
  const [pad, width] = [size * 0.55, frame.columnWidth - GAP]
  const words = columns.map((column) => cardWords(column, width - 2 * pad, setting, table.language))
  const height = Math.max(...words.map((placed) => placed.height)) + 2 * pad
  const groups = columns.map((column, index) => {
    const absent = column.need === 'expected_absent'
    const card: Mark = {
      kind: 'path',
      d: rectPath(0, 0, width, height, 3),
      fill: PAPER,
      stroke: absent ? BAD : column.need === 'optional' ? QUIET : '#9fb3bc',
      strokeWidth: absent ? 1 : 0.8,
      ...(column.need !== 'mandatory' && { dash: [2.6, 2] as const }),
    }
    const text: Group = { kind: 'group', x: pad, y: pad, marks: words[index]?.marks ?? [] }
    return headOf({ x: frame.left + index * frame.columnWidth + GAP / 2, width }, 1, [
      { kind: 'group', tag: 'Artifact', marks: [card] },
      text,
    ])
  })
  return { height, groups }
}

const cardWords = (
  { touchpoint, title, need }: Column,
  width: number,
  setting: Setting,
  language: 'fr' | 'en',
): Placed => {
  const { size } = setting
  const notes = touchpoint
    ? [
        need !== 'mandatory' && NEED_WORDS[need][language],
        touchpoint.repeatable && W.repeatable[language],
        touchpoint.expected && writtenDuration(touchpoint.expected, language),
      ].filter((note): note is string => Boolean(note))
    : []
  const head = textLines(title, width, setting, {
    weight: touchpoint ? 'semibold' : 'italic',
    fill: touchpoint ? INK : QUIET,
  })
  if (!notes.length) return head
  const fill = need === 'expected_absent' ? BAD : QUIET
  return stack([head, textLines(notes.join(' · '), width, setting, { size: size * 0.88, fill })], size * 0.15)
}
