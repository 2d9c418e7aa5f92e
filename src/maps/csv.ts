import { type CsvValue, csvCell, type Language, tell, type UserText } from '../kernel/index.ts'
import { type JourneyMap, LEVERS, type Touchpoint } from './map.ts'

/** How a map becomes a table. `raw` keeps every cell as it is; else a cell that a spreadsheet would run as a formula is disarmed. */
export interface CsvOptions {
  readonly language: Language
  readonly raw: boolean
}

const listed = (texts: readonly (UserText | undefined)[], language: Language): string =>
  texts
    .map((text) => tell(text, language))
    .filter((text) => text !== '')
    .join(' | ')

const json = (value: object | undefined): string => (value === undefined ? '' : JSON.stringify(value))

/** The columns of the table, each with how a touchpoint fills it. */
const COLUMNS: readonly (readonly [
  string,
  (touchpoint: Touchpoint, map: JourneyMap, language: Language) => CsvValue,
])[] = [
  ['phase', ({ stage }, map) => stageOf(map, stage)?.phase],
  ['stage', ({ stage }) => stage],
  ['stage_title', ({ stage }, map, language) => tell(stageOf(map, stage)?.title, language)],
  ['touchpoint', ({ id }) => id],
  ['title', ({ title }, _map, language) => tell(title, language)],
  ['kind', ({ kind }) => kind],
  ['initiator', ({ initiator }) => initiator],
  ['need', ({ need }) => need ?? 'mandatory'],
  ['repeatable', ({ repeatable }) => repeatable ?? false],
  ['channels', ({ channels = [] }) => channels.join(' | ')],
  ['match', ({ match }) => json(match)],
  ['expected', ({ expected }) => expected],
  ['timeout', ({ timeout }) => timeout],
  ['personas', ({ experience = [] }) => experience.flatMap(({ persona }) => persona ?? []).join(' | ')],
  ['emotion', ({ experience = [] }) => meanOf(experience.flatMap(({ emotion }) => emotion ?? []))],
  [
    'thinking',
    ({ experience = [] }, _map, language) =>
      listed(
        experience.map((each) => each.thinking),
        language,
      ),
  ],
  [
    'feeling',
    ({ experience = [] }, _map, language) =>
      listed(
        experience.map((each) => each.feeling),
        language,
      ),
  ],
  [
    'motivations',
    ({ experience = [] }, _map, language) =>
      listed(
        experience.flatMap((each) => each.motivations ?? []),
        language,
      ),
  ],
  [
    'barriers',
    ({ experience = [] }, _map, language) =>
      listed(
        experience.flatMap((each) => each.barriers ?? []),
        language,
      ),
  ],
  ...LEVERS.flatMap((lever) => [
    [`${lever}_aimed`, ({ levers }: Touchpoint) => levers?.[lever]?.aimed] as const,
    [`${lever}_perceived`, ({ levers }: Touchpoint) => levers?.[lever]?.perceived] as const,
  ]),
  ['moments', ({ moments = [] }) => moments.map(({ kind }) => kind).join(' | ')],
  ['metrics', ({ metrics }) => json(metrics)],
  ['owner', ({ backstage }) => backstage?.owner],
  ['rules', ({ backstage }, _map, language) => listed(backstage?.rules ?? [], language)],
  ['process', ({ backstage }) => backstage?.process],
  ['systems', ({ backstage }) => backstage?.systems?.join(' | ')],
]

const stageOf = (map: JourneyMap, id: string) => map.stages.find((stage) => stage.id === id)

const meanOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

/** A map as a table: one line per touchpoint, in the order of the stages. CSV in UTF-8 with CRLF (RFC 4180). */
export const mapCsv = (map: JourneyMap, { language, raw }: CsvOptions): string => {
  const inOrder = map.stages.flatMap(({ id }) => map.touchpoints.filter(({ stage }) => stage === id))
  const lines = inOrder.map((touchpoint) =>
    COLUMNS.map(([, cellOf]) => csvCell(cellOf(touchpoint, map, language), raw)).join(','),
  )
  return [COLUMNS.map(([name]) => name).join(','), ...lines, ''].join('\r\n')
}
