import { dateInWords, number, percent, quoted, typeset } from '../drawings/index.ts'
import { type Language, say, tell, type Words } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { MomentSign, Noticed, NoticedMoment } from './noticed.ts'

const KIND: Readonly<Record<NoticedMoment['kind'], Words>> = {
  truth: { fr: 'Moment de vérité', en: 'Moment of truth' },
  engagement: { fr: 'Moment d’engagement', en: 'Engagement moment' },
  delight: { fr: 'Enchantement', en: 'Delight' },
  irritant: { fr: 'Irritant', en: 'Irritant' },
  breaking_point: { fr: 'Point de rupture', en: 'Breaking point' },
}
/** What a moment was noticed by, as the interface says it. */
export const SIGN_WORDS: Readonly<Record<MomentSign, Words>> = {
  drop_off: { fr: 'abandon', en: 'drop-off' },
  time_out: { fr: 'attente trop longue', en: 'too long a wait' },
  loop: { fr: 'boucle', en: 'loop' },
  channel_bounce: { fr: 'aller-retour entre canaux', en: 'channel bounce' },
  contact_after_digital: { fr: 'contact après une étape numérique', en: 'contact after a digital step' },
  low_score: { fr: 'insatisfaction', en: 'dissatisfaction' },
  asymmetry: { fr: 'effet sur la suite', en: 'effect on what follows' },
  off_map: { fr: 'point de contact manquant', en: 'missing touchpoint' },
}

type Numbers = (name: string) => number

/** What was seen, in one sentence with its numbers; `after` names the touchpoint that an off-map event follows. */
export const evidenceSentence = (
  { sign, statistics, event, channel }: NoticedMoment,
  language: Language,
  after: string,
): string => {
  const of: Numbers = (name) => Number(statistics[name] ?? Number.NaN)
  const p = (name: string) => percent(of(name), language)
  const n = (name: string, decimals = 0) => number(of(name), language, decimals)
  const between = (low: string, high: string) => `[${n2(of(low), language)} – ${n2(of(high), language)}]`
  const interval = between('low', 'high')
  const beside = (name: string) => (Number.isNaN(of(`${name}From`)) ? '' : ` ${between(`${name}From`, `${name}To`)}`)
  const lift = `${n('lift', 1)}${Number.isNaN(of('liftFrom')) ? '' : ` [${n('liftFrom', 1)} – ${n('liftTo', 1)}]`}`
  // Moments that were kept before intervals were told have none.
  const within = Number.isNaN(of('low')) ? '' : ` ${interval}`
  const words: Record<MomentSign, () => Words> = {
    drop_off: () => ({
      fr: `${p('dropOff')} s’arrêtent à cette étape ${interval} sur ${n('n')}, contre ${p('others')} ailleurs`,
      en: `${p('dropOff')} stop at this stage ${interval} of ${n('n')}, against ${p('others')} elsewhere`,
    }),
    time_out: () => ({
      fr: `attendu plus que prévu ${p('overdue')} du temps ${interval} sur ${n('n')}`,
      en: `waited for longer than foreseen ${p('overdue')} of the time ${interval} of ${n('n')}`,
    }),
    loop: () => ({
      fr: `${p('share')} y tournent en rond ${interval} sur ${n('n')}`,
      en: `${p('share')} go round in circles there ${interval} of ${n('n')}`,
    }),
    channel_bounce: () => ({
      fr: `${p('share')} passent par une personne puis y reviennent dans les 24 heures ${interval} sur ${n('n')}`,
      en: `${p('share')} turn to a person and come back within 24 hours ${interval} of ${n('n')}`,
    }),
    contact_after_digital: () => ({
      fr: `${p('share')} contactent quelqu’un dans les 48 heures ${interval} sur ${n('n')}, contre ${p('others')} ailleurs`,
      en: `${p('share')} contact somebody within 48 hours ${interval} of ${n('n')}, against ${p('others')} elsewhere`,
    }),
    low_score: () => ({
      fr: `noté ${p('score')} de l’échelle${within} par ${n('n')} personnes, contre ${p('others')} ailleurs ; la suite en souffre`,
      en: `scored ${p('score')} of the scale${within} by ${n('n')} people, against ${p('others')} elsewhere; what follows suffers`,
    }),
    asymmetry: () => ({
      fr: `${outcome(statistics, 'fr')} : ${p('low')}${beside('low')} après une mauvaise expérience, ${p('middle')}${beside('middle')} après une moyenne, ${p('high')}${beside('high')} après une bonne (n = ${n('n')})`,
      en: `${outcome(statistics, 'en')}: ${p('low')}${beside('low')} after a bad experience, ${p('middle')}${beside('middle')} after a fair one, ${p('high')}${beside('high')} after a good one (n = ${n('n')})`,
    }),
    off_map: () => ({
      fr: `${event} (${channel || '?'}) : ${n('events')} fois, ${p('support')} des parcours, ${lift} fois le hasard après ${after}`,
      en: `${event} (${channel || '?'}): ${n('events')} times, ${p('support')} of journeys, ${lift} times chance after ${after}`,
    }),
  }
  return typeset(say(words[sign](), language), language)
}

const n2 = (share: number, language: Language): string => number(share * 100, language, 1)

const outcome = (statistics: NoticedMoment['statistics'], language: Language): string =>
  statistics.outcome === 'success'
    ? say({ fr: 'réussite', en: 'success' }, language)
    : say({ fr: 'note du parcours', en: 'score of the journey' }, language)

/** A moment as a person reads it: its kind, what it was noticed by, where, and the evidence in one sentence. */
export interface MomentWords {
  readonly kind: string
  readonly sign: string
  readonly place: string
  readonly sentence: string
}

export const momentWords = (map: JourneyMap, moment: NoticedMoment, language: Language): MomentWords => {
  const titleIn = (list: readonly { readonly id: string; readonly title: JourneyMap['title'] }[], id: string | null) =>
    id === null ? '' : typeset(tell(list.find((one) => one.id === id)?.title, language) || id, language)
  const { kind, sign, touchpoint, stage, statistics } = moment
  const place = titleIn(map.stages, stage)
  const after =
    statistics.after === null
      ? say({ fr: 'l’entrée', en: 'the entry' }, language)
      : quoted(titleIn(map.touchpoints, String(statistics.after)), language)
  return {
    kind: say(KIND[kind], language),
    sign: say(SIGN_WORDS[sign], language),
    place: sign === 'drop_off' || touchpoint === null ? place : `${place} › ${titleIn(map.touchpoints, touchpoint)}`,
    sentence: evidenceSentence(moment, language, after),
  }
}

/** The noticed moments for a person to read: each is a proposal. */
export const momentsText = (map: JourneyMap, { asOf, moments, tested }: Noticed, language: Language): string => {
  const lines = moments.flatMap((moment) => {
    const { kind, sign, place, sentence } = momentWords(map, moment, language)
    return ['', `  ${kind} · ${sign} · ${place}`, `    ${sentence}`]
  })
  const title = typeset(tell(map.title, language), language)
  const proposals =
    moments.length === 1
      ? { fr: '1 moment clé proposé', en: '1 moment proposed' }
      : {
          fr: `${number(moments.length, 'fr')} moments clés proposés`,
          en: `${number(moments.length, 'en')} moments proposed`,
        }
  const head = say(
    {
      fr: `${proposals.fr}, au ${dateInWords(asOf, 'fr')} (${number(tested, 'fr')} examinés, au plus 1 % de fausses découvertes)`,
      en: `${proposals.en}, as of ${dateInWords(asOf, 'en')} (${number(tested, 'en')} tested, at most 1% false discoveries)`,
    },
    language,
  )
  return [title, head, ...lines, ''].join('\n')
}
