import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { filterOf, instantFrom } from '../journeys/filter.cli.ts'
import { FILTER, filtersAsked } from '../journeys/log.http.ts'
import { ANALYSES } from './analyses.ts'
import type { Analysis, AnalysisPorts } from './analysis.ts'
import { ask, tableNamed } from './ask.ts'
import { tableParquet } from './result-parquet.node.ts'
import { type ResultTable, tableCsv } from './result-table.ts'

const BESIDE = {
  ...FILTER,
  asOf: Type.Optional(Type.String({ maxLength: 40, description: 'As if it were this instant.' })),
  format: Type.Optional(
    Type.Unsafe<'csv' | 'parquet'>({
      type: 'string',
      enum: ['csv', 'parquet'],
      description: 'A file instead of JSON.',
    }),
  ),
  table: Type.Optional(Type.String({ maxLength: 60, description: 'Which table of the answer the file holds.' })),
}
const Beside = Type.Object(BESIDE)
type Beside = (typeof Beside)['static']

const fileOf = (name: string, format: 'csv' | 'parquet', table: ResultTable) =>
  format === 'csv'
    ? { name: `${name}.csv`, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(tableCsv(table)) }
    : { name: `${name}.parquet`, type: 'application/vnd.apache.parquet', bytes: tableParquet(table) }

const endpointOf = (one: Analysis, ports: AnalysisPorts): Endpoint =>
  endpoint({
    method: 'GET',
    path: `/api/analyses/${one.name}`,
    name: `analyse${one.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: `${one.does[0]?.toUpperCase()}${one.does.slice(1)}.`,
    params: Type.Object({}),
    query: Type.Object({
      ...BESIDE,
      ...one.options.properties,
      ...(one.people !== undefined && {
        people: Type.Optional(
          Type.String({ maxLength: 4000, description: `List the people behind a number: ${one.people}.` }),
        ),
      }),
    }),
    body: one.body,
    answer: async ({ query, actor }) => {
      const { asOf, format, table, ...rest } = query as Beside & { readonly people?: string }
      const { people } = rest
      const own = Object.entries(query).filter(([name]) => Object.hasOwn(one.options.properties, name))
      const filters = Object.entries(query).filter(([name]) => Object.hasOwn(FILTER, name))
      const asked = {
        workspace: actor.workspace,
        filter: filterOf(filtersAsked(Object.fromEntries(filters))),
        options: Object.fromEntries(own),
        ...(asOf !== undefined && { asOf: instantFrom(asOf) }),
      }
      const { body, tables } = await ask(one, ports, asked, people)
      if (format === undefined) return { body }
      const wanted = tableNamed(tables, table ?? (people === undefined ? undefined : 'people'))
      return { body, download: fileOf(one.name, format, wanted) }
    },
  })

/** Every analysis over HTTP, with the filters that the command line has. */
export const analysisEndpoints = (ports: AnalysisPorts): readonly Endpoint[] =>
  ANALYSES.map((one) => endpointOf(one, ports))
