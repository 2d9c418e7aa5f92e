import {
  dateInWords,
  escaped,
  metricFigure,
  metricWords,
  NBSP,
  number,
  typeset,
  writtenDuration,
} from '../drawings/index.ts'
import type { Satisfaction } from '../feedback/index.ts'
import { type Rate, rate, say, tell } from '../kernel/index.ts'
import { rateWhisker, stacked } from './charts.ts'
import { type Scribe, scoreRows } from './scribe.ts'
import { takeaways } from './takeaways.ts'
import type { View } from './view.ts'

/** Title, objectives, perimeter, data basis; then the key figures and what to remember. */
export const head = (view: View, s: Scribe): string =>
  `<header class="top">${masthead(view, s)}</header>${keyFigures(view, s)}${takeaways(view, s)}`

const masthead = ({ input, channelTitle }: View, s: Scribe): string => {
  const { map, lived, filters = [] } = input
  const list = (names: readonly string[] = []) => names.map((name) => typeset(name, s.language)).join(', ')
  const { personas, offers, window } = map.perimeter ?? {}
  const basis =
    lived.caseBasis === 'person' ? 'basisPerson' : lived.caseBasis === 'session' ? 'basisSession' : 'basisCase'
  const events = `${s.people(lived.events.inInstances)}, ${s.t('ofWhich')} ${s.people(lived.events.onMap)} ${s.t('eventsOnMap')}`
  const facts: readonly (readonly [string, string])[] = [
    [s.t('asOf'), dateInWords(lived.asOf, s.language)],
    [s.t('instances'), `${s.people(lived.instances.total)} (${s.t(basis)})`],
    [s.t('events'), events],
    [s.t('notEntered'), lived.notEntered ? s.people(lived.notEntered) : ''],
    [s.t('persona'), list(personas)],
    [s.t('offers'), list(offers)],
    [
      s.t('channels'),
      Object.keys(map.channels ?? {})
        .map(channelTitle)
        .join(', '),
    ],
    [s.t('window'), window ? writtenDuration(window, s.language) : ''],
    [s.t('filters'), filters.join(' · ')],
  ]
  const objectives = (map.objectives ?? []).map((objective) => `<li>${escaped(objectiveText(objective, s))}</li>`)
  return [
    `<h1>${escaped(typeset(tell(map.title, s.language), s.language) || map.id)}</h1>`,
    objectives.length ? `<ul class="aims" aria-label="${escaped(s.t('objective'))}">${objectives.join('')}</ul>` : '',
    `<dl class="facts">${facts
      .filter(([, text]) => text)
      .map(([label, text]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(text)}</dd></div>`)
      .join('')}</dl>`,
  ].join('')
}

type Objective = NonNullable<View['input']['map']['objectives']>[number]

const objectiveText = ({ text, metric = '', target }: Objective, s: Scribe): string => {
  const words = typeset(tell(text, s.language), s.language)
  if (target === undefined) return words
  const aim = `${say(metricWords({ metric }), s.language)}${NBSP}${metricFigure(metric, target, s.language)}`
  return words ? `${words} (${aim})` : aim
}

const keyFigures = ({ input: { map, lived, minN } }: View, s: Scribe): string => {
  const { instances, duration, conformance } = lived
  const success = rate(instances.succeeded, instances.succeeded + instances.abandoned, minN)
  const aim = (metric: string) => map.objectives?.find((objective) => objective.metric === metric)?.target
  const cards = [
    card(s.t('instances'), totals(instances, s), ''),
    successCard(success, aim('conversion'), s),
    timeCard(duration, s),
    fitCard(conformance, s),
    ...lived.satisfaction.slice(0, 1).map((score) => scoreCard(score, aim(score.metric), s)),
  ]
  return `<section class="key n${cards.length}" aria-label="${escaped(s.t('keyTitle'))}">${cards.join('')}</section>`
}

const card = (label: string, figure: string, below: string): string =>
  `<div class="kpi"><h3>${escaped(label)}</h3>${figure}${below}</div>`

type Instances = View['input']['lived']['instances']
const totals = ({ total, succeeded, abandoned, open, onTrack }: Instances, s: Scribe): string => {
  const rows = [
    [s.t('succeeded'), s.people(succeeded)],
    [s.t('abandoned'), s.people(abandoned)],
    [s.t('open'), s.people(open)],
    [`${s.t('ofWhich')} ${s.t('onTrack')}`, s.people(onTrack)],
  ] as const
  const big = s.peopleFigure(total, { title: s.t('instances'), definition: 'instances', rows, look: 'big' })
  const shown = [succeeded, open, abandoned].every((count) => s.shows(count))
  const parts = [
    { size: succeeded, tone: 'good' },
    { size: open, tone: 'quiet' },
    { size: abandoned, tone: 'bad' },
  ]
  const key = [
    ['good', succeeded, s.t('succeeded')],
    ['quiet', open, s.t('open')],
    ['bad', abandoned, s.t('abandoned')],
  ] as const
  const legend = key.map(
    ([tone, count, word]) => `<li><i class="dot ${tone}"></i>${escaped(`${s.people(count)} ${word}`)}</li>`,
  )
  return `${big}${shown ? stacked(parts) : ''}<ul class="legend">${legend.join('')}</ul>`
}

const scoreCard = (score: Satisfaction, aim: number | undefined, s: Scribe): string => {
  const name = score.metric.toUpperCase()
  const rows = scoreRows(s, score)
  const figure = s.figure(s.score(score), { title: name, definition: 'satisfaction', rows, look: 'big' })
  const interval = rows.find((row) => row?.[0] === s.t('interval'))
  const notes = notesOf([interval ? `${s.t('interval')}${s.colon} ${interval[1]}` : '', aimText(score.metric, aim, s)])
  return card(`${s.t('satisfaction')} (${name})`, figure, notes)
}

const notesOf = (notes: readonly string[]): string =>
  notes
    .filter(Boolean)
    .map((note) => `<p class="note">${escaped(note)}</p>`)
    .join('')

const aimText = (metric: string, aim: number | undefined, s: Scribe): string =>
  aim === undefined ? '' : `${s.t('aim')} ${metricFigure(metric, aim, s.language)}`

const successCard = (success: Rate, aim: number | undefined, s: Scribe): string => {
  const figure = s.rateFigure(success, { title: s.t('successRate'), definition: 'successRate', look: 'big' })
  const [interval] = s.rateRows(success).filter((row) => row?.[0] === s.t('interval'))
  const note = notesOf([interval ? `${s.t('interval')}${s.colon} ${interval[1]}` : '', aimText('conversion', aim, s)])
  return card(s.t('successRate'), figure, `${s.shows(success.num) ? rateWhisker(success, 1) : ''}${note}`)
}

const timeCard = ({ medianSeconds, p90Seconds, n }: View['input']['lived']['duration'], s: Scribe): string => {
  const rows = [
    [s.t('nSample'), s.people(n)],
    [s.t('p90'), s.time(p90Seconds, n)],
  ] as const
  const figure = s.figure(s.time(medianSeconds, n), { title: s.t('duration'), definition: 'time', rows, look: 'big' })
  const note = `<p class="note">${escaped(`${s.t('p90')} ${s.time(p90Seconds, n)}`)}</p>`
  return card(s.t('duration'), figure, note)
}

const fitCard = (conformance: View['input']['lived']['conformance'], s: Scribe): string => {
  const { fitness, averageTraceFitness, perfectShare, outcomes, lowerBound } = conformance
  const judged = outcomes.conform + outcomes.deviating + outcomes.onTrack + outcomes.broken
  const value = fitness === null || judged < s.minN ? '–' : number(fitness, s.language, 2)
  const rows = [
    [s.t('nSample'), s.people(judged)] as const,
    averageTraceFitness === null || judged < s.minN
      ? undefined
      : ([s.t('averageFitness'), number(averageTraceFitness, s.language, 2)] as const),
  ]
  const figure = s.figure(value, { title: s.t('fitness'), definition: 'fitness', rows, look: 'big' })
  const perfect = s.rateFigure(perfectShare, { title: s.t('perfect'), definition: 'fitness' })
  const bound = lowerBound ? `<p class="note">${escaped(s.t('lowerBound'))}</p>` : ''
  return card(s.t('fitness'), figure, `<p class="note">${escaped(s.t('perfect') + s.colon)} ${perfect}</p>${bound}`)
}
