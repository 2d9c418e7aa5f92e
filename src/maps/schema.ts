import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { OPERATORS } from '../events/index.ts'
import {
  DIMENSIONS,
  EVIDENCE_LEVELS,
  INITIATORS,
  LEVELS,
  LEVERS,
  type Lever,
  MOMENT_KINDS,
  MOMENT_ORIGINS,
  MOMENT_STATUSES,
  NEEDS,
  PHASES,
  PRESENCES,
  STATES,
  STATUSES,
  TOUCHPOINT_KINDS,
  TRANSITION_KINDS,
} from './map.ts'

const DECIMAL = '\\d+(?:\\.\\d+)?'
const DURATION = `^P(?=\\d|T\\d)(?:${DECIMAL}Y)?(?:${DECIMAL}M)?(?:${DECIMAL}W)?(?:${DECIMAL}D)?(?:T(?=\\d)(?:${DECIMAL}H)?(?:${DECIMAL}M)?(?:${DECIMAL}S)?)?$`
const ID = '^(?!x-)[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,99}$'
/** Anyone may add keys of their own, at every level, under names that the format will never use. */
const OWN_KEYS = { '^x-': {} }

const definitions: Record<string, TSchema> = {}
/** Names a schema once under `$defs` and gives the reference to it, with the same TypeScript type. */
const define = <T extends TSchema>(name: string, schema: T) => {
  definitions[name] = schema
  return Type.Unsafe<Static<T>>({ $ref: `#/$defs/${name}` })
}
const optional = Type.Optional
const one = <const T extends readonly string[]>(values: T, description?: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...(description ? { description } : {}) })
const object = <P extends Record<string, TSchema>>(properties: P, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, patternProperties: OWN_KEYS, ...options })
const byName = <T extends TSchema>(pattern: string, values: T, options: object = {}) =>
  Type.Unsafe<Record<string, Static<T>>>({
    type: 'object',
    patternProperties: { [pattern]: values, ...OWN_KEYS },
    additionalProperties: false,
    ...options,
  })
const level = (minimum: number, maximum: number) => Type.Number({ minimum, maximum })

const id = define('id', Type.String({ pattern: ID, description: 'Letters, digits, - _ . ; at most 100.' }))
const duration = define(
  'duration',
  Type.String({ pattern: DURATION, description: 'An ISO 8601 duration: P10D, PT1H.' }),
)
const date = define('date', Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day: 2026-09-14.' }))
const name = Type.String({ minLength: 1 })
const text = define(
  'text',
  Type.Union([Type.String(), byName('^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$', Type.String(), { minProperties: 1 })], {
    description: 'Words of the author: one text, or one by language (fr, en, …).',
  }),
)

const evidence = define(
  'evidence',
  object({
    level: one(EVIDENCE_LEVELS),
    sources: optional(Type.Array(name)),
    n: optional(Type.Integer({ minimum: 0 })),
    as_of: optional(date),
  }),
)
const scalar = define('scalar', Type.Union([Type.String(), Type.Number(), Type.Boolean()]))
const condition = define(
  'condition',
  object({
    property: Type.String({
      minLength: 1,
      description: 'event, channel, party, store, adviser, source, or a property.',
    }),
    op: one(OPERATORS),
    value: optional(define('value', Type.Union([scalar, Type.Array(scalar)]))),
  }),
)
const eventMatch = define(
  'eventMatch',
  object({
    event: define('eventNames', Type.Union([name, Type.Array(name, { minItems: 1 })])),
    where: optional(Type.Array(condition)),
  }),
)
const channel = define(
  'channel',
  object({
    kind: one(['digital', 'human', 'physical']),
    party: optional(one(['own', 'third'])),
    title: optional(text),
  }),
)
const experience = define(
  'experience',
  object({
    persona: optional(id),
    thinking: optional(text),
    feeling: optional(text),
    emotion: optional(level(-2, 2)),
    motivations: optional(Type.Array(text)),
    barriers: optional(Type.Array(text)),
    evidence: optional(evidence),
  }),
)
const stage = define(
  'stage',
  object({
    id,
    phase: one(PHASES),
    title: text,
    expected: optional(duration),
    max: optional(duration),
    any_order: optional(Type.Boolean({ description: 'Its touchpoints may come in any order.' })),
    choice: optional(
      Type.Array(Type.Array(id, { minItems: 1 }), {
        minItems: 1,
        description: 'Alternatives, each a sequence of touchpoint ids.',
      }),
    ),
    experience: optional(Type.Array(experience, { description: 'What is lived of the stage as a whole.' })),
  }),
)
const lever = define(
  'lever',
  object({
    aimed: optional(level(0, 5)),
    perceived: optional(level(0, 5)),
    dimension: optional(one(DIMENSIONS)),
    evidence: optional(evidence),
  }),
)
const optionalLever = optional(lever)
const levers = define(
  'levers',
  object(Object.fromEntries(LEVERS.map((each) => [each, optionalLever])) as Record<Lever, typeof optionalLever>),
)
const moment = define(
  'moment',
  object({
    kind: one(MOMENT_KINDS),
    presence: optional(one(PRESENCES)),
    origin: optional(one(MOMENT_ORIGINS)),
    status: optional(one(MOMENT_STATUSES)),
    title: optional(text),
    statistics: optional(Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()]))),
    evidence: optional(evidence),
  }),
)
const metric = define(
  'metric',
  object({
    metric: name,
    target: optional(Type.Number()),
    alert: optional(Type.Number()),
    min_n: optional(Type.Integer({ minimum: 0 })),
  }),
)
const backstage = define(
  'backstage',
  object({
    owner: optional(name),
    rules: optional(Type.Array(text)),
    process: optional(name),
    systems: optional(Type.Array(name)),
    skills: optional(Type.Array(name)),
    data: optional(Type.Array(name)),
    organisation: optional(text),
    personalisation_ceiling: optional(level(0, 5)),
  }),
)
const touchpoint = define(
  'touchpoint',
  object({
    id,
    stage: id,
    title: text,
    kind: optional(one(TOUCHPOINT_KINDS)),
    initiator: optional(one(INITIATORS)),
    need: optional(one(NEEDS, 'Mandatory where it is not said.')),
    repeatable: optional(Type.Boolean()),
    channels: optional(Type.Array(id)),
    match: optional(
      Type.Array(eventMatch, { description: 'Any of these rules recognises an event as this touchpoint.' }),
    ),
    expected: optional(duration),
    timeout: optional(duration),
    experience: optional(Type.Array(experience)),
    levers: optional(levers),
    moments: optional(Type.Array(moment)),
    metrics: optional(Type.Array(metric)),
    backstage: optional(backstage),
  }),
)
const perimeter = define(
  'perimeter',
  object({
    personas: optional(Type.Array(id)),
    offers: optional(Type.Array(id)),
    entry: optional(eventMatch),
    success: optional(eventMatch),
    window: optional(duration),
  }),
)
const transition = define(
  'transition',
  object({ from: id, to: id, within: optional(duration), kind: optional(one(TRANSITION_KINDS)) }),
)
const lane = define('lane', object({ id, type: name, metric: optional(name), title: optional(text) }))
const link = define('link', object({ item: name, at: id, weight: optional(Type.Number()) }))
const objective = define('objective', object({ text, metric: optional(name), target: optional(Type.Number()) }))

const root = object({
  format: Type.Unsafe<'parcours/1'>({ const: 'parcours/1' }),
  id,
  revision: optional(Type.Integer({ minimum: 1 })),
  status: optional(one(STATUSES)),
  state: optional(one(STATES, 'As is, or to be.')),
  level: optional(one(LEVELS)),
  parent: optional(define('parent', object({ journey: id, touchpoint: optional(id) }))),
  title: text,
  objectives: optional(Type.Array(objective)),
  perimeter: optional(perimeter),
  channels: optional(define('channels', byName(ID, channel))),
  stages: Type.Array(stage, { minItems: 1 }),
  touchpoints: Type.Array(touchpoint),
  transitions: optional(Type.Array(transition)),
  lanes: optional(Type.Array(lane)),
  links: optional(Type.Array(link)),
})

/** What the schema accepts, as a type: `schema.test.ts` holds it equal to `JourneyMap`. */
export type SchemaMap = Static<typeof root>

/** The published JSON Schema of `parcours/1` (draft 2020-12); `schemas/parcours-1.schema.json` is this, written out. */
export const MAP_SCHEMA: { readonly [key: string]: unknown } = JSON.parse(
  JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:parcours:schema:parcours-1',
    title: 'Journey map, parcours/1',
    description: 'A customer journey as designed: perimeter, stages, touchpoints and expectations. Keys x-* are yours.',
    ...root,
    $defs: definitions,
  }),
)
