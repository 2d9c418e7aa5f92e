import { escaped, MOMENT_WORDS, momentIcon, NEED_WORDS, svgMarks, typeset } from '../drawings/index.ts'
import { tell } from '../kernel/index.ts'
import type { MomentKind } from '../maps/index.ts'
import { SIGN_WORDS } from '../moments/index.ts'
import { bar, bullet, rateWhisker, stacked, whisker } from './charts.ts'
import { placeOf, writable } from './evidence.ts'
import { type Scribe, scoreRows, scoreShare } from './scribe.ts'
import type { StageView, TouchpointView, View } from './view.ts'

/** What one stage shows in one lane; an empty text where there is nothing to show. */
export type LaneCell = (stage: StageView, view: View, s: Scribe) => string

export const volumeCell: LaneCell = ({ lived, title }, { input }, s) => {
  if (!lived) return none(s)
  const { total } = input.lived.instances
  const share = { value: null, num: lived.entered, den: total, n: total, low: null, high: null }
  const figure = s.peopleFigure(lived.entered, {
    title: `${s.t('entered')} · ${title}`,
    definition: 'instances',
    rows: [[s.t('share'), s.rate(share)]],
    look: 'mid',
  })
  return `${figure} <span class="note">${escaped(s.rate(share))}</span>`
}

export const dropCell: LaneCell = ({ stage, lived, title }, { input }, s) => {
  if (!lived) return none(s)
  const broken = input.lived.breakingPoints.some((point) => point.stage === stage.id)
  const figure = s.rateFigure(lived.dropOff, {
    title: `${s.t('dropOff')} · ${title}`,
    definition: 'dropOff',
    rows: [[s.t('abandonedThere'), s.people(lived.abandoned)]],
    look: broken ? 'mid bad' : 'mid',
  })
  const chart =
    s.shows(lived.dropOff.num) && lived.dropOff.den >= s.minN
      ? rateWhisker(lived.dropOff, 1, broken ? 'bad' : 'accent')
      : ''
  const mark = broken ? `<span class="flag">${icon('breaking_point')}${escaped(s.t('breakingPoint'))}</span>` : ''
  return figure + chart + mark
}

export const timeCell: LaneCell = ({ lived, title }, _view, s) => {
  if (!lived) return none(s)
  const { medianSeconds, p90Seconds, expectedSeconds, maxSeconds, late } = lived
  if (lived.entered < s.minN) return `<span class="note">${escaped(s.time(null, lived.entered))}</span>`
  const rows = [
    [s.t('nSample'), s.people(lived.entered)] as const,
    [s.t('p90'), s.time(p90Seconds, lived.entered)] as const,
    expectedSeconds === null ? undefined : ([s.t('expected'), s.time(expectedSeconds, s.minN)] as const),
    maxSeconds === null ? undefined : ([s.t('max'), s.time(maxSeconds, s.minN)] as const),
  ]
  const over = medianSeconds !== null && expectedSeconds !== null && medianSeconds > expectedSeconds
  const figure = s.figure(s.time(medianSeconds, lived.entered), {
    title: `${s.t('times')} · ${title}`,
    definition: 'time',
    rows,
    look: over ? 'mid bad' : 'mid',
  })
  const chart = bullet({ median: medianSeconds, p90: p90Seconds, expected: expectedSeconds, max: maxSeconds })
  const expected = expectedSeconds === null ? '' : `${s.t('designedTimes')} ${s.time(expectedSeconds, s.minN)}`
  const lateFigure =
    late.den === 0
      ? ''
      : `${s.rateFigure(late, { title: `${s.t('late')} · ${title}`, definition: 'late' })} ${escaped(s.t('late'))}`
  return `${figure}<span class="note line">${escaped(expected)}</span>${chart}<span class="note">${lateFigure}</span>`
}

export const touchpointCell: LaneCell = ({ touchpoints }, _view, s) =>
  `<ul class="bars">${touchpoints.map((each) => touchpointRow(each, s)).join('')}</ul>`

const touchpointRow = ({ touchpoint, title, lived }: TouchpointView, s: Scribe): string => {
  const icons = (touchpoint.moments ?? [])
    .filter(({ status }) => status !== 'rejected')
    .map((moment) => icon(moment.kind, moment.status === 'proposed', moment.presence === 'missing'))
  const name = `<span class="name">${icons.join('')}${escaped(title)}</span>`
  if (!lived || touchpoint.need === 'expected_absent') {
    const why = touchpoint.need === 'expected_absent' ? s.say(NEED_WORDS.expected_absent) : s.t('noData')
    return `<li class="absent">${name}<span class="note">${escaped(why)}</span></li>`
  }
  const figure = s.peopleFigure(lived.instances, {
    title,
    definition: 'volume',
    rows: [
      [s.t('share'), s.rate(lived.share)],
      ...s.rateRows(lived.share).filter((row) => row?.[0] === s.t('interval')),
      [s.t('events'), s.shows(lived.instances) ? s.people(lived.events) : s.people(1)],
    ],
    label: title,
  })
  const chart = s.shows(lived.instances) ? bar(lived.share.num / Math.max(1, lived.share.den)) : ''
  return `<li>${name}${figure}${chart}</li>`
}

interface ChannelVolume {
  channel: string
  events: number
  instances: number
  designed: boolean
}

export const channelCell: LaneCell = ({ touchpoints }, { channelTitle }, s) => {
  const sums = new Map<string, ChannelVolume>()
  for (const { lived } of touchpoints)
    for (const { channel, events, instances, designed } of lived?.byChannel ?? []) {
      const key = `${channel} ${designed}`
      const sum = sums.get(key) ?? { channel, events: 0, instances: 0, designed }
      sums.set(key, { ...sum, events: sum.events + events, instances: Math.max(sum.instances, instances) })
    }
  const shown = [...sums.values()].filter(({ instances }) => instances >= s.minN).sort((a, b) => b.events - a.events)
  if (shown.length === 0) return none(s)
  const total = shown.reduce((sum, { events }) => sum + events, 0)
  const tone = ({ designed }: ChannelVolume, index: number) => (designed ? `c${Math.min(index, 4)}` : 'bad')
  const rows = shown.slice(0, 5).map((volume, index) => {
    const share = s.rate({ value: null, num: volume.events, den: total, n: total, low: null, high: null })
    const figure = s.figure(share, {
      title: channelTitle(volume.channel),
      definition: 'channel',
      rows: [[s.t('events'), `${s.people(volume.events)} / ${s.people(total)}`]],
      label: channelTitle(volume.channel),
    })
    const off = volume.designed ? '' : ` <em>${escaped(s.t('notDesigned'))}</em>`
    return `<li><i class="dot ${tone(volume, index)}"></i><span class="name">${escaped(channelTitle(volume.channel))}${off}</span>${figure}</li>`
  })
  return `${stacked(shown.map((volume, index) => ({ size: volume.events, tone: tone(volume, index) })))}<ul class="pairs">${rows.join('')}</ul>`
}

export const satisfactionCell: LaneCell = ({ lived, title }, _view, s) => {
  const scores = (lived?.satisfaction ?? []).filter(({ n }) => n > 0)
  if (scores.length === 0) return none(s)
  return scores
    .map((score) => {
      const figure = s.figure(s.score(score), {
        title: `${score.metric.toUpperCase()} · ${title}`,
        definition: 'satisfaction',
        rows: scoreRows(s, score),
        label: score.metric.toUpperCase(),
      })
      const { value, low, high, n, metric } = score
      const at = (v: number) => scoreShare(metric, v)
      const chart =
        n >= s.minN && value !== null && low !== null && high !== null
          ? whisker(
              at(low),
              at(value),
              at(high),
              at(value) < 0.5 ? 'bad' : 'accent',
              metric === 'nps' ? 0.5 : undefined,
            )
          : ''
      return `<div class="score"><span class="name">${score.metric.toUpperCase()}</span>${figure}${chart}</div>`
    })
    .join('')
}

export const deviationCell: LaneCell = ({ lived, title }, _view, s) => {
  if (!lived) return none(s)
  const { skipped, repeated, outOfOrder, wrongChannel, tooSlow } = lived.deviations
  const kinds = [
    [s.t('devSkipped'), skipped],
    [s.t('devRepeated'), repeated],
    [s.t('devOutOfOrder'), outOfOrder],
    [s.t('devWrongChannel'), wrongChannel],
    [s.t('devTooSlow'), tooSlow],
  ] as const
  const rows = kinds
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const figure = s.peopleFigure(count, { title: `${name} · ${title}`, definition: 'deviation', label: name })
      return `<li><span class="name">${escaped(name)}</span>${figure}</li>`
    })
  return rows.length ? `<ul class="pairs">${rows.join('')}</ul>` : none(s)
}

export const momentCell: LaneCell = ({ stage, touchpoints }, view, s) => {
  const { input } = view
  const declared = touchpoints.flatMap(({ touchpoint, title }) =>
    (touchpoint.moments ?? [])
      .filter(({ status }) => status !== 'rejected')
      .map((moment) => ({
        kind: moment.kind,
        hollow: moment.status === 'proposed',
        missing: moment.presence === 'missing',
        text: typeset(tell(moment.title, s.language), s.language) || title,
      })),
  )
  const rows = declared.map(
    ({ kind, hollow, missing, text }) =>
      `<li>${icon(kind, hollow, missing)}<span><span class="sr">${escaped(s.say(MOMENT_WORDS[kind]) + s.colon)} </span>${escaped(text)}</span></li>`,
  )
  for (const moment of input.moments.filter((each) => each.stage === stage.id && writable(each, s)).slice(0, 4)) {
    const text = `${s.say(SIGN_WORDS[moment.sign])} · ${placeOf(moment, view)}`
    rows.push(
      `<li class="noticed">${icon(moment.kind, true, moment.presence === 'missing')}<span><span class="sr">${escaped(s.say(MOMENT_WORDS[moment.kind]) + s.colon)} </span>${escaped(text)} <em>${escaped(s.t('byData'))}</em></span></li>`,
    )
  }
  return rows.length ? `<ul class="moments">${rows.join('')}</ul>` : none(s)
}

export const icon = (kind: MomentKind, hollow = false, missing = false): string =>
  `<svg class="moment ${kind}" viewBox="-0.7 -0.7 17.4 17.4" aria-hidden="true" focusable="false">${svgMarks(momentIcon(kind, { proposed: hollow, missing }))}</svg>`

const none = (s: Scribe): string => `<span class="none" aria-label="${escaped(s.t('noData'))}">–</span>`
