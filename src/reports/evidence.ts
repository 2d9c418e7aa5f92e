import { number, percent, quoted } from '../drawings/index.ts'
import { evidenceSentence, type NoticedMoment } from '../moments/index.ts'
import type { Scribe } from './scribe.ts'
import type { View } from './view.ts'

/** The names of statistics that count people or what they did. */
const COUNTS = ['n', 'instances', 'events', 'late', 'abandoned', 'othersN', 'lowN', 'middleN', 'highN']

/** Whether all that a moment rests on is large enough to be written. */
export const writable = ({ statistics }: NoticedMoment, s: Scribe): boolean =>
  COUNTS.every((name) => {
    const value = statistics[name]
    return typeof value !== 'number' || s.shows(value)
  })

/** What was seen, in a sentence. Only for a moment that may be written. */
export const sentenceOf = (moment: NoticedMoment, view: View, s: Scribe): string => {
  const { after } = moment.statistics
  const before = typeof after === 'string' ? quoted(view.touchpointTitle(after), s.language) : s.t('start')
  return evidenceSentence(moment, s.language, before)
}

/** Where a noticed moment is: its touchpoint, its event, else its stage. */
export const placeOf = ({ sign, touchpoint, event, stage }: NoticedMoment, view: View): string => {
  if (sign === 'drop_off' && stage !== null) return view.stageTitle(stage)
  if (touchpoint !== null) return view.touchpointTitle(touchpoint)
  return event ?? (stage === null ? '' : view.stageTitle(stage))
}

type Row = readonly [label: string, text: string]

/** The figures behind the sentence. */
export const evidenceRows = ({ sign, statistics }: NoticedMoment, s: Scribe): Row[] => {
  const of = (name: string) => {
    const value = statistics[name]
    return typeof value === 'number' ? value : undefined
  }
  const rows: Row[] = []
  const [n, low, high, others, z] = [of('n'), of('low'), of('high'), of('others'), of('z')]
  if (n !== undefined) rows.push([s.t('nSample'), s.people(n)])
  if (sign !== 'asymmetry' && low !== undefined && high !== undefined)
    rows.push([s.t('interval'), `${percent(low, s.language)} – ${percent(high, s.language)}`])
  if (others !== undefined) rows.push([s.t('others'), percent(others, s.language)])
  if (z !== undefined) rows.push([s.t('z'), number(z, s.language, 1)])
  return rows
}
