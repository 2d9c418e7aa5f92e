import type { EventSink } from '../imports/index.ts'
import { type Clock, type Language, type Localised, languageOf, say } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'

/** The engines of one data folder: those of the running server, or started for this command and stopped after it. */
export interface Engines {
  analytics(): Promise<Analytics>
  sink(): Promise<EventSink>
  database(): Promise<Database>
}

/** The options that every command takes. */
export interface CommonOptions {
  readonly data?: string
  readonly lang?: string
  readonly json?: boolean
}

/** What a command is given: the reader's language, where to write, and the engines if it asks for them. */
export interface CommandContext {
  readonly language: Language
  readonly json: boolean
  readonly dataFolder: string
  readonly now: Clock
  /** Stable output, on stdout. */
  out(text: string): void
  /** Progress and prose, on stderr. */
  note(words: Localised): void
  /** One line on a terminal, rewritten in place; nothing where stderr is not one. */
  progress(line: string): void
  engines: Engines
}

/** Runs a command's work with its context; refusals are printed in the reader's language and end with exit code 1. */
export type RunCommand = <Options extends CommonOptions>(
  options: Options,
  work: (context: CommandContext) => Promise<void>,
) => Promise<void>

export const contextOf = (options: CommonOptions, engines: Engines, now: Clock): CommandContext => {
  const language = languageOf(options.lang, process.env.LC_ALL || process.env.LANG)
  let shown = false
  const progress = (line: string): void => {
    if (!process.stderr.isTTY) return
    shown = line !== ''
    process.stderr.write(`\r\x1b[2K${line}`)
  }
  const clear = () => shown && progress('')
  return {
    language,
    json: options.json ?? false,
    dataFolder: options.data ?? 'parcours-data',
    now,
    out: (text) => {
      clear()
      process.stdout.write(text.endsWith('\n') ? text : text + '\n')
    },
    note: (words) => {
      clear()
      process.stderr.write(say(words, language) + '\n')
    },
    progress,
    engines,
  }
}
