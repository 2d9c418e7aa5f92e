import {
  type Block,
  columnsOf,
  EVIDENCE_WORDS,
  LEVER_WORDS,
  mapTable,
  NEED_WORDS,
  PHASE_WORDS,
} from '../drawings/index.ts'
import { durationMs, say, tell, type UserText, type Words } from '../kernel/index.ts'
import { type JourneyMap, LEVERS, type Touchpoint } from '../maps/index.ts'
import { type Cell, days, figure, type Sheet, type WorkbookInput } from './sheet.ts'

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'field':
      return `${block.label} ${block.text}`
    case 'point':
      return `${block.said} : ${block.text}`
    case 'lever':
      return `${block.text} – ${block.said}`
    default:
      return block.text
  }
}

/** The map as it is drawn: phases, stages and touchpoints across, lanes down. */
export const mapSheet = ({ map, language }: WorkbookInput): Sheet => {
  const table = mapTable(map, language)
  const across = table.phases.flatMap(({ title, stages }) =>
    stages.flatMap((stage) =>
      stage.columns.map((column) => ({
        phase: title,
        stage: [stage.title, ...stage.facts].join(' · '),
        touchpoint: column.title,
      })),
    ),
  )
  const once = (names: readonly string[]): Cell[] => names.map((name, i) => (names[i - 1] === name ? null : name))
  const lanes = table.lanes.map(({ title, cells }): Cell[] => [
    title,
    ...cells.map((blocks) => (blocks.length === 0 ? null : blocks.map(textOf).join('\n'))),
  ])
  return {
    name: say({ fr: 'Carte', en: 'Map' }, language),
    widths: [26, ...columnsOf(table).map(() => 30)],
    headings: 3,
    names: 1,
    rows: [
      [table.title, ...once(across.map(({ phase }) => phase))],
      [null, ...once(across.map(({ stage }) => stage))],
      [null, ...across.map(({ touchpoint }) => touchpoint)],
      ...lanes,
    ],
  }
}

type Field = readonly [Words, number, (touchpoint: Touchpoint, map: JourneyMap) => Cell]

const joined = (parts: readonly string[]): Cell => (parts.length === 0 ? null : parts.join('\n'))
const iso = (duration: string | undefined): Cell =>
  duration === undefined ? null : days((durationMs(duration) ?? Number.NaN) / 1000)
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/** Every field of a touchpoint, each with its heading, its width and how it is told. */
const fieldsIn = ({ language }: WorkbookInput): readonly Field[] => {
  const text = (written: UserText | undefined): Cell => tell(written, language) || null
  const texts = (all: readonly UserText[] = []) => joined(all.map((one) => tell(one, language)).filter(Boolean))
  const stageOf = (map: JourneyMap, { stage }: Touchpoint) => map.stages.find(({ id }) => id === stage)
  const each = ({ experience = [] }: Touchpoint) => experience
  return [
    [{ fr: 'Phase', en: 'Phase' }, 14, (t, map) => say(PHASE_WORDS[stageOf(map, t)?.phase ?? 'during'], language)],
    [{ fr: 'Étape', en: 'Stage' }, 22, (t, map) => text(stageOf(map, t)?.title) ?? t.stage],
    [{ fr: 'Identifiant', en: 'Id' }, 20, ({ id }) => id],
    [{ fr: 'Point de contact', en: 'Touchpoint' }, 30, ({ title }) => text(title)],
    [{ fr: 'Nature', en: 'Kind' }, 14, ({ kind }) => kind ?? null],
    [{ fr: 'À l’initiative de', en: 'Initiator' }, 14, ({ initiator }) => initiator ?? null],
    [{ fr: 'Nécessité', en: 'Need' }, 16, ({ need = 'mandatory' }) => say(NEED_WORDS[need], language)],
    [{ fr: 'Répétable', en: 'Repeatable' }, 10, ({ repeatable }) => (repeatable ? say(YES, language) : null)],
    [{ fr: 'Canaux', en: 'Channels' }, 20, ({ channels = [] }) => joined(channels)],
    [
      { fr: 'Règles de reconnaissance', en: 'Match rules' },
      40,
      ({ match = [] }) => joined(match.map((m) => JSON.stringify(m))),
    ],
    [{ fr: 'Temps prévu (jours)', en: 'Expected (days)' }, 12, ({ expected }) => iso(expected)],
    [{ fr: 'Délai (jours)', en: 'Timeout (days)' }, 12, ({ timeout }) => iso(timeout)],
    [{ fr: 'Personas', en: 'Personas' }, 18, (t) => joined(each(t).flatMap(({ persona }) => persona ?? []))],
    [
      { fr: 'Émotion (-2 à 2)', en: 'Emotion (-2 to 2)' },
      12,
      (t) => figure(mean(each(t).flatMap(({ emotion }) => emotion ?? [])), 'decimal'),
    ],
    [
      { fr: 'Ce que le client pense', en: 'Thinking' },
      36,
      (t) => texts(each(t).flatMap(({ thinking }) => (thinking === undefined ? [] : [thinking]))),
    ],
    [
      { fr: 'Ce qu’il ressent', en: 'Feeling' },
      36,
      (t) => texts(each(t).flatMap(({ feeling }) => (feeling === undefined ? [] : [feeling]))),
    ],
    [
      { fr: 'Motivations', en: 'Motivations' },
      36,
      (t) => texts(each(t).flatMap(({ motivations = [] }) => motivations)),
    ],
    [{ fr: 'Freins', en: 'Barriers' }, 36, (t) => texts(each(t).flatMap(({ barriers = [] }) => barriers))],
    [
      { fr: 'Niveau de preuve', en: 'Evidence' },
      18,
      (t) =>
        joined([
          ...new Set(
            each(t).flatMap(({ evidence }) => (evidence ? say(EVIDENCE_WORDS[evidence.level], language) : [])),
          ),
        ]),
    ],
    ...LEVERS.flatMap((lever): Field[] => [
      [
        bothWays(LEVER_WORDS[lever], { fr: 'visé', en: 'aimed' }),
        12,
        ({ levers }) => figure(levers?.[lever]?.aimed, 'decimal'),
      ],
      [
        bothWays(LEVER_WORDS[lever], { fr: 'perçu', en: 'perceived' }),
        12,
        ({ levers }) => figure(levers?.[lever]?.perceived, 'decimal'),
      ],
    ]),
    [{ fr: 'Indicateurs', en: 'Metrics' }, 30, ({ metrics = [] }) => joined(metrics.map((m) => JSON.stringify(m)))],
    [{ fr: 'Responsable', en: 'Owner' }, 16, ({ backstage }) => backstage?.owner ?? null],
    [{ fr: 'Règles', en: 'Rules' }, 36, ({ backstage }) => texts(backstage?.rules)],
    [{ fr: 'Processus', en: 'Process' }, 20, ({ backstage }) => backstage?.process ?? null],
    [{ fr: 'Systèmes', en: 'Systems' }, 20, ({ backstage }) => joined(backstage?.systems ?? [])],
    [{ fr: 'Compétences', en: 'Skills' }, 20, ({ backstage }) => joined(backstage?.skills ?? [])],
    [{ fr: 'Données', en: 'Data' }, 20, ({ backstage }) => joined(backstage?.data ?? [])],
    [{ fr: 'Organisation', en: 'Organisation' }, 24, ({ backstage }) => text(backstage?.organisation)],
    [
      { fr: 'Plafond de personnalisation', en: 'Personalisation ceiling' },
      14,
      ({ backstage }) => figure(backstage?.personalisation_ceiling, 'decimal'),
    ],
  ]
}
const YES: Words = { fr: 'oui', en: 'yes' }
const bothWays = (a: Words, b: Words): Words => ({ fr: `${a.fr} – ${b.fr}`, en: `${a.en} – ${b.en}` })

/** Touchpoint by touchpoint, in the order of the stages, with every field that the format knows. */
export const touchpointSheet = (input: WorkbookInput): Sheet => {
  const { map, language } = input
  const fields = fieldsIn(input)
  const inOrder = map.stages.flatMap(({ id }) => map.touchpoints.filter(({ stage }) => stage === id))
  return {
    name: say({ fr: 'Points de contact', en: 'Touchpoints' }, language),
    widths: fields.map(([, width]) => width),
    headings: 1,
    names: 4,
    rows: [
      fields.map(([words]) => say(words, language)),
      ...inOrder.map((touchpoint) => fields.map(([, , cell]) => cell(touchpoint, map))),
    ],
  }
}
