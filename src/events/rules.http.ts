import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { Refused } from '../kernel/index.ts'
import type { RuleQuestion, RuleReader } from './rule-reader.ts'
import { EVENT_FIELDS, OPERATORS } from './where.ts'

export interface RulePorts {
  readonly reader: RuleReader
  readonly may: May
}

const Name = Type.String({ minLength: 1, maxLength: 300 })
const Scalar = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean()])
const Rule = Type.Object({
  event: Type.Union([Name, Type.Array(Name, { maxItems: 100 })]),
  where: Type.Optional(
    Type.Array(
      Type.Object({
        property: Name,
        op: Type.Union(OPERATORS.map((op) => Type.Literal(op))),
        value: Type.Optional(Type.Union([Scalar, Type.Array(Scalar, { maxItems: 500 })])),
      }),
      { maxItems: 50 },
    ),
  ),
})
const Rules = Type.Array(Rule, { maxItems: 50 })
const Count = Type.Integer({ minimum: 0 })
const Told = Type.Object({ name: Type.String(), events: Count })
const List = Type.Object({ items: Type.Array(Told) })

const allowed = ({ may }: RulePorts, actor: Actor): Actor['workspace'] => {
  if (!may(actor, 'events.read', actor.workspace)) throw new Refused(notAllowed('events.read'))
  return actor.workspace
}

const Events = { event: Type.Optional(Type.String({ maxLength: 2000, description: 'Names, one a line.' })) }
const listed = (events: string | undefined): readonly string[] => (events ? events.split('\n').filter(Boolean) : [])

/** What somebody who writes a rule asks: what is there, and what would it recognise. */
export const ruleEndpoints = (ports: RulePorts): readonly Endpoint[] => [...vocabulary(ports), preview(ports)]

const vocabulary = (ports: RulePorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/rules/events',
    name: 'listEventNames',
    summary: 'The names of the events kept, the most frequent first.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: List,
    answer: async ({ actor }) => ({ body: { items: [...(await ports.reader.names(allowed(ports, actor)))] } }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/rules/properties',
    name: 'listProperties',
    summary: 'The properties that events of some names carry, and the fields that every event has.',
    params: Type.Object({}),
    query: Type.Object(Events),
    body: Type.Object({ items: Type.Array(Told), fields: Type.Array(Type.String()) }),
    answer: async ({ actor, query }) => {
      const items = await ports.reader.properties(allowed(ports, actor), listed(query.event))
      return { body: { items: [...items], fields: EVENT_FIELDS.filter((field) => field !== 'event') } }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/rules/values',
    name: 'listValues',
    summary: 'The values that a property takes; none where they would say who somebody is.',
    params: Type.Object({}),
    query: Type.Object({ ...Events, property: Name, containing: Type.Optional(Type.String({ maxLength: 200 })) }),
    body: List,
    answer: async ({ actor, query: { event, property, containing = '' } }) => {
      const items = await ports.reader.values(allowed(ports, actor), listed(event), property, containing)
      return { body: { items: [...items] } }
    },
  }),
]

const Asked = Type.Object(
  {
    match: Rules,
    formerly: Type.Optional(Rules),
    others: Type.Optional(Type.Array(Type.Object({ id: Name, match: Rules }), { maxItems: 500 })),
  },
  { additionalProperties: false },
)

const questionOf = (
  workspace: RuleQuestion['workspace'],
  { match, formerly = [], others = [] }: Static<typeof Asked>,
): RuleQuestion => ({ workspace, match, formerly, others }) as RuleQuestion

const preview = (ports: RulePorts) =>
  endpoint({
    method: 'POST',
    path: '/api/rules/preview',
    name: 'previewRule',
    summary: 'What a rule recognises: how many, of whom, where, when, which, and what it changes for the map.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Asked,
    body: Type.Object(
      { total: Count, events: Count, people: Count, offMap: Type.Object({ before: Count, after: Count }) },
      { additionalProperties: true },
    ),
    answer: async ({ actor, input }) => ({
      body: { ...(await ports.reader.preview(questionOf(allowed(ports, actor), input))) },
    }),
  })
