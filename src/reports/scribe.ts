import { duration, escaped, NBSP, number, percent } from '../drawings/index.ts'
import type { Satisfaction } from '../feedback/index.ts'
import { type Language, type Rate, say, type Words } from '../kernel/index.ts'
import { DEFINITIONS, type Definition, PAGE_WORDS, type PageWord } from './words.ts'

/** What a number says of itself when it is hovered, focused or tapped: shown as text, never as markup. */
export interface Explanation {
  readonly title: string
  readonly rows: readonly (readonly [label: string, text: string])[]
  readonly meaning: string
}

type Row = readonly [label: string, text: string] | undefined

/**
 * Writes the numbers of one language's page. The one place that withholds: a count of people between 1 and minN - 1 is never
 * written, nor a rate, a time or a score that rests on fewer than minN; the page can only show what a scribe has said.
 */
export interface Scribe {
  readonly language: Language
  readonly minN: number
  readonly explanations: Explanation[]
  t(word: PageWord): string
  say(words: Words): string
  /** A colon as the language sets it, its space before it included. */
  readonly colon: string
  /** Whether a count of people may be written. */
  shows(people: number): boolean
  people(count: number): string
  rate(rate: Rate): string
  time(seconds: number | null, n: number): string
  score(score: Satisfaction): string
  /** Keeps an explanation and gives its number, for a drawing that is no button. */
  explain(explanation: Pick<Asked, 'title' | 'definition' | 'rows'>): number
  /** A number that explains itself: a button whose explanation travels as data. `text` is plain text. */
  figure(text: string, explanation: Asked): string
  rateFigure(rate: Rate, asked: Omit<Asked, 'rows'> & { readonly rows?: readonly Row[] }): string
  peopleFigure(count: number, asked: Omit<Asked, 'rows'> & { readonly rows?: readonly Row[] }): string
  rateRows(rate: Rate): readonly Row[]
}

export interface Asked {
  readonly title: string
  readonly definition: Definition
  readonly rows: readonly Row[]
  /** Of the button, where the number alone would not be understood. */
  readonly label?: string
  readonly look?: string
}

export const createScribe = (language: Language, minN: number): Scribe => {
  const explanations: Explanation[] = []
  const colon = language === 'fr' ? `${NBSP}:` : ':'
  const t = (word: PageWord) => say(PAGE_WORDS[word], language)
  const few = `<${NBSP}${number(minN, language)}`
  const shows = (count: number) => count === 0 || count >= minN
  const people = (count: number) => (shows(count) ? number(count, language) : few)
  const rate = (r: Rate) => rateText(r, minN, language)
  const explain = ({ title, rows, definition }: Pick<Asked, 'title' | 'definition' | 'rows'>) => {
    const said = rows.filter((row): row is NonNullable<Row> => row !== undefined)
    return explanations.push({ title, rows: said, meaning: say(DEFINITIONS[definition].meaning, language) }) - 1
  }
  const figure = (text: string, asked: Asked) => {
    const { label, look } = asked
    const name = label ? ` aria-label="${escaped(`${label}${colon} ${text}`)}"` : ''
    return `<button type="button" class="fig${look ? ` ${look}` : ''}" data-k="${explain(asked)}"${name}>${escaped(text)}</button>`
  }
  const rateRows = (r: Rate): readonly Row[] => {
    if (r.den > 0 && r.den < minN) return [[t('nSample'), few]]
    if (!shows(r.num)) return [[t('countLabel'), `${few} / ${number(r.den, language)}`]]
    return [
      [t('countLabel'), `${number(r.num, language)} / ${number(r.den, language)}`],
      r.low === null || r.high === null
        ? undefined
        : [t('interval'), `${percent(r.low, language)} – ${percent(r.high, language)}`],
      r.n === r.den ? undefined : [t('nSample'), people(r.n)],
    ]
  }
  return {
    language,
    minN,
    explanations,
    t,
    say: (words) => say(words, language),
    colon,
    shows,
    people,
    rate,
    time: (seconds, n) => (n > 0 && n < minN ? `n${NBSP}${few}` : seconds === null ? '–' : duration(seconds, language)),
    score: (score) => scoreText(score, minN, language),
    explain,
    figure,
    rateFigure: (r, asked) => figure(rate(r), { ...asked, rows: [...rateRows(r), ...(asked.rows ?? [])] }),
    peopleFigure: (count, asked) =>
      figure(people(count), { ...asked, rows: [[t('countLabel'), people(count)], ...(asked.rows ?? [])] }),
    rateRows,
  }
}

const rateText = ({ value, num, den }: Rate, minN: number, language: Language): string => {
  if (den === 0) return '–'
  const few = number(minN, language)
  if (den < minN) return `n${NBSP}<${NBSP}${few}`
  if (num > 0 && num < minN) return `<${NBSP}${percent(minN / den, language)}`
  return percent(value ?? num / den, language)
}

const scoreText = ({ metric, n, value }: Satisfaction, minN: number, language: Language): string => {
  if (n === 0) return '–'
  if (n < minN || value === null) return `n${NBSP}<${NBSP}${number(minN, language)}`
  if (metric === 'csat') return percent(value, language, 0)
  return metric === 'nps' ? (value > 0 ? '+' : '') + number(value, language) : number(value, language, 1)
}

/** A score's own scale, as shares of a drawing's width. */
export const scoreShare = (metric: Satisfaction['metric'], value: number): number =>
  metric === 'csat' ? value : metric === 'nps' ? (value + 100) / 200 : (value - 1) / 6

export const scoreRows = (s: Scribe, score: Satisfaction): readonly Row[] => {
  if (score.n < s.minN) return [[s.t('nSample'), s.people(score.n)]]
  const bound = (value: number) => scoreText({ ...score, value }, 0, s.language)
  return [
    [s.t('answers'), s.people(score.n)],
    score.low === null || score.high === null
      ? undefined
      : [s.t('interval'), `${bound(score.low)} – ${bound(score.high)}`],
  ]
}
