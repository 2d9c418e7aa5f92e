import { InvalidArgumentError } from 'commander'
import type { CommonOptions } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import { basisOf, type CaseQuestion } from './case-reader.ts'
import { type FilterOptions, filtered, filterOf } from './filter.cli.ts'
import { summariseLog } from './log.ts'
import { logText } from './log-text.ts'

/** A whole number typed as an option. */
export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is wanted')
  return Number(text)
}

export const logCommands: Commands = (program, run) => {
  filtered(common(program.command('log').description('the raw log: cases, variants, what directly follows what')))
    .option('--top <n>', 'how many of the commonest paths to list', wholeNumber, 10)
    .action((options: CommonOptions & FilterOptions & { readonly top: number }) =>
      run(options, async (context) => {
        const filter = filterOf(options)
        const question: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter, inferred: 'session' }
        const reader = createCaseReader(await context.engines.analytics())
        const [asOf, table] = await Promise.all([reader.latest(question), reader.cases(question)])
        const log = summariseLog(table, { asOf, basis: basisOf(table, 'session'), top: options.top })
        context.out(context.json ? JSON.stringify(log) : logText(log, context.language))
      }),
    )
}
