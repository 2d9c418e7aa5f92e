import { bar, columns, duration, heading, number, percent } from '../cli/tell.ts'
import { type Language, type Rate, say } from '../kernel/index.ts'
import type { Estimate } from '../statistics/index.ts'
import type { Cell, Column, ResultTable } from './result-table.ts'

const isNumber = (cell: Cell): cell is number => typeof cell === 'number'
const isEstimate = (cell: Cell): cell is Estimate => typeof cell === 'object' && cell !== null

const places = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
const plain = (value: number, language: Language) =>
  number(value, language, Number.isInteger(value) ? 0 : places(value))

const rateText = ({ value, low, high, n }: Estimate | Rate, language: Language): string => {
  if (value === null) return n === 0 ? '–' : say({ fr: `trop peu (n = ${n})`, en: `too few (n = ${n})` }, language)
  const bound = (share: number) => number(share * 100, language, 1)
  const interval = low === null || high === null ? '' : ` [${bound(low)} – ${bound(high)}]`
  return `${percent(value, language)}${interval}, n = ${number(n, language)}`
}

const estimateText = ({ value, low, high, n }: Estimate, language: Language, unit?: 'seconds'): string => {
  if (value === null) return '–'
  const amount = (one: number) => (unit ? duration(one, language) : plain(one, language))
  const interval = low === null || high === null ? '' : ` [${amount(low)} – ${amount(high)}]`
  return `${amount(value)}${interval}, n = ${number(n, language)}`
}

const cellText = (cell: Cell, { kind, said, unit }: Column, language: Language): string => {
  if (isEstimate(cell)) return kind === 'rate' ? rateText(cell, language) : estimateText(cell, language, unit)
  if (!isNumber(cell)) {
    const words = typeof cell === 'string' && said && Object.hasOwn(said, cell) ? said[cell] : undefined
    return words ? say(words, language) : (cell ?? '')
  }
  if (kind === 'share') return `${bar(cell, 8)} ${percent(cell, language)}`.trimStart()
  if (kind === 'seconds') return duration(cell, language)
  if (kind === 'p') return cell < 0.0001 ? '< 0.0001' : number(cell, language, 4)
  return plain(cell, language)
}

/** A table for a terminal. */
export const tableText = ({ title, note, columns: heads, rows }: ResultTable, language: Language): string =>
  [
    ...heading(say(title, language)).slice(1),
    ...(note ? [`  ${say(note, language)}`] : []),
    ...columns(
      [
        heads.map((head) => say(head.title, language)),
        ...rows.map((row) => heads.map((head, at) => cellText(row[at], head, language))),
      ],
      heads.map(({ kind }) => (kind === 'text' || kind === 'share' ? 'left' : 'right')),
    ),
    '',
  ].join('\n')
