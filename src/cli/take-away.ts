import { draw, PICTURES, type Picture } from '../drawings/draw.node.ts'
import { mapWorkbook, type WorkbookInput } from '../exports/index.ts'

/** Everything that a map can be taken away as. */
export const KINDS = [...PICTURES, 'xlsx'] as const
export type Kind = Picture | 'xlsx'

export interface Wanted extends WorkbookInput {
  readonly kind: Kind
  readonly size: 'a3' | 'a4'
  /** Dates a PDF. */
  readonly at: number
}

export interface TakenAway {
  readonly bytes: Uint8Array
  /** Sheets of paper, or of the workbook. */
  readonly sheets: number
}

/** A map as a file: the same bytes for the screen and for the command line. */
export const takeAway = async (wanted: Wanted): Promise<TakenAway> => {
  const { kind, map, size, language, at } = wanted
  if (kind === 'xlsx') {
    const { xlsxOf } = await import('../exports/workbook.node.ts')
    const sheets = mapWorkbook(wanted)
    return { bytes: await xlsxOf(sheets), sheets: sheets.length }
  }
  const { content, sheets } = await draw(map, kind, size, language, new Date(at))
  return { bytes: typeof content === 'string' ? Buffer.from(content) : content, sheets }
}
