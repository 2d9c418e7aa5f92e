import type { Question } from './question.ts'
import { stepsOf } from './steps.ts'
import type { Telling } from './use-telling.ts'

interface Named {
  /** What stands before the first colon, and after it. */
  readonly kind: string
  readonly rest: string
  readonly question: Question
  readonly telling: Telling
}

type Said = string | undefined

const funnel = ({ kind, rest, question, telling: { say, event } }: Named): Said => {
  const step = event(stepsOf(question)[Number(rest) - 1]?.label ?? rest)
  switch (kind) {
    case 'step':
      return say('measure.behind.reached', { step })
    case 'stopped':
      return say('measure.behind.stopped', { step })
    case 'open':
      return say('measure.behind.open', { step })
    case 'lost':
      return say('measure.behind.lost', { step })
    default:
      return undefined
  }
}

const times = ({ kind, telling: { say } }: Named): Said =>
  kind === 'started' || kind === 'ended' || kind === 'waiting' ? say(`measure.behind.${kind}`) : undefined

/** A day as an axis says it, then what is counted there. */
const onDay = (day: string, of: string, { day: said }: Telling): string =>
  [/^\d{4}-\d\d-\d\d$/.test(day) ? said(day) : day, of].filter(Boolean).join(' · ')

const retention = ({ kind, rest, telling }: Named): Said => {
  const { say } = telling
  if (kind === 'overall') return say('measure.behind.returned', { after: rest })
  if (kind === 'overall-of') return say('measure.behind.mayreturn', { after: rest })
  const [cohort = '', after = ''] = rest.split(/:(?=\d+$)/)
  if (kind !== 'cohort') return undefined
  return say('measure.behind.cohort', { cohort: onDay(cohort, '', telling), after })
}

const activity = ({ kind, rest, telling }: Named): Said => {
  const { say, event, channel } = telling
  const [first = '', second = ''] = rest.split(/[@>]/)
  switch (kind) {
    case 'once':
      return say('measure.behind.once')
    case 'only':
      return say('measure.behind.only', { channel: channel(rest) })
    case 'period':
      return onDay(first, channel(second), telling)
    case 'touchpoint':
      return second === '' ? event(first) : `${event(first)} (${channel(second)})`
    case 'bounce':
      return [first, second, first].map(channel).join(' → ')
    default:
      return undefined
  }
}

const recommend = ({ kind, rest, telling }: Named): Said => {
  const { say, event } = telling
  switch (kind) {
    case 'period':
      return onDay(rest, '', telling)
    case 'promoters':
    case 'passives':
    case 'detractors':
      return say(`measure.recommend.${kind}`)
    case 'lived':
      return `${event(rest)} – ${say('people.touchpoint.reached')}`
    case 'not-lived':
      return `${event(rest)} – ${say('people.touchpoint.missed')}`
    default:
      return undefined
  }
}

const MEASURED = ['success', 'drop_off', 'lived', 'seconds', 'nps', 'csat', 'ces'] as const

const compare = ({ kind, rest, telling: { say, event, stage } }: Named): Said => {
  if (kind === 'both') return say('measure.compare.both')
  if (kind !== 'a' && kind !== 'b') return undefined
  const [what = '', at = ''] = rest.split('@')
  const measured = MEASURED.find((one) => one === what)
  const place = at === '' ? '' : stage(at) === at ? event(at) : stage(at)
  return [say(`measure.compare.${kind}`), measured && say(`measure.measured.${measured}`), place]
    .filter(Boolean)
    .join(' · ')
}

const trends = ({ kind, rest, telling }: Named): Said => onDay(kind, telling.event(rest), telling)

const SAYING: Readonly<Record<string, (named: Named) => Said>> = {
  funnel,
  times,
  retention,
  activity,
  recommend,
  compare,
  trends,
}

/** Whom a list is of, in words, by the name that the analysis gives to the number. */
export const behindWords = (name: string, of: string, question: Question, telling: Telling): string => {
  const { say, event, channel } = telling
  const [kind = '', rest = ''] = of.split(/:(.*)/s)
  const said = SAYING[name]?.({ kind, rest, question, telling })
  if (said !== undefined && said !== '') return said
  if (kind === 'variant') return say('measure.behind.variant', { place: Number(rest) })
  if (kind === 'buyers' || kind === 'repeat') return say(`measure.value.${kind}`)
  if (kind === 'channel' || kind === 'through') return channel(rest)
  if (kind === 'node') return say('measure.behind.node', { event: event(rest.replace(/^\d+:/, '')) })
  // Names of events, one after the other.
  if (rest !== '') {
    const [gap, text] = [rest.includes('..') ? '..' : '>', rest.replace(/^\d+:/, '')]
    return text
      .split(gap)
      .map(event)
      .join(gap === '..' ? ' … ' : ' → ')
  }
  return say('people.title')
}
