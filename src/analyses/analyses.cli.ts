import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { VIEW, type ViewAsked, viewAsked } from '../api/view-asked.ts'
import { type AnalysisOptions, analysisPorts, filterOf, filtersAndAsOf, instantFrom } from '../cli/analysis.ts'
import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { writeWhole } from '../cli/write-file.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { ANALYSES } from './analyses.ts'
import type { Analysis } from './analysis.ts'
import { ask, type Told, tableNamed } from './ask.ts'
import { tableParquet } from './result-parquet.node.ts'
import { tableCsv } from './result-table.ts'
import { tableText } from './result-text.cli.ts'

interface Schema {
  readonly type?: string
  readonly items?: TSchema
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly description?: string
}

/** Which journeys are looked at, beside the filters on events that every command has. */
const LOOK = Object.entries(VIEW).filter(
  ([name]) => !['source', 'from', 'to', 'channel', 'where', 'revision', 'asOf', 'who'].includes(name),
)

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

const optionOf = (name: string, schema: TSchema, needed: boolean): Option => {
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

interface Written extends AnalysisOptions {
  readonly people?: string
  readonly csv?: string
  readonly parquet?: string
  readonly table?: string
}

const write = async (options: Written, { tables }: Told): Promise<void> => {
  const { csv, parquet, table, people } = options
  const wanted = () => tableNamed(tables, table ?? (people === undefined ? undefined : 'people'))
  if (csv !== undefined) await writeWhole(csv, tableCsv(wanted()))
  if (parquet !== undefined) await writeWhole(parquet, tableParquet(wanted()))
}

const commandOf = (program: Command, one: Analysis): Command => {
  const command = filtersAndAsOf(program.command(one.name)).description(one.does)
  for (const [name, schema] of LOOK) command.addOption(optionOf(name, schema, false))
  command.option(
    '--who <condition>',
    'only people of whom an event fulfils this, such as store=Lille (may be repeated)',
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  )
  const needed = new Set(one.options.required ?? [])
  for (const [name, schema] of Object.entries(one.options.properties))
    command.addOption(optionOf(name, schema, needed.has(name)))
  if (one.people !== undefined) command.option('--people <number>', `list the people behind a number: ${one.people}`)
  return command
    .option('--table <name>', 'which table of the answer is written (else the first)')
    .option('--csv <file>', 'write it as CSV')
    .option('--parquet <file>', 'write it as Parquet')
}

const lookOf = (options: object) => {
  const names = new Set([...LOOK.map(([name]) => name), 'who'])
  return viewAsked(Object.fromEntries(Object.entries(options).filter(([name]) => names.has(name))) as ViewAsked).look
}

const say = (context: CommandContext, { body, tables }: Told) =>
  context.out(
    context.json ? JSON.stringify(body) : tables.map((table) => tableText(table, context.language)).join('\n'),
  )

/** The questions over lived journeys, one command each, all with the same filters. */
export const analysisCommands: Commands = (program, run) => {
  for (const one of ANALYSES)
    commandOf(program, one).action((options: Written) =>
      run(options, async (context) => {
        const own = Object.fromEntries(
          Object.entries(options).filter(([name]) => Object.hasOwn(one.options.properties, name)),
        )
        const asked = {
          workspace: LOCAL_OWNER.workspace,
          filter: filterOf(options),
          look: lookOf(options),
          options: own,
          ...(options.asOf !== undefined && { asOf: instantFrom(options.asOf) }),
        }
        const told = await ask(one, await analysisPorts(context), asked, options.people)
        await write(options, told)
        say(context, told)
      }),
    )
}
