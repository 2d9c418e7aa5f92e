import { dateInWords, duration, number, percent } from '../drawings/index.ts'
import { type Language, say, type Words } from '../kernel/index.ts'
import { bar, columns, fitted, heading } from './layout.ts'
import type { LogSummary } from './log.ts'

const WORDS = {
  title: { fr: 'Le journal brut', en: 'The raw log' },
  asOf: { fr: 'au', en: 'as of' },
  empty: {
    fr: 'Aucun événement : importez-en (parcours import FICHIER --source NOM), ou élargissez les filtres.',
    en: 'No event: bring some in (parcours import FILE --source NAME), or widen the filters.',
  },
  events: { fr: 'événements', en: 'events' },
  cases: { fr: 'cas', en: 'cases' },
  activities: { fr: 'activités', en: 'activities' },
  variants: { fr: 'chemins distincts', en: 'distinct paths' },
  edges: { fr: 'enchaînements distincts, suivis', en: 'distinct steps, taken' },
  times: { fr: 'fois', en: 'times' },
  half: { fr: 'La moitié des cas durent moins de', en: 'Half of the cases last less than' },
  nine: { fr: 'neuf sur dix moins de', en: 'nine in ten less than' },
  inferred: {
    fr: 'Les événements sans identifiant de cas sont groupés par personne et session de 30 minutes.',
    en: 'Events without a case id are grouped by person and 30-minute session.',
  },
  top: { fr: 'Chemins les plus suivis', en: 'Commonest paths' },
  steps: { fr: 'Enchaînements les plus fréquents', en: 'Commonest steps' },
  median: { fr: 'attente médiane', en: 'median wait' },
  starts: { fr: 'Les cas commencent par', en: 'Cases start with' },
  ends: { fr: 'Les cas finissent par', en: 'Cases end with' },
  more: { fr: 'et d’autres, en tout', en: 'and others, in all' },
} as const satisfies Record<string, Words>

const LINES = 12
const PATH_WIDTH = 96

/** The log for a person to read. */
export const logText = (log: LogSummary, language: Language): string => {
  const w = (key: keyof typeof WORDS) => say(WORDS[key], language)
  const n = (value: number) => number(value, language)
  if (log.events === 0) return `${w('empty')}\n`
  const more = (shown: number, all: number) => (all > shown ? [`  ${w('more')} ${n(all)}`] : [])
  const activityLines = (list: LogSummary['starts']) =>
    columns(
      list.slice(0, 5).map(({ activity, cases }) => [n(cases), percent(cases / log.cases, language), activity]),
      ['right', 'right', 'left'],
    )
  const most = log.topVariants[0]?.cases ?? 1
  const { p50, p50Low, p50High, p90 } = log.caseSeconds
  const between = (low: number | null, high: number | null) =>
    low === null || high === null ? '' : ` [${duration(low, language)} – ${duration(high, language)}]`
  return [
    `${w('title')}${log.asOf === null ? '' : `, ${w('asOf')} ${dateInWords(log.asOf, language)}`}`,
    '',
    `  ${n(log.events)} ${w('events')} · ${n(log.cases)} ${w('cases')} · ${n(log.activities)} ${w('activities')}`,
    `  ${n(log.variants)} ${w('variants')} · ${n(log.edges)} ${w('edges')} ${n(log.transitions)} ${w('times')}`,
    `  ${w('half')} ${duration(p50 ?? 0, language)}${between(p50Low, p50High)}, ${w('nine')} ${duration(p90 ?? 0, language)}.`,
    ...(log.caseBasis === undefined ? [] : [`  ${w('inferred')}`]),
    ...heading(w('top')),
    ...columns(
      log.topVariants.map(({ path, cases }) => [
        n(cases),
        percent(cases / log.cases, language),
        bar(cases / most),
        fitted(path.join(' → '), PATH_WIDTH),
      ]),
      ['right', 'right', 'left', 'left'],
    ),
    ...more(log.topVariants.length, log.variants),
    ...heading(w('steps'), `(${w('median')})`),
    ...columns(
      log.edgesList
        .slice(0, LINES)
        .map(({ from, to, count, medianSeconds, medianLow, medianHigh }) => [
          n(count),
          `${duration(medianSeconds ?? 0, language)}${between(medianLow, medianHigh)}`,
          `${from} → ${to}`,
        ]),
      ['right', 'right', 'left'],
    ),
    ...more(LINES, log.edges),
    ...heading(w('starts')),
    ...activityLines(log.starts),
    ...more(5, log.starts.length),
    ...heading(w('ends')),
    ...activityLines(log.ends),
    ...more(5, log.ends.length),
    '',
  ].join('\n')
}
