import { Refused } from '../kernel/index.ts'
import type { CsvDialect } from './csv-splitter.ts'

const QUOTE = '"'
const CANDIDATES = [',', ';', '\t', '|']

/** How many cells each of the sample's whole records has, were this the delimiter. */
const cellCounts = (sample: string, delimiter: string, newline: string, whole: boolean): number[] => {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let start = true
  let blank = true
  for (const letter of sample) {
    if (quoted) {
      if (letter === QUOTE) quoted = false
    } else if (letter === QUOTE && (start || !blank)) {
      quoted = start
      blank = false
    } else if (letter === delimiter) {
      cells++
      start = true
      blank = false
      continue
    } else if (letter === newline) {
      if (!blank) counts.push(cells)
      if (counts.length >= 200) return counts
      cells = 1
      start = true
      blank = true
      continue
    } else if (letter !== '\r') blank = false
    start = false
  }
  if (whole && !blank) counts.push(cells)
  return counts
}

/** How alike the records are under a delimiter: the share of those as wide as the first, weighed by the width. */
const likeness = (counts: readonly number[]): number => {
  const header = counts[0] ?? 1
  if (header < 2) return 0
  const alike = counts.filter((count) => count === header).length / counts.length
  return alike * alike * Math.min(2, 1 + Math.log10(header))
}

/** The delimiter and the line ends of a sample of separated values; a first line `sep=;` decides. */
export const detectDialect = (sample: string, whole: boolean, delimiter?: string): CsvDialect => {
  const newline = sample.includes('\n') ? '\n' : sample.includes('\r') ? '\r' : '\n'
  const said = /^sep=(.)\r?\n/.exec(sample)?.[1]
  const best = CANDIDATES.map((candidate) => ({
    candidate,
    score: likeness(cellCounts(sample, candidate, newline, whole)),
  })).reduce((a, b) => (b.score > a.score ? b : a))
  return {
    delimiter: (delimiter ?? said ?? best.candidate).charCodeAt(0),
    newline: newline.charCodeAt(0),
  }
}

/** The delimiter asked for by `--delimiter`: one ASCII character, or `tab`. */
export const namedDelimiter = (text: string): string => {
  const delimiter = text === 'tab' || text === '\\t' ? '\t' : text
  if (/^[^"\r\n\u0080-\uffff]$/.test(delimiter)) return delimiter
  throw new Refused({
    code: 'unknown-delimiter',
    what: {
      fr: `Le séparateur « ${text} » n’est pas un seul caractère ASCII.`,
      en: `The delimiter "${text}" is not one ASCII character.`,
    },
    remedy: { fr: 'Écrivez --delimiter ";" ou --delimiter tab.', en: 'Write --delimiter ";" or --delimiter tab.' },
  })
}

/** Names of columns, each once: an empty one is named by its place, a repeated one by its rank. */
export const columnNames = (header: readonly string[]): string[] => {
  const taken = new Set<string>()
  return header.map((cell, i) => {
    const wanted = cell.trim() || `column_${i + 1}`
    let name = wanted
    for (let rank = 2; taken.has(name); rank++) name = `${wanted}_${rank}`
    taken.add(name)
    return name
  })
}
