import { escaped, MOMENT_WORDS, NBSP, typeset } from '../drawings/index.ts'
import { tell } from '../kernel/index.ts'
import { type NoticedMoment, SIGN_WORDS } from '../moments/index.ts'
import { evidenceRows, placeOf, sentenceOf, writable } from './evidence.ts'
import { icon } from './grid-lanes.ts'
import type { Scribe } from './scribe.ts'
import { section } from './section.ts'

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
  const { kind, sign, presence, channel, stage, touchpoint, statistics } = moment
  const place = placeOf(moment, view)
  const kindWord = s.say(MOMENT_WORDS[kind])
  const where = [
    kindWord,
    s.say(SIGN_WORDS[sign]),
    channel ? view.channelTitle(channel) : '',
    stage !== null && touchpoint !== null && sign !== 'drop_off' ? view.stageTitle(stage) : '',
  ]
  const n = typeof statistics.n === 'number' ? `n${NBSP}=${NBSP}${s.people(statistics.n)}` : s.t('proof')
  const figure = s.figure(n, { title: `${kindWord} · ${place}`, definition: 'moment', rows: evidenceRows(moment, s) })
  const sentence = sentenceOf(moment, view, s)
  return `<li>${icon(kind, true, presence === 'missing')}<div><b>${escaped(place)}</b><p class="note">${escaped(where.filter(Boolean).join(' · '))}</p><p>${escaped(sentence.charAt(0).toLocaleUpperCase(s.language) + sentence.slice(1))}. ${figure}</p></div></li>`
}
