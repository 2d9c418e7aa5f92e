import type { ChannelKind } from '../events/index.ts'
import { CHANNELS } from '../events/index.ts'
import { type Language, say, tell, type UserText, type Words } from '../kernel/index.ts'
import {
  type Backstage,
  type Experience,
  type JourneyMap,
  LEVERS,
  type Metric,
  type Moment,
  type MomentKind,
  type Need,
  type Touchpoint,
} from '../maps/index.ts'
import { NBSP, number, percent, quoted, typeset } from './typography.ts'
import {
  channelWords,
  DIMENSION_WORDS,
  EVIDENCE_WORDS,
  isShare,
  LEVER_WORDS,
  MOMENT_WORDS,
  metricWords,
  DRAWING_WORDS as W,
} from './vocabulary.ts'

/** What a cell holds, one below the other. Every format draws each kind in its own way. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone: 'plain' | 'quiet' | 'quote' }
  | { readonly kind: 'point'; readonly text: string; readonly sign: 'plus' | 'minus' | 'dot'; readonly said: string }
  | {
      readonly kind: 'channel'
      readonly channel: string
      readonly channelKind: ChannelKind
      readonly text: string
      readonly third: boolean
    }
  | {
      readonly kind: 'moment'
      readonly moment: MomentKind
      readonly proposed: boolean
      readonly missing: boolean
      readonly text: string
    }
  | {
      readonly kind: 'lever'
      readonly text: string
      readonly aimed?: number
      readonly perceived?: number
      readonly said: string
    }
  | { readonly kind: 'field'; readonly label: string; readonly text: string }

/** One column of the table: a touchpoint, or the empty place of a stage that has none. */
export interface Column {
  readonly touchpoint: Touchpoint | undefined
  readonly title: string
  readonly need: Need
}

/** One lane: a cell for each column, in the order of the columns; `cells` are empty where nothing is said. */
export interface LaneRow {
  readonly kind: 'channels' | 'moments' | 'emotion' | 'experience' | 'drives' | 'levers' | 'metrics' | 'backstage'
  readonly title: string
  readonly cells: readonly (readonly Block[])[]
  /** Of the emotion lane: one line for each persona, a value (-2 to 2) or nothing at each column. */
  readonly lines?: readonly { readonly persona: string; readonly values: readonly (number | undefined)[] }[]
}

/** The lanes that have something to say, in the order in which they are read. */
export const laneRows = (map: JourneyMap, columns: readonly Column[], language: Language): readonly LaneRow[] => {
  const touchpoints = columns.map(({ touchpoint }) => touchpoint)
  const row = (kind: LaneRow['kind'], title: Words, cell: (touchpoint: Touchpoint) => readonly Block[]): LaneRow => ({
    kind,
    title: say(title, language),
    cells: touchpoints.map((touchpoint) => (touchpoint ? cell(touchpoint) : [])),
  })
  const lines = emotionLines(touchpoints, language)
  const rows: LaneRow[] = [
    row('channels', W.channels, ({ channels = [] }) => channels.map((channel) => channelBlock(map, channel, language))),
    row('moments', W.moments, ({ moments = [] }) => moments.flatMap((moment) => momentBlock(moment, language))),
    { ...row('emotion', W.emotion, (touchpoint) => emotionBlocks(touchpoint, language)), lines },
    row('experience', W.experience, ({ experience = [] }) => experience.flatMap((e) => thoughtBlocks(e, language))),
    row('drives', W.drives, ({ experience = [] }) => experience.flatMap((e) => driveBlocks(e, language))),
    row('levers', W.levers, (touchpoint) => leverBlocks(touchpoint, language)),
    row('metrics', W.metrics, ({ metrics = [] }) => metrics.map((metric) => metricBlock(metric, language))),
    row('backstage', W.backstage, ({ backstage }) => (backstage ? backstageBlocks(backstage, language) : [])),
  ]
  return rows.filter(({ cells }) => cells.some((blocks) => blocks.length > 0))
}

const written = (text: UserText | undefined, language: Language) => typeset(tell(text, language), language)

const channelBlock = (map: JourneyMap, channel: string, language: Language): Block => {
  const { channels = {} } = map
  const declared = Object.hasOwn(channels, channel) ? channels[channel] : undefined
  const known = Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel as keyof typeof CHANNELS] : undefined
  return {
    kind: 'channel',
    channel,
    channelKind: declared?.kind ?? known ?? 'digital',
    text: written(declared?.title, language) || say(channelWords(channel), language),
    third: declared?.party === 'third',
  }
}

const momentBlock = (moment: Moment, language: Language): Block[] => {
  if (moment.status === 'rejected') return []
  const [proposed, missing] = [moment.status === 'proposed', moment.presence === 'missing']
  const name = written(moment.title, language) || say(MOMENT_WORDS[moment.kind], language)
  const notes = [proposed && say(W.proposed, language), missing && say(W.missing, language)].filter(Boolean)
  const text = notes.length ? `${name} (${notes.join(', ')})` : name
  return [{ kind: 'moment', moment: moment.kind, proposed, missing, text }]
}

const emotionLines = (
  touchpoints: readonly (Touchpoint | undefined)[],
  language: Language,
): NonNullable<LaneRow['lines']> => {
  const personas = new Set(
    touchpoints
      .flatMap((touchpoint) => touchpoint?.experience ?? [])
      .filter(({ emotion }) => emotion !== undefined)
      .map(({ persona }) => persona),
  )
  return [...personas].map((persona) => ({
    persona: persona ?? say(W.everyone, language),
    values: touchpoints.map(
      (touchpoint) => touchpoint?.experience?.find((e) => e.persona === persona && e.emotion !== undefined)?.emotion,
    ),
  }))
}

const emotionBlocks = ({ experience = [] }: Touchpoint, language: Language): Block[] =>
  experience.flatMap(({ emotion, persona }) =>
    emotion === undefined
      ? []
      : [
          {
            kind: 'field',
            label: persona ?? '',
            text: (emotion > 0 ? '+' : '') + number(emotion, language, emotion % 1 ? 1 : 0),
          },
        ],
  )

/** Who said it and how well it is founded: « senior, observé, n = 24 ». */
const evidenceText = ({ evidence, persona }: Experience, language: Language): string =>
  [
    persona,
    evidence && say(EVIDENCE_WORDS[evidence.level], language),
    evidence?.n !== undefined && `n${NBSP}=${NBSP}${number(evidence.n, language)}`,
  ]
    .filter(Boolean)
    .join(', ')

const thoughtBlocks = (experience: Experience, language: Language): Block[] => {
  const [thinking, feeling] = [written(experience.thinking, language), written(experience.feeling, language)]
  const evidence = evidenceText(experience, language)
  const said: Block[] = []
  if (thinking) said.push({ kind: 'text', text: quoted(thinking, language), tone: 'quote' })
  if (feeling) said.push({ kind: 'text', text: feeling, tone: 'plain' })
  if (said.length && evidence) said.push({ kind: 'text', text: evidence, tone: 'quiet' })
  return said
}

const driveBlocks = ({ motivations = [], barriers = [] }: Experience, language: Language): Block[] => [
  ...motivations.map(
    (text): Block => ({
      kind: 'point',
      sign: 'plus',
      said: say(W.motivation, language),
      text: written(text, language),
    }),
  ),
  ...barriers.map(
    (text): Block => ({ kind: 'point', sign: 'minus', said: say(W.barrier, language), text: written(text, language) }),
  ),
]

const leverBlocks = ({ levers = {} }: Touchpoint, language: Language): Block[] =>
  LEVERS.flatMap((lever): Block[] => {
    const level = levers[lever]
    if (!level) return []
    const { aimed, perceived } = level
    const figure = (words: Words, value: number | undefined) =>
      value === undefined ? [] : [`${say(words, language)}${NBSP}${number(value, language, value % 1 ? 1 : 0)}`]
    const dimension = level.dimension ? [say(DIMENSION_WORDS[level.dimension], language)] : []
    const said = [...figure(W.aimed, aimed), ...figure(W.perceived, perceived), ...dimension].join(', ')
    const text = say(LEVER_WORDS[lever], language)
    return [
      {
        kind: 'lever',
        text,
        said,
        ...(aimed !== undefined && { aimed }),
        ...(perceived !== undefined && { perceived }),
      },
    ]
  })

/** A target or an alert as its metric is written: a share in per cent, a score as it is. */
export const metricFigure = (metric: string, value: number, language: Language): string =>
  isShare(metric, value) ? percent(value, language) : number(value, language, Number.isInteger(value) ? 0 : 1)

const metricBlock = (metric: Metric, language: Language): Block => {
  const figure = (words: Words, value: number | undefined) =>
    value === undefined ? [] : [`${say(words, language)}${NBSP}${metricFigure(metric.metric, value, language)}`]
  const text = [...figure(W.target, metric.target), ...figure(W.alert, metric.alert)].join(', ')
  return { kind: 'field', label: say(metricWords(metric), language), text }
}

const backstageBlocks = (backstage: Backstage, language: Language): Block[] => {
  const field = (words: Words, text: string): Block[] =>
    text ? [{ kind: 'field', label: say(words, language), text }] : []
  const list = (names: readonly UserText[] = []) =>
    names
      .map((name) => written(name, language))
      .filter(Boolean)
      .join(', ')
  const { personalisation_ceiling: ceiling } = backstage
  return [
    ...field(W.owner, written(backstage.owner, language)),
    ...field(W.rules, list(backstage.rules)),
    ...field(W.process, written(backstage.process, language)),
    ...field(W.systems, list(backstage.systems)),
    ...field(W.skills, list(backstage.skills)),
    ...field(W.data, list(backstage.data)),
    ...field(W.organisation, written(backstage.organisation, language)),
    ...field(
      W.ceiling,
      ceiling === undefined ? '' : `${number(ceiling, language, ceiling % 1 ? 1 : 0)}${NBSP}/${NBSP}5`,
    ),
  ]
}
