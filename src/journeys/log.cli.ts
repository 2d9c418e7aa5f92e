import { type AnswerFiles, writeAnswer, writing } from '../cli/answer-files.ts'
import { caseReaderOf } from '../cli/case-reader-of.ts'
import type { CommonOptions } from '../cli/context.ts'
import { logTables } from '../cli/lived-tables.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { inZone } from '../cli/workspace-zone.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { CaseQuestion } from './case-reader.ts'
import { type FilterOptions, filtered, filterOf, wholeNumber } from './filter.cli.ts'
import { logText } from './log-text.ts'
import { readLog } from './read-log.ts'

export const logCommands: Commands = (program, run) => {
  writing(
    filtered(common(program.command('log').description('the raw log: cases, variants, what directly follows what'))),
  )
    .option('--top <n>', 'how many of the commonest paths to list', wholeNumber, 10)
    .action((options: CommonOptions & FilterOptions & AnswerFiles & { readonly top: number }) =>
      run(options, async (context) => {
        const filter = filterOf(await inZone(context, options))
        const question: CaseQuestion = { workspace: LOCAL_OWNER.workspace, filter, inferred: 'session' }
        const reader = await caseReaderOf(context)
        const log = await readLog(reader, question, { top: options.top, now: context.now })
        await writeAnswer(options, logTables(log))
        context.out(context.json ? JSON.stringify(log) : logText(log, context.language))
      }),
    )
}
