import { type Static, Type } from '@sinclair/typebox'
import { Value as Schema } from '@sinclair/typebox/value'
import { parse } from 'yaml'
import { IDENTIFIER_KINDS } from '../collection/index.ts'
import { CHANNELS, type Json } from '../events/index.ts'
import { done, durationMs, type Outcome, refuse } from '../kernel/index.ts'
import { refusals, type WebhookRefusal } from './webhook-refusals.ts'

const exact = { additionalProperties: false } as const
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()])
const Path = Type.String({
  minLength: 1,
  maxLength: 300,
  description:
    'Names separated by dots, a list’s places by numbers; `$.` begins at the whole body, `header:` names a header.',
})
/** Where a value is found, or what it is. */
const Found = Type.Object(
  {
    path: Type.Optional(Path),
    /** The first of these paths that holds something. */
    first: Type.Optional(Type.Array(Path, { minItems: 1, maxItems: 20 })),
    /** What is found at each path, joined. */
    join: Type.Optional(Type.Array(Path, { minItems: 1, maxItems: 20 })),
    with: Type.Optional(Type.String({ maxLength: 20 })),
    value: Type.Optional(Scalar),
    /** What a value found is called here; one that is not listed stays as it is. */
    names: Type.Optional(Type.Record(Type.String(), Scalar)),
    otherwise: Type.Optional(Scalar),
    /** A number that its sender writes as text. */
    as: Type.Optional(Type.Literal('number')),
  },
  exact,
)
const Somewhere = Type.Union([Path, Found])
const Said = Type.Union([Type.String({ minLength: 1, maxLength: 300 }), Found])
const OPERATORS = ['eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'prefix', 'contains', 'exists'] as const
const Condition = Type.Object(
  {
    path: Path,
    op: Type.Union(OPERATORS.map((op) => Type.Literal(op))),
    value: Type.Optional(Type.Union([Scalar, Type.Array(Scalar, { maxItems: 200 })])),
  },
  exact,
)
const Kinds = Type.Union(IDENTIFIER_KINDS.map((kind) => Type.Literal(kind)))

const EventRule = Type.Object(
  {
    when: Type.Optional(Type.Array(Condition, { maxItems: 20 })),
    /** A list in what is read: each of its items is an event by itself. */
    each: Type.Optional(Path),
    event: Said,
    time: Type.Optional(Somewhere),
    id: Type.Optional(Somewhere),
    channel: Type.Optional(Said),
    party: Type.Optional(Type.Union([Type.Literal('own'), Type.Literal('third')])),
    store: Type.Optional(Somewhere),
    adviser: Type.Optional(Somewhere),
    case: Type.Optional(Somewhere),
    person: Type.Optional(
      Type.Object(
        {
          user: Type.Optional(Somewhere),
          email: Type.Optional(Somewhere),
          phone: Type.Optional(Somewhere),
          loyalty: Type.Optional(Somewhere),
          crm: Type.Optional(Somewhere),
          device: Type.Optional(Somewhere),
          social: Type.Optional(Somewhere),
          order: Type.Optional(Somewhere),
          anonymous: Type.Optional(Somewhere),
        },
        exact,
      ),
    ),
    traits: Type.Optional(Type.Record(Type.String(), Somewhere)),
    properties: Type.Optional(Type.Record(Type.String(), Somewhere)),
  },
  exact,
)

const Hmac = Type.Object(
  {
    scheme: Type.Literal('hmac-sha256'),
    header: Type.String({ minLength: 1, maxLength: 100 }),
    encoding: Type.Union([Type.Literal('hex'), Type.Literal('base64')]),
    /** What stands before the signature in its header, as `sha256=`. */
    prefix: Type.Optional(Type.String({ maxLength: 40 })),
    /** The header is a list as `t=…,v1=…`: where the signature stands in it. */
    part: Type.Optional(Type.String({ maxLength: 40 })),
    /** What is signed, in order; the body alone where it is not said. */
    signed: Type.Optional(
      Type.Array(Type.Union(['timestamp', 'method', 'url', 'body'].map((part) => Type.Literal(part))), {
        minItems: 1,
        maxItems: 4,
      }),
    ),
    separator: Type.Optional(Type.String({ maxLength: 4 })),
    timestamp: Type.Optional(
      Type.Object(
        { header: Type.Optional(Type.String({ maxLength: 100 })), part: Type.Optional(Type.String({ maxLength: 40 })) },
        exact,
      ),
    ),
    /** How old a signed timestamp may be, as an ISO 8601 duration; five minutes where it is not said. */
    window: Type.Optional(Type.String({ pattern: '^P' })),
  },
  exact,
)
const Token = Type.Object(
  {
    scheme: Type.Literal('token'),
    /** Where the shared token stands: a header, the password of Basic authorization, or a path of the body. */
    header: Type.Optional(Type.String({ maxLength: 100 })),
    prefix: Type.Optional(Type.String({ maxLength: 40 })),
    basic: Type.Optional(Type.Boolean()),
    path: Type.Optional(Path),
  },
  exact,
)

/** A mapping of a webhook, `parcours-webhook/1`: how its requests are signed, and which events they are. */
export const MAPPING = Type.Object(
  {
    format: Type.Literal('parcours-webhook/1'),
    title: Type.Optional(Type.Union([Type.String(), Type.Object({ fr: Type.String(), en: Type.String() }, exact)])),
    /** What this sender is believed about; what else it says of a person is a claim. */
    believed: Type.Optional(Type.Array(Kinds)),
    signature: Type.Union([Hmac, Token]),
    /** A list in the body: each of its items is read by itself. */
    each: Type.Optional(Path),
    events: Type.Array(EventRule, { minItems: 1, maxItems: 100 }),
  },
  { ...exact, $id: 'urn:parcours:schema:parcours-webhook-1' },
)

export type Mapping = Static<typeof MAPPING>
export type EventRule = Static<typeof EventRule>
export type Found = Static<typeof Found>
export type Condition = Static<typeof Condition>
export type Signature = Mapping['signature']

const LONGEST = 200_000

/** Where a signature does not say where it stands, or where its time does. */
const problemOfSignature = (signature: Signature): string | undefined => {
  if (signature.scheme === 'token') {
    const places = [signature.header, signature.basic, signature.path].filter((place) => place !== undefined)
    return places.length === 1 ? undefined : '/signature'
  }
  const { timestamp, signed = ['body'], window } = signature
  if (signed.includes('timestamp') !== (timestamp !== undefined)) return '/signature/timestamp'
  if (timestamp && (timestamp.header === undefined) === (timestamp.part === undefined)) return '/signature/timestamp'
  if (!signed.includes('body')) return '/signature/signed'
  return window !== undefined && durationMs(window) === undefined ? '/signature/window' : undefined
}

const problemOf = ({ signature, events }: Mapping): string | undefined => {
  const channel = events.findIndex(({ channel }) => typeof channel === 'string' && !Object.hasOwn(CHANNELS, channel))
  return problemOfSignature(signature) ?? (channel === -1 ? undefined : `/events/${channel}/channel`)
}

/** Reads a mapping, in YAML or JSON, or says what is wrong with it and where. */
export const readMapping = (text: string): Outcome<Mapping, WebhookRefusal> => {
  if (text.length > LONGEST) return refuse(refusals.mapping('/', 'too long'))
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 10 }) as Json
  } catch (problem) {
    return refuse(refusals.mapping('/', problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : ''))
  }
  const [first] = Schema.Errors(MAPPING, value)
  if (first) return refuse(refusals.mapping(first.path || '/', first.message))
  const mapping = value as Mapping
  const wrong = problemOf(mapping)
  return wrong === undefined ? done(mapping) : refuse(refusals.mapping(wrong, 'not possible'))
}
