import { STATUS_WORDS } from '../drawings/index.ts'
import type { Deviation, Lived } from '../journeys/index.ts'
import { type Rate, say, tell, type Words } from '../kernel/index.ts'
import { type Cell, days, figure, type Sheet, type WorkbookInput } from './sheet.ts'

type Column<Row> = readonly [Words, number, (row: Row) => Cell]

const sheetOf = <Row>(
  { language }: WorkbookInput,
  name: Words,
  names: number,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Sheet => ({
  name: say(name, language),
  widths: columns.map(([, width]) => width),
  headings: 1,
  names,
  rows: [columns.map(([words]) => say(words, language)), ...rows.map((row) => columns.map(([, , cell]) => cell(row)))],
})

/** A rate with its proof: value, numerator, denominator and interval, each in a column of its own. */
const proof = <Row>(name: Words, rateOf: (row: Row) => Rate): Column<Row>[] => {
  const part = (fr: string, en: string): Words => ({ fr: `${name.fr} – ${fr}`, en: `${name.en} – ${en}` })
  const shown = (row: Row, count: number): Cell => (rateOf(row).value === null ? null : figure(count))
  return [
    [name, 12, (row) => figure(rateOf(row).value, 'percent')],
    [part('numérateur', 'numerator'), 12, (row) => shown(row, rateOf(row).num)],
    [part('dénominateur', 'denominator'), 12, (row) => shown(row, rateOf(row).den)],
    [part('n', 'n'), 8, (row) => shown(row, rateOf(row).n)],
    [part('bas (95 %)', 'low (95%)'), 12, (row) => figure(rateOf(row).low, 'percent')],
    [part('haut (95 %)', 'high (95%)'), 12, (row) => figure(rateOf(row).high, 'percent')],
  ]
}

const METRICS = ['nps', 'csat', 'ces'] as const
type Scored = { readonly satisfaction: Lived['satisfaction'] }
const scores = <Row extends Scored>(): Column<Row>[] =>
  METRICS.flatMap((metric): Column<Row>[] => {
    const name = metric.toUpperCase()
    const of = ({ satisfaction }: Row) => satisfaction.find((one) => one.metric === metric)
    return [
      [{ fr: name, en: name }, 10, (row) => figure(of(row)?.value, metric === 'csat' ? 'percent' : 'decimal')],
      [{ fr: `${name} – n`, en: `${name} – n` }, 8, (row) => (of(row)?.value == null ? null : figure(of(row)?.n))],
    ]
  })

const titles = ({ map, language }: WorkbookInput) => {
  const known = new Map([...map.stages, ...map.touchpoints].map(({ id, title }) => [id, tell(title, language) || id]))
  return (id: string | null): Cell => (id === null ? null : (known.get(id) ?? id))
}

export const livedStageSheet = (input: WorkbookInput, { stages }: Lived): Sheet => {
  const title = titles(input)
  return sheetOf(
    input,
    { fr: 'Étapes vécues', en: 'Lived stages' },
    2,
    [
      [{ fr: 'Identifiant', en: 'Id' }, 18, ({ id }) => id],
      [{ fr: 'Étape', en: 'Stage' }, 28, ({ id }) => title(id)],
      [{ fr: 'Entrés', en: 'Entered' }, 10, ({ entered }) => figure(entered)],
      [{ fr: 'Abandonnés là', en: 'Abandoned there' }, 12, ({ abandoned }) => figure(abandoned)],
      ...proof<Lived['stages'][number]>({ fr: 'Abandon', en: 'Drop-off' }, ({ dropOff }) => dropOff),
      [{ fr: 'Temps médian (jours)', en: 'Median time (days)' }, 14, ({ medianSeconds }) => days(medianSeconds)],
      [{ fr: '9 sur 10 en (jours)', en: '9 of 10 within (days)' }, 14, ({ p90Seconds }) => days(p90Seconds)],
      [{ fr: 'Prévu (jours)', en: 'Expected (days)' }, 12, ({ expectedSeconds }) => days(expectedSeconds)],
      [{ fr: 'Maximum (jours)', en: 'Maximum (days)' }, 12, ({ maxSeconds }) => days(maxSeconds)],
      ...proof<Lived['stages'][number]>({ fr: 'En retard', en: 'Late' }, ({ late }) => late),
      ...scores<Lived['stages'][number]>(),
    ],
    stages,
  )
}

export const livedTouchpointSheet = (input: WorkbookInput, { touchpoints }: Lived): Sheet => {
  const title = titles(input)
  return sheetOf(
    input,
    { fr: 'Points vécus', en: 'Lived touchpoints' },
    2,
    [
      [{ fr: 'Identifiant', en: 'Id' }, 20, ({ id }) => id],
      [{ fr: 'Point de contact', en: 'Touchpoint' }, 30, ({ id }) => title(id)],
      [{ fr: 'Interactions', en: 'Interactions' }, 12, ({ events }) => figure(events)],
      [{ fr: 'Parcours', en: 'Journeys' }, 10, ({ instances }) => figure(instances)],
      ...proof<Lived['touchpoints'][number]>(
        { fr: 'Part des parcours', en: 'Share of journeys' },
        ({ share }) => share,
      ),
      [
        { fr: 'Par canal', en: 'By channel' },
        30,
        ({ byChannel }) =>
          byChannel.map(({ channel, instances }) => `${channel || '–'} ${instances}`).join('\n') || null,
      ],
      ...proof<Lived['touchpoints'][number]>({ fr: 'Hors délai', en: 'Overdue' }, ({ overdue }) => overdue),
      ...scores<Lived['touchpoints'][number]>(),
    ],
    touchpoints,
  )
}

export const offMapSheet = (input: WorkbookInput, { offMap }: Lived): Sheet => {
  const title = titles(input)
  return sheetOf(
    input,
    { fr: 'Hors carte', en: 'Off the map' },
    1,
    [
      [{ fr: 'Interaction', en: 'Interaction' }, 34, ({ event }) => event],
      [{ fr: 'Canal', en: 'Channel' }, 14, ({ channel }) => channel || null],
      [{ fr: 'Interactions', en: 'Interactions' }, 12, ({ events }) => figure(events)],
      [{ fr: 'Parcours', en: 'Journeys' }, 10, ({ instances }) => figure(instances)],
      [{ fr: 'Vient après', en: 'Comes after' }, 30, ({ after }) => title(after)],
      [{ fr: 'Suivie de', en: 'Followed by' }, 30, ({ before }) => title(before)],
      [{ fr: 'Surreprésentation', en: 'Lift' }, 14, ({ lift }) => figure(lift, 'decimal')],
      [{ fr: 'de', en: 'from' }, 10, ({ liftLow }) => figure(liftLow, 'decimal')],
      [{ fr: 'à', en: 'to' }, 10, ({ liftHigh }) => figure(liftHigh, 'decimal')],
    ],
    offMap,
  )
}

const DEVIATIONS: Readonly<Record<Deviation['kind'], Words>> = {
  skipped: { fr: 'sauté', en: 'skipped' },
  repeated: { fr: 'répété', en: 'repeated' },
  out_of_order: { fr: 'hors ordre', en: 'out of order' },
  wrong_channel: { fr: 'autre canal', en: 'other channel' },
}

export const deviationSheet = (input: WorkbookInput, { conformance }: Lived): Sheet => {
  const title = titles(input)
  return sheetOf(
    input,
    { fr: 'Écarts', en: 'Deviations' },
    1,
    [
      [{ fr: 'Écart', en: 'Deviation' }, 16, ({ kind }) => say(DEVIATIONS[kind], input.language)],
      [{ fr: 'Point de contact', en: 'Touchpoint' }, 30, ({ touchpoint }) => title(touchpoint)],
      [{ fr: 'Étape', en: 'Stage' }, 28, ({ stage }) => title(stage)],
      [{ fr: 'Parcours', en: 'Journeys' }, 10, ({ instances }) => figure(instances)],
      ...proof<Deviation>({ fr: 'Part', en: 'Share' }, ({ share }) => share),
      [{ fr: 'Coût', en: 'Cost' }, 10, ({ cost }) => figure(cost, 'decimal')],
    ],
    conformance.deviations,
  )
}

/** What the workbook is of, and as of when: a figure that travels alone keeps its proof. */
export const aboutSheet = (input: WorkbookInput): Sheet => {
  const { map, lived, language, minN, filters = [] } = input
  const facts: readonly (readonly [Words, Cell])[] = [
    [{ fr: 'Carte', en: 'Map' }, tell(map.title, language) || map.id],
    [{ fr: 'Identifiant', en: 'Id' }, map.id],
    [{ fr: 'Révision', en: 'Revision' }, figure(map.revision)],
    [{ fr: 'État', en: 'Status' }, map.status ? say(STATUS_WORDS[map.status], language) : null],
    ...(lived
      ? ([
          [{ fr: 'Situation au', en: 'As of' }, lived.asOf],
          [{ fr: 'Filtres', en: 'Filters' }, filters.join('\n') || null],
          [{ fr: 'Parcours vécus', en: 'Lived journeys' }, figure(lived.instances.total)],
          [{ fr: 'Aboutis', en: 'Succeeded' }, figure(lived.instances.succeeded)],
          [{ fr: 'Abandonnés', en: 'Abandoned' }, figure(lived.instances.abandoned)],
          [{ fr: 'En cours', en: 'Open' }, figure(lived.instances.open)],
          [{ fr: 'Durée médiane (jours)', en: 'Median time (days)' }, days(lived.duration.medianSeconds)],
          [{ fr: 'Conformité', en: 'Fitness' }, figure(lived.conformance.fitness, 'percent')],
          [{ fr: 'Taux masqués sous n =', en: 'Rates withheld under n =' }, figure(minN)],
        ] as const)
      : []),
  ]
  return {
    name: say({ fr: 'À propos', en: 'About' }, language),
    widths: [28, 50],
    headings: 1,
    names: 1,
    rows: [
      [say({ fr: 'Quoi', en: 'What' }, language), say({ fr: 'Valeur', en: 'Value' }, language)],
      ...facts.map(([words, cell]): Cell[] => [say(words, language), cell]),
    ],
  }
}
