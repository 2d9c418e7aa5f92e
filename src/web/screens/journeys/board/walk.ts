import type { JourneyMap } from '../../../../maps/index.ts'
import { touchpointsIn } from './acts.ts'
import { type Cell, cellOf, idOf, kindOf } from './cell.ts'

/** The board's columns as the keyboard walks them: a stage, then its touchpoints. */
export const columnsOf = (map: JourneyMap): readonly (readonly Cell[])[] =>
  map.stages.map(({ id }) => [
    cellOf('stage', id),
    ...touchpointsIn(map, id).map((touchpoint) => cellOf('touchpoint', touchpoint.id)),
  ])

/** Every cell, column by column. */
export const cellsOf = (map: JourneyMap): readonly Cell[] => columnsOf(map).flat()

/** The cell that a key leads to from another; the same one at the edge. */
export const walk = (map: JourneyMap, from: Cell | undefined, key: string, far: boolean): Cell | undefined => {
  const columns = columnsOf(map)
  const column = columns.findIndex((cells) => from !== undefined && cells.includes(from))
  const cells = columns[column]
  if (!cells || from === undefined) return columns[0]?.[0]
  const row = cells.indexOf(from)
  const beside = (next: number) => {
    const there = columns[Math.max(0, Math.min(columns.length - 1, next))] ?? cells
    return there[Math.min(row, there.length - 1)]
  }
  switch (key) {
    case 'ArrowUp':
      return cells[Math.max(0, row - 1)]
    case 'ArrowDown':
      return cells[Math.min(cells.length - 1, row + 1)]
    case 'ArrowLeft':
      return beside(column - 1)
    case 'ArrowRight':
      return beside(column + 1)
    case 'Home':
      return far ? columns[0]?.[0] : cells[0]
    case 'End':
      return far ? columns.at(-1)?.at(-1) : cells.at(-1)
    default:
      return from
  }
}

/** Everything between two cells, in the order of the board; stages are left out of a run of touchpoints. */
export const between = (map: JourneyMap, a: Cell, b: Cell): readonly Cell[] => {
  const cells = cellsOf(map)
  const [from, to] = [cells.indexOf(a), cells.indexOf(b)].sort((x, y) => x - y)
  const run = cells.slice(from, (to ?? 0) + 1)
  const kind = kindOf(b)
  return run.filter((cell) => kindOf(cell) === kind)
}

/** What stands in the place of cells that go: the next one in the column, else the one before. */
export const afterRemoving = (map: JourneyMap, cells: ReadonlySet<Cell>): Cell | undefined => {
  const all = cellsOf(map).filter((cell) => {
    const touchpoint = map.touchpoints.find(({ id }) => cell === cellOf('touchpoint', id))
    const withStage = touchpoint && cells.has(cellOf('stage', touchpoint.stage)) && !cells.has(cell)
    return !withStage
  })
  const last = all.findLastIndex((cell) => cells.has(cell))
  const rest = (from: readonly Cell[]) => from.find((cell) => !cells.has(cell))
  return rest(all.slice(last)) ?? rest(all.slice(0, last).reverse())
}

/** Where a cell stands, to be said: its place among how many, and in which stage. */
export const placeOf = (map: JourneyMap, cell: Cell) => {
  if (kindOf(cell) === 'stage')
    return { at: map.stages.findIndex(({ id }) => id === idOf(cell)) + 1, of: map.stages.length, stage: undefined }
  const touchpoint = map.touchpoints.find(({ id }) => id === idOf(cell))
  const mates = touchpoint ? touchpointsIn(map, touchpoint.stage) : []
  const stage = map.stages.find(({ id }) => id === touchpoint?.stage)
  return { at: mates.findIndex(({ id }) => id === touchpoint?.id) + 1, of: mates.length, stage }
}
