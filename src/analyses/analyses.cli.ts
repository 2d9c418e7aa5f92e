import type { Command } from 'commander'
import { type AnalysisOptions, analysisPorts, looking, scopeOf } from '../cli/analysis.ts'
import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { schemaOption } from '../cli/schema-option.ts'
import { writeWhole } from '../cli/write-file.ts'
import { ANALYSES } from './analyses.ts'
import type { Analysis } from './analysis.ts'
import { ask, type Told, tableNamed } from './ask.ts'
import { tableParquet } from './result-parquet.node.ts'
import { tableCsv } from './result-table.ts'
import { tableText } from './result-text.cli.ts'

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
  const command = looking(program.command(one.name)).description(one.does)
  const needed = new Set(one.options.required ?? [])
  for (const [name, schema] of Object.entries(one.options.properties))
    command.addOption(schemaOption(name, schema, needed.has(name)))
  if (one.people !== undefined) command.option('--people <number>', `list the people behind a number: ${one.people}`)
  return command
    .option('--table <name>', 'which table of the answer is written (else the first)')
    .option('--csv <file>', 'write it as CSV')
    .option('--parquet <file>', 'write it as Parquet')
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
        const asked = { ...scopeOf(options), options: own }
        const told = await ask(one, await analysisPorts(context), asked, options.people)
        await write(options, told)
        say(context, told)
      }),
    )
}
