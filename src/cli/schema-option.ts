import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { InvalidArgumentError, Option } from 'commander'

interface Schema {
  readonly type?: string
  readonly items?: TSchema
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly description?: string
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** A text typed as an option, as its schema wants it; misuse where it does not fit. */
const reads =
  (schema: TSchema) =>
  (text: string): unknown => {
    const { type, description = '' } = schema as Schema
    const value = type === 'integer' || type === 'number' ? Number(text) : text
    if (text.trim() !== '' && Value.Check(schema, value)) return value
    throw new InvalidArgumentError(description)
  }

/** The option of a command that a schema describes: `windowFrom` is typed `--window-from`, a list is repeated. */
export const schemaOption = (name: string, schema: TSchema, needed: boolean): Option => {
  const { type, items, enum: choices, default: usual, description } = schema as Schema
  const flag = `--${kebab(name)}`
  if (type === 'boolean') return new Option(flag, description)
  if (type === 'array' && items) {
    const read = reads(items)
    const option = new Option(`${flag} <value>`, description)
    return option
      .argParser((text, before: readonly unknown[] | undefined) => [...(before ?? []), read(text)])
      .makeOptionMandatory(needed)
  }
  const option = new Option(`${flag} <${type === 'integer' || type === 'number' ? 'n' : 'value'}>`, description)
  if (choices) option.choices([...choices])
  else option.argParser(reads(schema))
  if (usual !== undefined) option.default(usual)
  return option.makeOptionMandatory(needed)
}
