import { type TSchema, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { VIEW, type ViewAsked, viewAsked } from '../api/view-asked.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { Refused } from '../kernel/index.ts'
import { ANALYSES } from './analyses.ts'
import type { Analysis, Asked } from './analysis.ts'
import type { Analyst } from './analyst.ts'
import { tableNamed } from './ask.ts'
import { tableParquet } from './result-parquet.node.ts'
import { type ResultTable, tableCsv } from './result-table.ts'

const { revision: _, ...LOOKED } = VIEW
const BESIDE = {
  ...LOOKED,
  format: Type.Optional(
    Type.Unsafe<'csv' | 'parquet'>({
      type: 'string',
      enum: ['csv', 'parquet'],
      description: 'A file instead of JSON.',
    }),
  ),
  table: Type.Optional(Type.String({ maxLength: 60, description: 'Which table of the answer the file holds.' })),
  raw: Type.Optional(Type.Boolean({ description: 'In a CSV, cells that look like formulas stay as they are.' })),
}
/** The longest page of a list of people; a file holds them all. */
const MOST_PEOPLE = 10_000
const PAGE = {
  peopleAfter: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'The list from this place on.' })),
  peopleLimit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_PEOPLE, default: MOST_PEOPLE, description: 'So many of the list.' }),
  ),
}
const Beside = Type.Object(BESIDE)
type Beside = (typeof Beside)['static']

interface List {
  readonly items: TSchema
  readonly minItems?: number
  readonly description?: string
}

const isList = (schema: TSchema) => (schema as { readonly type?: string }).type === 'array'

/** In a query a list of one is the thing itself. */
const single = (schema: TSchema): TSchema => {
  if (!isList(schema)) return schema
  const { items, minItems, description } = schema as unknown as List
  const either = { anyOf: [items, { type: 'array', items, maxItems: 500 }], ...(description && { description }) }
  return minItems ? Type.Unsafe(either) : Type.Optional(Type.Unsafe(either))
}

const fileOf = (name: string, format: 'csv' | 'parquet', table: ResultTable, raw = false) =>
  format === 'csv'
    ? { name: `${name}.csv`, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(tableCsv(table, raw)) }
    : { name: `${name}.parquet`, type: 'application/vnd.apache.parquet', bytes: tableParquet(table) }

interface Query extends Beside {
  readonly people?: string
  readonly peopleAfter?: number
  readonly peopleLimit?: number
}

/** Which part of its list is wanted: a page is cut where the list is, and the rest of it stays there. */
const pageAsked = ({ people, peopleAfter = 0, peopleLimit = MOST_PEOPLE }: Query) =>
  people === undefined ? {} : { page: { after: peopleAfter, limit: peopleLimit } }

/** What is asked of an analysis, as its endpoint's query says. */
const askedIn = (one: Analysis, query: object, workspace: Asked<unknown>['workspace']): Asked<unknown> => {
  const own = Object.entries(one.options.properties).flatMap(([name, schema]) => {
    const given: unknown = Reflect.get(query, name)
    return given === undefined ? [] : [[name, isList(schema) ? [given].flat() : given]]
  })
  const looked = Object.entries(query).filter(([name]) => name === 'workspaceZone' || Object.hasOwn(LOOKED, name))
  return { workspace, ...viewAsked(Object.fromEntries(looked) as ViewAsked), options: Object.fromEntries(own) }
}

export interface AnalysisPorts {
  readonly analyst: Analyst
  readonly may: May
}

/** Analyses read interactions; some name the people behind a number. */
const allowed = (may: May, actor: Actor, people: boolean): void => {
  if (!may(actor, 'events.read', actor.workspace)) throw new Refused(notAllowed('events.read'))
  if (people && !may(actor, 'profiles.read', actor.workspace)) throw new Refused(notAllowed('profiles.read'))
}

const endpointOf = (one: Analysis, { analyst, may }: AnalysisPorts): Endpoint =>
  endpoint({
    method: 'GET',
    path: `/api/analyses/${one.name}`,
    name: `analyse${one.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: `${one.does[0]?.toUpperCase()}${one.does.slice(1)}.`,
    params: Type.Object({}),
    // A misspelled filter would be no filter, and the answer one of everybody.
    query: Type.Object(
      {
        ...BESIDE,
        lang: Type.Optional(Type.String({ maxLength: 20, description: 'The language, else Accept-Language.' })),
        ...Object.fromEntries(Object.entries(one.options.properties).map(([name, schema]) => [name, single(schema)])),
        ...(one.people !== undefined && {
          people: Type.Optional(
            Type.String({ maxLength: 4000, description: `List the people behind a number: ${one.people}.` }),
          ),
          ...PAGE,
        }),
      },
      { additionalProperties: false },
    ),
    body: one.body,
    answer: async ({ query, actor, signal }) => {
      const { format, table, people, raw } = query as Query
      allowed(may, actor, people !== undefined)
      const asked = askedIn(one, query, actor.workspace)
      const page = format === undefined ? pageAsked(query as Query) : {}
      const { body, tables } = await analyst.analyse(one.name, asked, people, { signal, ...page })
      if (format === undefined) return { body }
      const wanted = tableNamed(tables, table ?? (people === undefined ? undefined : 'people'))
      return { body, download: fileOf(one.name, format, wanted, raw) }
    },
    // `progress`, `sampled` where the question is large, then `answer`; whoever closes it ends the work.
    stream: async ({ query, actor, signal }, tell) => {
      const { people } = query as Query
      allowed(may, actor, people !== undefined)
      const { body } = await analyst.analyse(one.name, askedIn(one, query, actor.workspace), people, {
        signal,
        ...pageAsked(query as Query),
        hear: (news) => ('progress' in news ? tell('progress', news.progress) : tell('sampled', news.sampled)),
      })
      tell('progress', { share: 1 })
      tell('answer', { answer: body })
    },
  })

/** Every analysis over HTTP, with the filters that the command line has. */
export const analysisEndpoints = (ports: AnalysisPorts): readonly Endpoint[] =>
  ANALYSES.map((one) => endpointOf(one, ports))
