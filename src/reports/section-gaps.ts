import { escaped, number } from '../drawings/index.ts'
import type { Deviation, OffMap } from '../journeys/index.ts'
import { bar, rateWhisker, stacked } from './charts.ts'
import { icon } from './grid-lanes.ts'
import type { Scribe } from './scribe.ts'
import { section } from './section.ts'
import { times } from './takeaways.ts'
import type { StageView, View } from './view.ts'

const th = (word: string, name = ''): string => `<th scope="col"${name ? ` class="${name}"` : ''}>${escaped(word)}</th>`

/** What customers live that no touchpoint foresees, between which touchpoints. */
export const offMap = (view: View, s: Scribe): string => {
  const { offMap: all } = view.input.lived
  const shown = all
    .filter(({ instances }) => instances >= s.minN)
    .sort((a, b) => b.instances - a.instances)
    .slice(0, 15)
  if (shown.length === 0)
    return section(s, 'off-map', s.t('offMapTitle'), s.t('offMapLead'), `<p>${escaped(s.t('offMapNone'))}</p>`)
  const most = shown[0]?.instances ?? 1
  const rows = shown.map((each) => offMapRow(each, most, view, s))
  const hidden = all.filter(({ instances }) => instances < s.minN).length
  const head = [s.t('event'), s.t('channel'), s.t('instances'), s.t('lift'), `${s.t('before')} → ${s.t('after')}`]
  const table = `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(s.t('offMapTitle'))}"><table class="plain off"><thead><tr>${head.map((word) => th(word)).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  return section(s, 'off-map', s.t('offMapTitle'), s.t('offMapLead'), table + unshown(hidden, s))
}

const unshown = (hidden: number, s: Scribe): string =>
  hidden > 0
    ? `<p class="note">${escaped(`${s.t('notShown')} ${s.minN} ${s.t('instances').toLowerCase()}${s.colon} ${hidden}`)}</p>`
    : ''

const offMapRow = (
  { event, channel, events, instances, after, before, lift, liftLow, liftHigh }: OffMap,
  most: number,
  view: View,
  s: Scribe,
): string => {
  const figure = s.peopleFigure(instances, {
    title: event,
    definition: 'offMap',
    rows: [[s.t('events'), s.people(events)]],
  })
  const place = (id: string | null, word: string) =>
    id === null
      ? `<li class="chip ghost">${escaped(word)}</li>`
      : `<li class="chip s0">${escaped(view.touchpointTitle(id))}</li>`
  const between = `<ol class="chips">${place(after, s.t('start'))}<li class="chip off">${escaped(event)}</li>${place(before, s.t('end'))}</ol>`
  const interval: readonly [string, string][] =
    liftLow === null || liftHigh === null ? [] : [[s.t('interval'), `${times(liftLow, s)} – ${times(liftHigh, s)}`]]
  const multiple =
    lift === null
      ? '–'
      : s.figure(times(lift, s), {
          title: event,
          definition: 'offMap',
          rows: [[s.t('lift'), times(lift, s)], ...interval],
        })
  return `<tr><th scope="row">${escaped(event)}</th><td>${escaped(view.channelTitle(channel))}</td><td><div class="gauge">${figure}${bar(instances / most)}</div></td><td class="num">${multiple}</td><td>${between}</td></tr>`
}

/** What customers did otherwise than designed. */
export const deviations = (view: View, s: Scribe): string => {
  const { conformance } = view.input.lived
  const { outcomes } = conformance
  const shown = conformance.deviations
    .filter(({ instances }) => instances >= s.minN)
    .sort((a, b) => b.instances - a.instances)
    .slice(0, 15)
  const most = shown[0]?.share.value ?? 1
  const rows = shown.map((each) => deviationRow(each, most, view, s))
  const head = [s.t('deviationsLane'), s.t('touchpoint'), s.t('stage'), s.t('share'), s.t('cost')]
  const table = rows.length
    ? `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(s.t('conformanceTitle'))}"><table class="plain dev"><thead><tr>${head.map((word, i) => th(word, i === 4 ? 'num' : '')).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
    : ''
  const hidden = conformance.deviations.filter(({ instances }) => instances < s.minN).length
  return section(
    s,
    'conformance',
    s.t('conformanceTitle'),
    s.t('conformanceLead'),
    outcomesBar(outcomes, s) + table + unshown(hidden, s),
  )
}

type Outcomes = View['input']['lived']['conformance']['outcomes']

const outcomesBar = ({ conform, deviating, onTrack, broken }: Outcomes, s: Scribe): string => {
  const parts = [
    ['good', conform, s.t('conform')],
    ['c2', deviating, s.t('deviating')],
    ['quiet', onTrack, s.t('onTrack')],
    ['bad', broken, s.t('deviationBroken')],
  ] as const
  const drawn = parts.every(([, size]) => s.shows(size)) ? stacked(parts.map(([tone, size]) => ({ tone, size }))) : ''
  const legend = parts.map(([tone, size, word]) => {
    const figure = s.peopleFigure(size, {
      title: `${s.t('conformance')} · ${word}`,
      definition: 'fitness',
      label: word,
    })
    return `<li><i class="dot ${tone}"></i>${figure} ${escaped(word)}</li>`
  })
  return `<div class="outcomes">${drawn}<ul class="legend">${legend.join('')}</ul></div>`
}

const deviationRow = (
  { kind, touchpoint, stage, share, cost }: Deviation,
  most: number,
  view: View,
  s: Scribe,
): string => {
  const word = s.t(
    (
      {
        skipped: 'devSkipped',
        repeated: 'devRepeated',
        out_of_order: 'devOutOfOrder',
        wrong_channel: 'devWrongChannel',
      } as const
    )[kind],
  )
  const title = view.touchpointTitle(touchpoint)
  const figure = s.rateFigure(share, { title: `${title} · ${word}`, definition: 'deviation' })
  const chart = rateWhisker(share, Math.min(1, most * 1.15))
  const total = s.figure(s.people(Math.round(cost)), {
    title: `${s.t('cost')} · ${title}`,
    definition: 'deviation',
    rows: [[s.t('cost'), s.people(Math.round(cost))]],
  })
  return `<tr><td><span class="tag ${kind}">${escaped(word)}</span></td><th scope="row">${escaped(title)}</th><td class="note">${escaped(view.stageTitle(stage))}</td><td><div class="gauge">${figure}${chart}</div></td><td class="num">${total}</td></tr>`
}

/** Where the journey stops: every stage's drop-off on one scale, those that stand out marked. */
export const breaking = (view: View, s: Scribe): string => {
  const points = new Map(view.input.lived.breakingPoints.map((point) => [point.stage, point]))
  const rows = view.stages.map((stage) => breakingRow(stage, points.get(stage.stage.id), view, s))
  const head = [s.t('stage'), s.t('dropOff'), s.t('others'), s.t('lastLived')].map((word) => th(word))
  const table = `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(s.t('breakingTitle'))}"><table class="plain brk"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  const none = points.size === 0 ? `<p>${escaped(s.t('breakingNone'))}</p>` : ''
  return section(s, 'breaking', s.t('breakingTitle'), s.t('breakingLead'), none + table)
}

type Point = View['input']['lived']['breakingPoints'][number]

const breakingRow = ({ title, lived }: StageView, point: Point | undefined, view: View, s: Scribe): string => {
  const marked = point !== undefined && point.dropOff.den >= s.minN
  const dropOff = marked ? point.dropOff : lived?.dropOff
  if (!dropOff) return ''
  const figure = s.rateFigure(dropOff, {
    title: `${s.t('dropOff')} · ${title}`,
    definition: 'dropOff',
    ...(marked && { look: 'bad' }),
  })
  const others = marked
    ? s.rateFigure(point.others, {
        title: s.t('others'),
        definition: 'breaking',
        rows: [[s.t('z'), number(point.z, s.language, 1)]],
      })
    : ''
  const last = marked && point.lastTouchpoint !== null ? escaped(view.touchpointTitle(point.lastTouchpoint)) : ''
  const flag = marked ? ` <span class="flag">${icon('breaking_point')}${escaped(s.t('breakingPoint'))}</span>` : ''
  const chart = s.shows(dropOff.num) && dropOff.den >= s.minN ? rateWhisker(dropOff, 1, marked ? 'bad' : 'accent') : ''
  return `<tr><th scope="row">${escaped(title)}${flag}</th><td><div class="gauge wide">${figure}${chart}</div></td><td data-word="${escaped(s.t('others'))}">${others}</td><td data-word="${escaped(s.t('lastLived'))}">${last}</td></tr>`
}
