import { Refused } from '../kernel/index.ts'
import type { RowReader } from './reader.ts'
import type { DayOrder } from './times.ts'

const SLASHED = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?=$|[\sT,])/

interface Evidence {
  dayFirst: number
  monthFirst: number
  slashed: number
  firstLine: number
}

const look = async (reader: RowReader, columns: readonly string[], rows: number): Promise<Evidence> => {
  const evidence: Evidence = { dayFirst: 0, monthFirst: 0, slashed: 0, firstLine: 0 }
  let seen = 0
  for await (const block of reader.blocks()) {
    const indexes = columns.map((name) => block.names.indexOf(name)).filter((index) => index >= 0)
    for (let row = 0; row < block.count; row++)
      for (const index of indexes) {
        const match = SLASHED.exec(block.text(row, index) ?? '')
        if (!match) continue
        if (evidence.slashed++ === 0) evidence.firstLine = block.lines[row] ?? 0
        const [first, second] = [Number(match[1]), Number(match[3])]
        if (first > 12 && second <= 12) evidence.dayFirst++
        else if (second > 12 && first <= 12) evidence.monthFirst++
      }
    seen += block.count
    if (seen >= rows && evidence.slashed === 0) break
  }
  return evidence
}

const SAMPLE = 2000

/**
 * Whether 03/04 is the third of April or the fourth of March, decided over the whole of the columns; `undefined` where
 * they hold no such dates. Refused where nothing decides, or where both orders are met.
 */
export const dayOrder = async (reader: RowReader, columns: readonly string[]): Promise<DayOrder | undefined> => {
  const { dayFirst, monthFirst, slashed, firstLine } = await look(reader, columns, SAMPLE)
  if (slashed === 0) return undefined
  if (dayFirst > 0 && monthFirst === 0) return 'dmy'
  if (monthFirst > 0 && dayFirst === 0) return 'mdy'
  const names = columns.map((name) => `"${name}"`).join(', ')
  throw new Refused({
    code: 'ambiguous-dates',
    what:
      dayFirst > 0
        ? {
            fr: `Les dates de ${names} sont dans les deux ordres : ${dayFirst} commencent par le jour, ${monthFirst} par le mois.`,
            en: `The dates of ${names} are in both orders: ${dayFirst} start with the day, ${monthFirst} with the month.`,
          }
        : {
            fr: `Rien dans la colonne ${names} ne dit si 03/04 est le 3 avril ou le 4 mars.`,
            en: `Nothing in the column ${names} says whether 03/04 is the 3rd of April or the 4th of March.`,
          },
    remedy: {
      fr: 'Dites-le : --date-format dmy (jour d’abord) ou --date-format mdy (mois d’abord).',
      en: 'Say it: --date-format dmy (day first) or --date-format mdy (month first).',
    },
    at: { file: reader.file, line: firstLine },
  })
}
