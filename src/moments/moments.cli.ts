import { type AnswerFiles, writeAnswer, writing } from '../cli/answer-files.ts'
import { type LivedRequest, ofLivedMap, readMoments } from '../cli/lived-map.ts'
import { momentTables } from '../cli/lived-tables.ts'
import type { Commands } from '../cli/room-commands.ts'
import { momentsText } from './moments-text.ts'

export const momentsCommand: Commands = (program, run) => {
  writing(ofLivedMap(program.command('moments').argument('<map>', 'a file, or id[@revision] in the store')))
    .description('the moments that matter, noticed in what was lived and proposed with their evidence')
    .action((name: string, options: LivedRequest & AnswerFiles) =>
      run(options, async (context) => {
        const { map, noticed } = await readMoments(name, options, context)
        await writeAnswer(options, momentTables(noticed))
        context.out(context.json ? JSON.stringify(noticed) : momentsText(map, noticed, context.language))
      }),
    )
}
