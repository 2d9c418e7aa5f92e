import { peopleTable } from '../analyses/ask.ts'
import { type Column, column, type ResultTable } from '../analyses/result-table.ts'
import { tableText } from '../analyses/result-text.cli.ts'
import type { Lived, LogSummary } from '../journeys/index.ts'
import type { Language } from '../kernel/index.ts'
import type { Noticed } from '../moments/index.ts'

const tableOf = <Row>(
  name: string,
  fr: string,
  en: string,
  columns: readonly (readonly [Column['key'], Column['kind'], (row: Row) => ResultTable['rows'][number][number]])[],
  rows: readonly Row[],
): ResultTable => ({
  name,
  title: { fr, en },
  columns: columns.map(([key, kind]) => column(key, kind, key, key)),
  rows: rows.map((row) => columns.map(([, , of]) => of(row))),
})

/** The people asked for, where some are. */
export const listedTables = (keys: readonly string[] | undefined): readonly ResultTable[] =>
  keys ? [peopleTable(keys)] : []

/** The same to be read. */
export const listedText = (keys: readonly string[], language: Language): string =>
  tableText(peopleTable(keys), language)

/** What a log holds, as tables: the commonest paths listed, what directly follows what, how cases start and end. */
export const logTables = ({ topVariants, edgesList, starts, ends }: LogSummary): readonly ResultTable[] => [
  tableOf(
    'variants',
    'Les variantes',
    'The variants',
    [
      ['path', 'text', ({ path }) => path.join(' > ')],
      ['cases', 'count', ({ cases }) => cases],
    ],
    topVariants,
  ),
  tableOf(
    'edges',
    'Ce qui suit quoi',
    'What follows what',
    [
      ['from', 'text', ({ from }) => from],
      ['to', 'text', ({ to }) => to],
      ['count', 'count', ({ count }) => count],
      ['median_seconds', 'seconds', ({ medianSeconds }) => medianSeconds],
      ['median_low', 'seconds', ({ medianLow }) => medianLow],
      ['median_high', 'seconds', ({ medianHigh }) => medianHigh],
    ],
    edgesList,
  ),
  tableOf(
    'ends',
    'Débuts et fins',
    'Starts and ends',
    [
      ['at', 'text', ({ at }) => at],
      ['activity', 'text', ({ activity }) => activity],
      ['cases', 'count', ({ cases }) => cases],
    ],
    [...starts.map((one) => ({ at: 'start', ...one })), ...ends.map((one) => ({ at: 'end', ...one }))],
  ),
]

/** A designed map beside what was lived, as tables. */
export const livedTables = (lived: Lived): readonly ResultTable[] => [
  tableOf(
    'stages',
    'Les étapes',
    'The stages',
    [
      ['stage', 'text', ({ id }) => id],
      ['entered', 'count', ({ entered }) => entered],
      ['abandoned', 'count', ({ abandoned }) => abandoned],
      ['drop_off', 'rate', ({ dropOff }) => dropOff],
      ['median_seconds', 'seconds', ({ medianSeconds }) => medianSeconds],
      ['median_low', 'seconds', ({ medianLow }) => medianLow],
      ['median_high', 'seconds', ({ medianHigh }) => medianHigh],
      ['p90_seconds', 'seconds', ({ p90Seconds }) => p90Seconds],
      ['late', 'rate', ({ late }) => late],
      ['skipped', 'count', ({ deviations }) => deviations.skipped],
      ['repeated', 'count', ({ deviations }) => deviations.repeated],
      ['out_of_order', 'count', ({ deviations }) => deviations.outOfOrder],
      ['wrong_channel', 'count', ({ deviations }) => deviations.wrongChannel],
      ['broken', 'count', ({ deviations }) => deviations.broken],
    ],
    lived.stages,
  ),
  tableOf(
    'touchpoints',
    'Les points de contact',
    'The touchpoints',
    [
      ['touchpoint', 'text', ({ id }) => id],
      ['events', 'count', ({ events }) => events],
      ['instances', 'count', ({ instances }) => instances],
      ['share', 'rate', ({ share }) => share],
      ['overdue', 'rate', ({ overdue }) => overdue],
    ],
    lived.touchpoints,
  ),
  tableOf(
    'transitions',
    'Les passages',
    'The transitions',
    [
      ['from', 'text', ({ from }) => from],
      ['to', 'text', ({ to }) => to],
      ['count', 'count', ({ count }) => count],
      ['instances', 'count', ({ instances }) => instances],
      ['median_seconds', 'seconds', ({ medianSeconds }) => medianSeconds],
      ['median_low', 'seconds', ({ medianLow }) => medianLow],
      ['median_high', 'seconds', ({ medianHigh }) => medianHigh],
    ],
    lived.transitions,
  ),
  tableOf(
    'variants',
    'Les variantes',
    'The variants',
    [
      ['path', 'text', ({ path }) => path.join(' > ')],
      ['instances', 'count', ({ instances }) => instances],
      ['share', 'rate', ({ share }) => share],
      ['succeeded', 'rate', ({ succeeded }) => succeeded],
      ['open', 'count', ({ open }) => open],
    ],
    lived.variants,
  ),
  tableOf(
    'off_map',
    'Hors carte',
    'Off the map',
    [
      ['event', 'text', ({ event }) => event],
      ['channel', 'text', ({ channel }) => channel],
      ['events', 'count', ({ events }) => events],
      ['instances', 'count', ({ instances }) => instances],
      ['after', 'text', ({ after }) => after],
      ['before', 'text', ({ before }) => before],
      ['lift', 'number', ({ lift }) => lift],
      ['lift_low', 'number', ({ liftLow }) => liftLow],
      ['lift_high', 'number', ({ liftHigh }) => liftHigh],
    ],
    lived.offMap,
  ),
  tableOf(
    'deviations',
    'Les écarts',
    'The deviations',
    [
      ['kind', 'text', ({ kind }) => kind],
      ['stage', 'text', ({ stage }) => stage],
      ['touchpoint', 'text', ({ touchpoint }) => touchpoint],
      ['instances', 'count', ({ instances }) => instances],
      ['share', 'rate', ({ share }) => share],
      ['cost', 'number', ({ cost }) => cost],
    ],
    lived.conformance.deviations,
  ),
]

/** The moments noticed, as a table; what they rest on as one text a moment. */
export const momentTables = ({ moments }: Noticed): readonly ResultTable[] => [
  tableOf(
    'moments',
    'Les moments',
    'The moments',
    [
      ['kind', 'text', ({ kind }) => kind],
      ['presence', 'text', ({ presence }) => presence],
      ['sign', 'text', ({ sign }) => sign],
      ['stage', 'text', ({ stage }) => stage],
      ['touchpoint', 'text', ({ touchpoint }) => touchpoint],
      ['event', 'text', ({ event }) => event],
      ['channel', 'text', ({ channel }) => channel],
      ['statistics', 'text', ({ statistics }) => JSON.stringify(statistics)],
    ],
    moments,
  ),
]
