import type { Command } from 'commander'
import { type AnalysisOptions, analysisPorts, looking, meant, scopeOf } from '../cli/analysis.ts'
import { type AnswerFiles, writeAnswer, writing } from '../cli/answer-files.ts'
import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { schemaOption } from '../cli/schema-option.ts'
import { ANALYSES } from './analyses.ts'
import type { Analysis } from './analysis.ts'
import { ask, type Told } from './ask.ts'
import { tableText } from './result-text.cli.ts'

interface Written extends AnalysisOptions, AnswerFiles {
  readonly people?: string
}

const commandOf = (program: Command, one: Analysis): Command => {
  const command = looking(program.command(one.name)).description(one.does)
  const needed = new Set(one.options.required ?? [])
  for (const [name, schema] of Object.entries(one.options.properties))
    command.addOption(schemaOption(name, schema, needed.has(name)))
  if (one.people !== undefined) command.option('--people <number>', `list the people behind a number: ${one.people}`)
  return writing(command)
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
        const said = await meant(context, options, Object.hasOwn(one.options.properties, 'zone'))
        const own = Object.fromEntries(
          Object.entries(said).filter(([name]) => Object.hasOwn(one.options.properties, name)),
        )
        const asked = { ...scopeOf(said), options: own }
        const told = await ask(one, await analysisPorts(context), asked, options.people)
        await writeAnswer(options, told.tables, options.people === undefined ? undefined : 'people')
        say(context, told)
      }),
    )
}
