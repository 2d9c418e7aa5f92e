import { type LivedRequest, ofLivedMap } from '../cli/lived-map.ts'
import { REPORT_MIN_N, writeReport } from '../cli/lived-report.ts'
import type { Commands } from '../cli/room-commands.ts'

/** `parcours report MAP -o FILE.html` */
export const reportCommand: Commands = (program, run) => {
  ofLivedMap(program.command('report').argument('<map>', 'a file, or id[@revision] in the store'), REPORT_MIN_N)
    .description('one self-contained page to share: the designed map lit by what was lived')
    .option('-o, --output <file>', 'where to write the page (else the map’s id in this folder)')
    .action((name: string, options: LivedRequest & { readonly output?: string }) =>
      run(options, async (context) => {
        const { file, bytes, answer } = await writeReport(name, options, options.output, context)
        const { instances, asOf } = answer.lived
        const answered = { file, bytes, asOf, instances: instances.total, minN: options.minN }
        context.out(context.json ? JSON.stringify(answered) : file)
      }),
    )
}
