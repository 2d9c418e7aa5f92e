import { dateInWords, duration, number, percent, quoted, typeset } from '../drawings/index.ts'
import type { Satisfaction } from '../feedback/index.ts'
import { type Language, type Rate, say, tell, type Words } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { bar, columns, fitted, heading, type Side } from './layout.ts'
import type { Lived, LivedStage } from './lived.ts'

const WORDS = {
  asOf: { fr: 'Le parcours conçu et le parcours vécu, au', en: 'The journey as designed and as lived, as of' },
  nobody: {
    fr: 'Personne n’est entré dans ce parcours : aucun événement n’ouvre la carte.',
    en: 'Nobody entered this journey: no event opens the map.',
  },
  journeys: { fr: 'parcours vécus', en: 'journeys lived' },
  succeeded: { fr: 'aboutis', en: 'succeeded' },
  abandoned: { fr: 'abandonnés', en: 'abandoned' },
  open: { fr: 'encore en chemin', en: 'still on their way' },
  onTrack: { fr: 'dont dans les temps', en: 'of whom on track' },
  notEntered: { fr: 'cas jamais entrés', en: 'cases that never entered' },
  persons: {
    fr: 'Sans identifiant de cas, les parcours sont ceux de chaque personne.',
    en: 'Without case ids, journeys are those of each person.',
  },
  noSuccess: { fr: 'La carte ne dit pas ce qu’est la réussite.', en: 'The map does not say what success is.' },
  half: { fr: 'De l’entrée à la réussite : la moitié en moins de', en: 'From entry to success: half in less than' },
  nine: { fr: 'neuf sur dix en moins de', en: 'nine in ten in less than' },
  stages: { fr: 'Les étapes', en: 'The stages' },
  stage: { fr: 'étape', en: 'stage' },
  entered: { fr: 'entrés', en: 'entered' },
  lost: { fr: 'abandon', en: 'drop-off' },
  median: { fr: 'médiane', en: 'median' },
  expected: { fr: 'prévu', en: 'expected' },
  late: { fr: 'en retard', en: 'late' },
  touchpoints: { fr: 'Les points de contact', en: 'The touchpoints' },
  notDesigned: { fr: '(*) canal que la carte ne prévoit pas', en: '(*) a channel that the map does not foresee' },
  breaking: { fr: 'Points de rupture', en: 'Breaking points' },
  against: { fr: 'contre', en: 'against' },
  elsewhere: { fr: 'dans les autres étapes', en: 'in the other stages' },
  lastSeen: { fr: 'le plus souvent après', en: 'most often after' },
  conformance: { fr: 'Conformité à la carte', en: 'Conformance to the map' },
  fitness: { fr: 'adéquation', en: 'fitness' },
  perfect: { fr: 'sans écart', en: 'without deviation' },
  lowerBound: {
    fr: 'Une étape est trop grande pour un alignement exact : les coûts sont des minorants.',
    en: 'One stage is too large for an exact alignment: costs are lower bounds.',
  },
  skipped: { fr: 'sauté', en: 'skipped' },
  repeated: { fr: 'répété', en: 'repeated' },
  out_of_order: { fr: 'pas à sa place', en: 'out of order' },
  wrong_channel: { fr: 'autre canal', en: 'other channel' },
  offMap: { fr: 'Hors carte', en: 'Off the map' },
  lift: { fr: 'fois le hasard, après', en: 'times chance, after' },
  start: { fr: 'l’entrée', en: 'the entry' },
  paths: { fr: 'Chemins les plus suivis', en: 'Commonest paths' },
  distinct: { fr: 'chemins distincts', en: 'distinct paths' },
  satisfaction: { fr: 'Satisfaction', en: 'Satisfaction' },
} as const satisfies Record<string, Words>

const PATH_WIDTH = 88
const SHOWN = 10

interface Setting {
  readonly map: JourneyMap
  readonly lived: Lived
  readonly language: Language
  w(key: keyof typeof WORDS): string
  n(value: number, decimals?: number): string
  share(rate: Rate): string
  proven(rate: Rate): string
  time(seconds: number | null): string
  stageTitle(id: string): string
  title(id: string | null): string
}

/** A rate as its value, and with its interval and n: « 58,1 % [55,8 – 60,4], n = 1 794 »; a dash where it is withheld. */
const settingOf = (map: JourneyMap, lived: Lived, language: Language): Setting => {
  const n = (value: number, decimals = 0) => number(value, language, decimals)
  const share = ({ value }: Rate) => (value === null ? '–' : percent(value, language))
  const titleIn = (list: readonly { readonly id: string; readonly title: JourneyMap['title'] }[], id: string) =>
    typeset(tell(list.find((one) => one.id === id)?.title, language) || id, language)
  return {
    map,
    lived,
    language,
    w: (key) => say(WORDS[key], language),
    n,
    share,
    proven: (rate) =>
      rate.value === null || rate.low === null || rate.high === null
        ? `– (${n(rate.num)}/${n(rate.den)})`
        : `${share(rate)} [${n(rate.low * 100, 1)} – ${n(rate.high * 100, 1)}], n = ${n(rate.n)}`,
    time: (seconds) => (seconds === null ? '–' : duration(seconds, language)),
    stageTitle: (id) => titleIn(map.stages, id),
    title: (id) => (id === null ? say(WORDS.start, language) : titleIn(map.touchpoints, id)),
  }
}

const scoreText = ({ metric, n, value, low, high }: Satisfaction, { n: figure, language }: Setting): string => {
  if (value === null) return `${metric.toUpperCase()} – (n = ${figure(n)})`
  const show = (score: number) =>
    metric === 'csat' ? percent(score, language, 0) : figure(score, metric === 'nps' ? 0 : 1)
  const interval = low === null || high === null ? '' : ` [${show(low)} – ${show(high)}]`
  return `${metric.toUpperCase()} ${show(value)}${interval}, n = ${figure(n)}`
}

const opening = ({ map, lived, language, w, n, time }: Setting): string[] => {
  const { instances, duration: toSuccess } = lived
  const part = (count: number) => (instances.total === 0 ? '' : ` (${percent(count / instances.total, language)})`)
  return [
    typeset(tell(map.title, language), language),
    `${w('asOf')} ${dateInWords(lived.asOf, language)}`,
    '',
    `  ${n(instances.total)} ${w('journeys')} · ${n(lived.notEntered)} ${w('notEntered')}`,
    `  ${n(instances.succeeded)} ${w('succeeded')}${part(instances.succeeded)} · ${n(instances.abandoned)} ${w('abandoned')}${part(instances.abandoned)}`,
    `  ${n(instances.open)} ${w('open')}${part(instances.open)}, ${w('onTrack')} ${n(instances.onTrack)}`,
    ...(map.perimeter?.success === undefined ? [`  ${w('noSuccess')}`] : []),
    ...(toSuccess.medianSeconds === null
      ? []
      : [
          `  ${w('half')} ${time(toSuccess.medianSeconds)}${toSuccess.p90Seconds === null ? '' : `, ${w('nine')} ${time(toSuccess.p90Seconds)}`}.`,
        ]),
    ...(lived.caseBasis === undefined ? [] : [`  ${w('persons')}`]),
  ]
}

const stageLines = (setting: Setting): string[] => {
  const { lived, w, n, share, time, stageTitle } = setting
  const most = Math.max(1, ...lived.stages.map(({ entered }) => entered))
  const line = (stage: LivedStage) => [
    stageTitle(stage.id),
    n(stage.entered),
    bar(stage.entered / most),
    setting.proven(stage.dropOff),
    time(stage.medianSeconds),
    time(stage.expectedSeconds),
    share(stage.late),
  ]
  const head = [w('stage'), w('entered'), '', w('lost'), w('median'), w('expected'), w('late')]
  const sides: Side[] = ['left', 'right', 'left', 'left', 'right', 'right', 'right']
  return [...heading(w('stages')), ...columns([head, ...lived.stages.map(line)], sides)]
}

const touchpointLines = (setting: Setting): string[] => {
  const { map, lived, w, n, share, title } = setting
  const shown = lived.touchpoints.filter(({ events }) => events > 0)
  const most = Math.max(1, ...shown.map(({ instances }) => instances))
  const star = shown.some(({ byChannel }) => byChannel.some(({ designed }) => !designed))
  const lines = shown.map((touchpoint) => [
    title(touchpoint.id),
    n(touchpoint.instances),
    share(touchpoint.share),
    bar(touchpoint.instances / most),
    touchpoint.byChannel
      .map(({ channel, events, designed }) => `${channel || '?'} ${n(events)}${designed ? '' : '*'}`)
      .join(', '),
    touchpoint.satisfaction.map((score) => scoreText(score, setting)).join(' · '),
  ])
  return map.touchpoints.length === 0
    ? []
    : [
        ...heading(w('touchpoints')),
        ...columns(lines, ['left', 'right', 'right', 'left', 'left', 'left']),
        ...(star ? [`  ${w('notDesigned')}`] : []),
      ]
}

const breakingLines = ({ lived, w, proven, share, stageTitle, title, language }: Setting): string[] =>
  lived.breakingPoints.length === 0
    ? []
    : [
        ...heading(w('breaking')),
        ...lived.breakingPoints.map(
          ({ stage, dropOff, others, lastTouchpoint }) =>
            `  ${stageTitle(stage)} : ${proven(dropOff)}, ${w('against')} ${share(others)} ${w('elsewhere')}; ${w('lastSeen')} ${quoted(title(lastTouchpoint), language)}`,
        ),
      ].map((line) => typesetColon(line, language))

/** A colon stands after a space in French and without one in English. */
const typesetColon = (line: string, language: Language): string =>
  language === 'fr' ? line.replace(/ :/, '\u00a0:').replace(/;/, '\u202f;') : line.replace(/ :/, ':')

const conformanceLines = ({ lived, w, n, proven, share, title }: Setting): string[] => {
  const { fitness, fitnessLow, fitnessHigh, averageTraceFitness, perfectShare, deviations, lowerBound } =
    lived.conformance
  if (fitness === null || averageTraceFitness === null) return []
  const between = fitnessLow === null || fitnessHigh === null ? '' : ` [${n(fitnessLow, 3)} – ${n(fitnessHigh, 3)}]`
  return [
    ...heading(w('conformance')),
    `  ${w('fitness')} ${n(fitness, 3)}${between} · ${w('perfect')} ${proven(perfectShare)}`,
    ...(lowerBound ? [`  ${w('lowerBound')}`] : []),
    ...columns(
      deviations
        .slice(0, SHOWN)
        .map((deviation) => [
          n(deviation.instances),
          share(deviation.share),
          w(deviation.kind),
          title(deviation.touchpoint),
        ]),
      ['right', 'right', 'left', 'left'],
    ),
  ]
}

const between = (low: number | null, high: number | null, n: Setting['n']): string =>
  low === null || high === null ? '' : ` [${n(low, 1)} – ${n(high, 1)}]`

const offMapLines = ({ lived, w, n, title, language }: Setting): string[] =>
  lived.offMap.length === 0
    ? []
    : [
        ...heading(w('offMap')),
        ...columns(
          lived.offMap
            .slice(0, SHOWN)
            .map(({ event, channel, events, lift, liftLow, liftHigh, after }) => [
              n(events),
              channel === '' ? event : `${event} (${channel})`,
              lift === null
                ? ''
                : `${n(lift, 1)}${between(liftLow, liftHigh, n)} ${w('lift')} ${quoted(title(after), language)}`,
            ]),
          ['right', 'left', 'left'],
        ),
      ]

/** A path by titles; one that follows itself is told once with its number. */
const pathText = (path: readonly string[], title: Setting['title']): string => {
  const runs: { id: string; times: number }[] = []
  for (const id of path) {
    const last = runs.at(-1)
    if (last?.id === id) last.times++
    else runs.push({ id, times: 1 })
  }
  return runs.map(({ id, times }) => (times === 1 ? title(id) : `${title(id)} ×${times}`)).join(' → ') || '–'
}

const pathLines = ({ lived, w, n, share, title }: Setting): string[] =>
  lived.variants.length === 0
    ? []
    : [
        ...heading(w('paths'), `(${n(lived.variantsTotal)} ${w('distinct')})`),
        ...columns(
          lived.variants
            .slice(0, SHOWN)
            .map(({ path, instances, share: part, succeeded }) => [
              n(instances),
              share(part),
              `${share(succeeded)} ${w('succeeded')}`,
              fitted(pathText(path, title), PATH_WIDTH),
            ]),
          ['right', 'right', 'right', 'left'],
        ),
      ]

/** The designed map beside the lived journeys, for a person to read on a terminal. */
export const livedText = (map: JourneyMap, lived: Lived, language: Language): string => {
  const setting = settingOf(map, lived, language)
  if (lived.instances.total === 0) return `${opening(setting).slice(0, 2).join('\n')}\n\n  ${setting.w('nobody')}\n`
  const scores = lived.satisfaction.map((score) => `  ${scoreText(score, setting)}`)
  return [
    ...opening(setting),
    ...stageLines(setting),
    ...breakingLines(setting),
    ...touchpointLines(setting),
    ...(scores.length === 0 ? [] : [...heading(setting.w('satisfaction')), ...scores]),
    ...conformanceLines(setting),
    ...offMapLines(setting),
    ...pathLines(setting),
    '',
  ].join('\n')
}
