import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

type Schema = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * A schema that refuses properties it does not name, in every object where it does not say otherwise. Parts of an
 * intersection stay open: each names some of the properties only.
 */
export const closed = <Given>(schema: Given): Given => {
  if (Array.isArray(schema)) return schema.map(closed) as Given
  if (!isObject(schema)) return schema
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'allOf' ? value : closed(value)]),
  )
  const names = isObject(schema.properties) && !('additionalProperties' in schema) && !('allOf' in schema)
  return { ...inside, ...symbolsOf(schema), ...(names && { additionalProperties: false }) } as Given
}

/** TypeBox tells its own schemas by symbols. */
const symbolsOf = (schema: object): object =>
  Object.fromEntries(Object.getOwnPropertySymbols(schema).map((symbol) => [symbol, Reflect.get(schema, symbol)]))

/** Verbose: a refusal says by the schema's own examples what is wanted. */
const engine = (coerceTypes: boolean): Ajv => {
  const ajv = new Ajv({
    coerceTypes,
    useDefaults: true,
    removeAdditional: false,
    allErrors: false,
    strict: false,
    verbose: true,
  })
  addFormats.default(ajv)
  return ajv
}

/**
 * How requests are validated. Parameters are text and become numbers where the schema says so; a body says what it
 * means: nothing in it is turned into something else, and nothing is silently left out.
 */
export const setValidator = (app: FastifyInstance): void => {
  const [text, body] = [engine(true), engine(false)]
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema as object))
}
