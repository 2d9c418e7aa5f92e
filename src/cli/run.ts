import { type Command, Option } from 'commander'
import { type Refusal, Refused, say } from '../kernel/index.ts'
import { type CommonOptions, contextOf, type RunCommand } from './context.ts'
import type { OpenEngines } from './engines.ts'

/** `--lang fr|en`. */
export const languageOption = (): Option =>
  new Option('--lang <language>', 'the language (else LC_ALL or LANG, else English)').choices(['fr', 'en'])

/** Adds the options that every command takes. */
export const common = (command: Command, folder = 'parcours-data'): Command =>
  command
    .option('--data <dir>', 'the data folder', folder)
    .addOption(languageOption())
    .option('--json', 'stable JSON on stdout')

const placeOf = ({ at }: Refusal): string =>
  at?.file === undefined
    ? at?.line === undefined
      ? ''
      : `line ${at.line}: `
    : `${[at.file, at.line, at.column].filter((part) => part !== undefined).join(':')}: `

/** Runs commands with engines opened on demand and closed after; a refusal is said and ends with exit code 1. */
export const runWith =
  (openEngines: OpenEngines): RunCommand =>
  async (options: CommonOptions, work) => {
    const engines = openEngines(options)
    const context = contextOf(options, engines, Date.now)
    try {
      await work(context)
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
      context.progress('')
      const { refusal } = problem
      const words = { what: say(refusal.what, context.language), remedy: say(refusal.remedy, context.language) }
      if (context.json)
        context.out(JSON.stringify({ error: { code: refusal.code, ...words, ...(refusal.at && { at: refusal.at }) } }))
      process.stderr.write(`${placeOf(refusal)}${words.what} [${refusal.code}]\n  → ${words.remedy}\n`)
      process.exitCode = 1
    } finally {
      await engines.close()
    }
  }
