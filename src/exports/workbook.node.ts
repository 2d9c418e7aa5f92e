import writeExcel from 'write-excel-file/node'
import type { Cell, Format, Sheet } from './sheet.ts'

const FORMATS: Readonly<Record<Format, string>> = {
  whole: '#,##0',
  decimal: '0.0#',
  percent: '0.0%',
  days: '0.0',
}
const HEADING = { fontWeight: 'bold', backgroundColor: '#e8eff2', wrap: true, alignVertical: 'top' } as const
const BODY = { wrap: true, alignVertical: 'top' } as const

const written = (cell: Cell, heading: boolean) => {
  const look = heading ? HEADING : BODY
  if (cell === null) return heading ? { value: '', type: String, ...look } : null
  if (typeof cell === 'string') return { value: cell, type: String, format: '@', ...look }
  return { value: cell.number, type: Number, format: FORMATS[cell.as], ...look }
}

/** Sheet names as Excel takes them: at most 31 letters, none of `: \ / ? * [ ]`. */
const nameOf = ({ name }: Sheet): string => name.replace(/[:\\/?*[\]]/g, ' ').slice(0, 31)

/** A workbook as the bytes of an .xlsx file: real numbers, headings that stay in sight. */
export const xlsxOf = async (sheets: readonly Sheet[]): Promise<Buffer> =>
  writeExcel(
    sheets.map((sheet) => ({
      data: sheet.rows.map((row, index) => row.map((cell) => written(cell, index < sheet.headings))),
      sheet: nameOf(sheet),
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: sheet.headings,
      stickyColumnsCount: sheet.names,
    })),
  ).toBuffer()
