import { escaped, MOMENT_WORDS, number, percent, typeset } from '../drawings/index.ts'
import { tell } from '../kernel/index.ts'
import type { NoticedMoment } from '../moments/index.ts'
import { icon } from './grid-lanes.ts'
import type { Scribe } from './scribe.ts'
import { section } from './section.ts'
import { STATISTIC_WORDS, writable } from './statistic-words.ts'
import type { View } from './view.ts'

/** The moments declared on the map, beside those that the data propose. */
export const moments = (view: View, s: Scribe): string => {
  const column = (title: string, rows: readonly string[], note = '') =>
    `<div><h3>${escaped(title)}</h3>${rows.length ? `<ul class="cards">${rows.join('')}</ul>` : `<p class="note">${escaped(s.t('momentsNone'))}</p>`}${note}</div>`
  const shown = view.input.moments.filter((moment) => writable(moment, s))
  const hidden = view.input.moments.length - shown.length
  const note =
    hidden > 0
      ? `<p class="note">${escaped(`${s.t('notShown')} ${s.minN} ${s.t('instances').toLowerCase()}${s.colon} ${hidden}`)}</p>`
      : ''
  const noticed = shown.slice(0, 12).map((moment) => noticedCard(moment, view, s))
  const inside = `<div class="two">${column(s.t('declared'), declared(view, s))}${column(s.t('proposed'), noticed, note)}</div>`
  return section(s, 'moments', s.t('momentsTitle'), s.t('momentsLead'), inside)
}

const declared = ({ stages }: View, s: Scribe): string[] =>
  stages.flatMap((stage) =>
    stage.touchpoints.flatMap(({ touchpoint, title }) =>
      (touchpoint.moments ?? [])
        .filter(({ status }) => status !== 'rejected')
        .map((moment) => {
          const name = typeset(tell(moment.title, s.language), s.language)
          const kind = s.say(MOMENT_WORDS[moment.kind])
          const sign = icon(moment.kind, moment.status === 'proposed', moment.presence === 'missing')
          return `<li>${sign}<div><b>${escaped(name || kind)}</b><p class="note">${escaped([name ? kind : '', title, stage.title].filter(Boolean).join(' · '))}</p></div></li>`
        }),
    ),
  )

const noticedCard = (moment: NoticedMoment, view: View, s: Scribe): string => {
  const { kind, presence, touchpoint, event, stage } = moment
  const place = touchpoint ? view.touchpointTitle(touchpoint) : (event ?? (stage ? view.stageTitle(stage) : ''))
  const rows = Object.entries(moment.statistics).flatMap(([name, value]) => {
    const words = Object.hasOwn(STATISTIC_WORDS, name) ? STATISTIC_WORDS[name] : undefined
    return words && value !== null ? [[s.say(words), statistic(name, value, view, s)] as const] : []
  })
  const [first] = rows
  const figure = first
    ? s.figure(`${first[0]} ${first[1]}`, {
        title: `${s.say(MOMENT_WORDS[kind])} · ${place}`,
        definition: 'moment',
        rows,
      })
    : ''
  const where = [
    s.say(MOMENT_WORDS[kind]),
    moment.channel ? view.channelTitle(moment.channel) : '',
    stage && touchpoint ? view.stageTitle(stage) : '',
  ]
  return `<li>${icon(kind, true, presence === 'missing')}<div><b>${escaped(place)}</b><p class="note">${escaped(where.filter(Boolean).join(' · '))}</p>${figure}</div></li>`
}

const SHARES = new Set(['dropOff', 'low', 'high', 'share', 'rate', 'lowShare', 'others'])

const statistic = (name: string, value: number | string, view: View, s: Scribe): string => {
  if (typeof value === 'string') return view.touchpointTitle(value)
  if (SHARES.has(name) && Math.abs(value) <= 1) return percent(value, s.language)
  return number(value, s.language, Number.isInteger(value) ? 0 : 2)
}
