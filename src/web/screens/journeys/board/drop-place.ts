import type { Slot } from './acts.ts'

interface Card {
  readonly id: string
  readonly top: number
  readonly bottom: number
}
interface Column {
  readonly stage: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Where its first card would stand. */
  readonly start: number
  readonly cards: readonly Card[]
}

/** Where everything stands when something is picked up, in the board's own coordinates: read once, never while moving. */
export interface Measured {
  readonly columns: readonly Column[]
  /** One column under the other, as on a phone. */
  readonly stacked: boolean
}

export interface Line {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const measure = (board: HTMLElement): Measured => {
  const frame = board.getBoundingClientRect()
  const [x, y] = [board.scrollLeft - frame.left, board.scrollTop - frame.top]
  const columns = [...board.querySelectorAll<HTMLElement>('[data-stage]')].map((element): Column => {
    const box = element.getBoundingClientRect()
    const head = element.querySelector('[data-head]')?.getBoundingClientRect()
    const cards = [...element.querySelectorAll<HTMLElement>('[data-card]')].map((card): Card => {
      const { top, bottom } = card.getBoundingClientRect()
      return { id: card.dataset.card ?? '', top: top + y, bottom: bottom + y }
    })
    return {
      stage: element.dataset.stage ?? '',
      left: box.left + x,
      right: box.right + x,
      top: box.top + y,
      bottom: box.bottom + y,
      start: (head?.bottom ?? box.top) + y + 6,
      cards,
    }
  })
  const [first, second] = columns
  return { columns, stacked: first !== undefined && second !== undefined && second.top >= first.bottom }
}

const distance = (value: number, low: number, high: number): number =>
  value < low ? low - value : value > high ? value - high : 0

/** Where what is carried would be put, from the point under the pointer. */
export const slotAt = (
  { columns, stacked }: Measured,
  point: { readonly x: number; readonly y: number },
  carried: ReadonlySet<string>,
): Slot | undefined => {
  const away = (column: Column) =>
    stacked ? distance(point.y, column.top, column.bottom) : distance(point.x, column.left, column.right)
  const [column] = [...columns].sort((a, b) => away(a) - away(b))
  if (!column) return undefined
  const others = column.cards.filter(({ id }) => !carried.has(id))
  const before = others.findLast(({ top, bottom }) => (top + bottom) / 2 < point.y)
  return { stage: column.stage, after: before?.id ?? null }
}

/** The line that shows where a touchpoint would stand. */
export const lineOf = ({ columns }: Measured, { stage, after }: Slot): Line | undefined => {
  const column = columns.find((one) => one.stage === stage)
  if (!column) return undefined
  const card = column.cards.find(({ id }) => id === after)
  const top = card ? card.bottom + 2 : Math.min(column.start, (column.cards[0]?.top ?? Number.POSITIVE_INFINITY) - 4)
  return { left: column.left + 12, top, width: column.right - column.left - 24, height: 3 }
}

/** After which stage a stage would stand (`null`: first), and the line that shows it. */
export const stageSlotAt = ({ columns, stacked }: Measured, point: { readonly x: number; readonly y: number }) => {
  const middle = (column: Column) =>
    stacked ? (column.top + column.bottom) / 2 < point.y : (column.left + column.right) / 2 < point.x
  const before = columns.findLast(middle)
  const next = before ? columns[columns.indexOf(before) + 1] : columns[0]
  const beside = before ?? next
  if (!beside) return undefined
  const line: Line = stacked
    ? {
        left: beside.left,
        top: before ? before.bottom + 4 : beside.top - 7,
        width: beside.right - beside.left,
        height: 3,
      }
    : {
        left: before ? before.right + 4 : beside.left - 7,
        top: beside.top,
        width: 3,
        height: beside.bottom - beside.top,
      }
  return { after: before?.stage ?? null, line }
}
