import { escaped, MOMENT_WORDS, NBSP, number } from '../drawings/index.ts'
import type { MomentSign } from '../moments/index.ts'
import { evidenceRows, placeOf, sentenceOf, writable } from './evidence.ts'
import type { Scribe } from './scribe.ts'
import type { View } from './view.ts'

/** What a director should remember: at most five sentences, each said only where the numbers carry it. */
export const takeaways = (view: View, s: Scribe): string => {
  const said = [
    worstBreak(view, s),
    slowest(view, s),
    noticed('asymmetry', view, s),
    noticed('low_score', view, s),
    unforeseen(view, s),
    noticed('channel_bounce', view, s),
    commonestDeviation(view, s),
  ]
    .filter(Boolean)
    .slice(0, 5)
  if (said.length === 0) return ''
  return `<section class="short"><h2>${escaped(s.t('headlines'))}</h2><ul>${said.map((sentence) => `<li>${sentence}</li>`).join('')}</ul></section>`
}

const fr = (s: Scribe) => s.language === 'fr'
const strong = (text: string): string => `<strong>${escaped(text)}</strong>`

const worstBreak = ({ input: { lived }, stageTitle }: View, s: Scribe): string => {
  const [worst] = [...lived.breakingPoints].filter(({ dropOff }) => dropOff.den >= s.minN).sort((a, b) => b.z - a.z)
  if (!worst) return ''
  const figure = s.rateFigure(worst.dropOff, { title: s.t('dropOff'), definition: 'dropOff' })
  const others = s.rateFigure(worst.others, { title: s.t('others'), definition: 'breaking' })
  const name = strong(stageTitle(worst.stage))
  return fr(s)
    ? `On perd le plus de monde à l’étape ${name}${NBSP}: ${figure} d’abandon, contre ${others} ailleurs.`
    : `Most people are lost at the stage ${name}: ${figure} drop off, against ${others} elsewhere.`
}

const slowest = ({ stages }: View, s: Scribe): string => {
  const late = stages
    .map(({ title, lived }) => ({ title, lived }))
    .filter(({ lived }) => lived !== undefined && lived.late.den >= s.minN && lived.medianSeconds !== null)
    .map(({ title, lived }) => ({
      title,
      lived,
      ratio: (lived?.medianSeconds ?? 0) / (lived?.expectedSeconds ?? Infinity),
    }))
    .sort((a, b) => b.ratio - a.ratio)[0]
  if (!late?.lived || late.ratio <= 1.05) return ''
  const { medianSeconds, expectedSeconds, late: share } = late.lived
  const rows = [[s.t('nSample'), s.people(share.n)] as const]
  const median = s.figure(s.time(medianSeconds, share.n), { title: s.t('median'), definition: 'time', rows })
  const expected = escaped(s.time(expectedSeconds, share.n))
  return fr(s)
    ? `L’étape ${strong(late.title)} dure plus longtemps que prévu${NBSP}: ${median} en médiane, pour ${expected} prévus.`
    : `The stage ${strong(late.title)} takes longer than designed: ${median} at the median, for ${expected} expected.`
}

/** The first moment that was noticed by a sign, in its own sentence. */
const noticed = (sign: MomentSign, view: View, s: Scribe): string => {
  const moment = view.input.moments.find((each) => each.sign === sign && writable(each, s))
  if (!moment) return ''
  const kind = s.say(MOMENT_WORDS[moment.kind])
  const key = s.figure(s.t('proof'), { title: kind, definition: 'moment', rows: evidenceRows(moment, s) })
  return `${strong(placeOf(moment, view))}${s.colon} ${escaped(sentenceOf(moment, view, s))} (${key}).`
}

const unforeseen = ({ input: { lived }, touchpointTitle, channelTitle }: View, s: Scribe): string => {
  const [first] = [...lived.offMap]
    .filter(({ instances }) => instances >= s.minN)
    .sort((a, b) => b.instances - a.instances)
  if (!first) return ''
  const figure = s.peopleFigure(first.instances, { title: first.event, definition: 'offMap' })
  const where = first.after === null ? '' : touchpointTitle(first.after)
  const channel = escaped(channelTitle(first.channel))
  return fr(s)
    ? `${strong(first.event)} (${channel}) n’est pas sur la carte${NBSP}: ${figure} parcours l’ont vécu${where ? `, le plus souvent après ${strong(where)}` : ''}.`
    : `${strong(first.event)} (${channel}) is not on the map: ${figure} journeys lived it${where ? `, most often after ${strong(where)}` : ''}.`
}

const commonestDeviation = ({ input: { lived }, touchpointTitle }: View, s: Scribe): string => {
  const [first] = [...lived.conformance.deviations]
    .filter(({ instances }) => instances >= s.minN)
    .sort((a, b) => b.instances - a.instances)
  if (!first) return ''
  const figure = s.rateFigure(first.share, { title: touchpointTitle(first.touchpoint), definition: 'deviation' })
  const name = strong(touchpointTitle(first.touchpoint))
  const words = {
    skipped: { fr: 'est sauté dans', en: 'is skipped in' },
    repeated: { fr: 'est répété dans', en: 'is repeated in' },
    out_of_order: { fr: 'arrive hors de sa place dans', en: 'comes out of place in' },
    wrong_channel: { fr: 'passe par un canal non prévu dans', en: 'goes through a channel not designed in' },
  }[first.kind]
  return fr(s) ? `${name} ${words.fr} ${figure} des parcours.` : `${name} ${words.en} ${figure} of journeys.`
}

/** A multiple as it is said: « × 3,2 ». */
export const times = (lift: number, s: Scribe): string => `×${NBSP}${number(lift, s.language, lift < 10 ? 1 : 0)}`
