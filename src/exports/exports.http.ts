import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type ExplorePorts, VIEW, viewOfStored } from '../api/stored-view.ts'
import { filterLines } from '../cli/analysis.ts'
import { EVERY, REPORT_MIN_N } from '../cli/lived-report.ts'
import { KINDS, type Kind, type TakenAway, type Wanted } from '../cli/take-away.ts'
import { type Clock, type Language, Refused } from '../kernel/index.ts'
import { checkText, type JourneyMap } from '../maps/index.ts'

export interface ExportPorts extends ExplorePorts {
  /** Draws where it does not keep the api from answering. */
  readonly takeAway: (wanted: Wanted) => Promise<TakenAway>
  readonly now: Clock
}

const TYPES: Readonly<Record<Kind, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const Query = Type.Object({
  ...VIEW,
  kind: Type.Unsafe<Kind>({ type: 'string', enum: [...KINDS] }),
  size: Type.Optional(Type.Unsafe<'a3' | 'a4'>({ type: 'string', enum: ['a3', 'a4'] })),
  lived: Type.Optional(Type.Boolean({ description: 'A workbook with what was lived beside the design.' })),
})

/** The map as it stands on the caller's screen, checked like one that comes in a file. */
const onScreen = (map: unknown, id: string): JourneyMap => {
  const { read, findings } = checkText(JSON.stringify(map), `${id}.json`, () => undefined)
  const [error] = findings.filter(({ severity }) => severity === 'error')
  // What is not finished yet is drawn all the same; only what is no map is refused.
  if (!read) throw new Refused(error ?? UNREADABLE)
  return read.map
}
const UNREADABLE = {
  code: 'invalid-request',
  what: { fr: 'Cette carte ne peut pas être lue.', en: 'This map cannot be read.' },
  remedy: { fr: 'Rechargez la page, puis recommencez.', en: 'Load the page again, then try again.' },
} as const

const inputOf = async (
  ports: ExportPorts,
  id: string,
  query: Static<typeof Query>,
  given: unknown,
  language: Language,
) => {
  const view = await viewOfStored(ports, id, query)
  const map = given === undefined ? view.map : { ...onScreen(given, id), id }
  if (query.kind !== 'xlsx' || !query.lived) return { map, language }
  const [lived, { moments }] = await Promise.all([
    ports.explorations.ask(view, { kind: 'lived', minN: REPORT_MIN_N, top: EVERY }),
    ports.explorations.ask(view, { kind: 'moments' }),
  ])
  return { map, language, lived, moments, minN: REPORT_MIN_N, filters: filterLines(query) }
}

/** A map as a file to keep; with a body, the map as it stands on the screen rather than its last revision. */
export const exportEndpoints = (ports: ExportPorts): readonly Endpoint[] => [
  endpoint({
    method: 'POST',
    path: '/api/maps/{id}/export',
    name: 'exportMap',
    summary: 'A map as a file: SVG, PNG, PDF, HTML or Excel, as `parcours map render` writes it.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Query,
    input: Type.Object({ map: Type.Optional(Type.Unknown()) }, { additionalProperties: false }),
    body: Type.Object({}),
    answer: async ({ params: { id }, query, input, language }) => {
      const { kind, size = 'a3' } = query
      const wanted = await inputOf(ports, id, query, input.map, language)
      const { bytes } = await ports.takeAway({ ...wanted, kind, size, at: ports.now() })
      const name = `${id.replace(/[^\w.-]+/g, '-')}${kind === 'pdf' ? `-${size}` : ''}.${kind}`
      return { body: {}, download: { name, type: TYPES[kind], bytes } }
    },
  }),
]
