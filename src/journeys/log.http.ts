import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { CaseQuestion, CaseReader } from './case-reader.ts'
import { filterOf } from './filter.cli.ts'
import { readLog } from './read-log.ts'

const text = (description: string) => Type.Optional(Type.String({ description, minLength: 1, maxLength: 500 }))

const Conditions = Type.Union([
  Type.String({ minLength: 1, maxLength: 500 }),
  Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 20 }),
])

/** The filters that every analysis takes, as a query. */
export const FILTER = {
  source: text('Only the events of one source.'),
  from: text('From this date or instant (ISO 8601).'),
  to: text('Before this date or instant.'),
  channel: text('Only the events of one channel.'),
  where: Type.Optional(
    Type.Unsafe<string | readonly string[]>({
      ...Conditions,
      description: 'Only events for which each of these holds, such as store=Lille.',
    }),
  ),
}
const Filter = Type.Object(FILTER)

/** A query's filters as the command line gives them. */
export const filtersAsked = ({ where, ...rest }: Static<typeof Filter> & { readonly workspaceZone?: string }) => ({
  ...rest,
  ...(where !== undefined && { where: typeof where === 'string' ? [where] : where }),
})

/** What programs may ask of the raw log. */
export const logEndpoints = (reader: CaseReader): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/log',
    name: 'readLog',
    summary: 'The raw log: cases, variants, what directly follows what.',
    params: Type.Object({}),
    query: Type.Object({ ...FILTER, top: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, default: 10 })) }),
    body: Type.Object(
      {
        asOf: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
        events: Type.Integer(),
        cases: Type.Integer(),
        activities: Type.Integer(),
        variants: Type.Integer(),
        edges: Type.Integer(),
        transitions: Type.Integer(),
      },
      { additionalProperties: true },
    ),
    answer: async ({ query: { top, ...filter } }) => {
      const question: CaseQuestion = {
        workspace: LOCAL_OWNER.workspace,
        filter: filterOf(filtersAsked(filter)),
        inferred: 'session',
      }
      const summary = await readLog(reader, question, { ...(top !== undefined && { top }) })
      return { body: { ...summary } }
    },
  }),
]
