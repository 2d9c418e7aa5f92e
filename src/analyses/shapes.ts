import { type TProperties, type TSchema, Type } from '@sinclair/typebox'

/** The shapes that answers are made of, as published in `schemas/`. */
export const shape = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const Count = Type.Integer({ minimum: 0 })
export const Text = Type.String()
export const NullableNumber = nullable(Type.Number())
export const AsOf = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' })

export const RateShape = Type.Object(
  { value: NullableNumber, num: Count, den: Count, n: Count, low: NullableNumber, high: NullableNumber },
  {
    additionalProperties: false,
    description:
      'A proportion with its numerator, denominator and 95 % Wilson interval, of cases that are sessions over the people whose they are; null where undefined or withheld.',
  },
)

/** A share of what people did, several times maybe. */
export const EventShareShape = Type.Object(RateShape.properties, {
  additionalProperties: false,
  description:
    'A share of events with its numerator, denominator and 95 % interval over cases (Wilson’s, of as many events as tell as much if each were another case’s); the ends are null where fewer than two cases have any.',
})

export const EstimateShape = Type.Object(
  { value: NullableNumber, low: NullableNumber, high: NullableNumber, n: Count },
  { additionalProperties: false, description: 'A number with its 95 % interval and how many it rests on.' },
)

/** The people behind one number, listed where they were asked for. */
export const People = Type.Optional(
  Type.Object(
    { of: Text, count: Count, keys: Type.Array(Text), next: Type.Optional(nullable(Count)) },
    {
      additionalProperties: false,
      description:
        'The people behind the number asked for; over HTTP in pages, `next` being where the next one begins.',
    },
  ),
)

/** One of some words: an option with choices. */
export const oneOf = <const Choice extends string>(choices: readonly Choice[], options: { description: string }) =>
  Type.Unsafe<Choice>({ type: 'string', enum: [...choices], ...options })

/** What a reader of nobody should know. */
const Hints = Type.Optional(
  Type.Array(shape({ fr: Text, en: Text }), {
    description: 'Why an answer of nobody may be one: a property that no event bears, or a value that none has.',
  }),
)

/** An answer: as of when, what it holds, and the people asked for. */
export const answerShape = <Properties extends TProperties>(title: string, properties: Properties) =>
  Type.Object({ asOf: AsOf, ...properties, hints: Hints, people: People }, { additionalProperties: false, title })

/** The map through which events are named, where an analysis can do without. */
export const MapOption = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 400,
    description: 'name events by the touchpoints of this map (id[@revision]); what it does not foresee keeps its name',
  }),
)
/** What a case is. */
export const CasesOption = Type.Optional(
  Type.String({
    pattern: '^(person|session|property:.{1,200})$',
    maxLength: 220,
    description:
      'what a case is: the source’s, else a person; session: a session of theirs (30 minutes); property:NAME: all events of one value, such as property:orderId',
    default: 'person',
  }),
)

export const NeededMap = Type.String({ minLength: 1, maxLength: 400, description: 'the map (id[@revision])' })

/** An ISO 8601 duration as an option. */
export const durationOption = (description: string) =>
  Type.String({ pattern: '^P[0-9.YMWDTHS]+$', maxLength: 40, description, examples: ['P30D', 'PT24H'] })
