import { extname } from 'node:path'
import { Option } from 'commander'
import { type AnalysisOptions, analysisPorts, filterLines, looking, scopeIn, withholding } from '../cli/analysis.ts'
import type { CommandContext } from '../cli/context.ts'
import { EVERY, REPORT_MIN_N } from '../cli/lived-report.ts'
import { resolveMap } from '../cli/map-argument.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { KINDS, type Kind, takeAway } from '../cli/take-away.ts'
import { writeWhole } from '../cli/write-file.ts'
import { createExplorations } from '../explorations/index.ts'
import type { WorkbookInput } from './sheet.ts'

interface RenderOptions extends Omit<AnalysisOptions, 'to'> {
  readonly minN: number
  readonly to?: Kind
  readonly until?: string
  readonly output?: string
  readonly size: 'a3' | 'a4'
  readonly lived?: boolean
}

/** `parcours map render MAP` */
export const mapRenderCommand: Commands = (program, run) => {
  const render = mapCommand(program).command('render').argument('<map>', 'a file, or id[@revision] in the store')
  withholding(looking(render, '--until'), REPORT_MIN_N)
    .description('draws the designed map, without a browser; as a workbook with --to xlsx')
    .addOption(new Option('--to <kind>', 'what to make (else by the name of the file, else svg)').choices(KINDS))
    .addOption(new Option('--size <paper>', 'landscape paper').choices(['a3', 'a4']).default('a3'))
    .option('--lived', 'xlsx: with what was lived beside it')
    .option('-o, --output <file>', 'where to write (else the map’s id in this folder; - for stdout)')
    .action((name: string, options: RenderOptions) =>
      run(options, async (context) => {
        const kind = options.to ?? kindOf(options.output) ?? 'svg'
        const input = await inputOf(name, kind, options, context)
        const { bytes, sheets } = await takeAway({ ...input, kind, size: options.size, at: context.now() })
        if (options.output === '-') {
          process.stdout.write(bytes)
          return
        }
        const file = options.output ?? `${input.map.id.replace(/[^\w.-]+/g, '-')}.${kind}`
        await writeWhole(file, bytes)
        context.out(
          context.json ? JSON.stringify({ file, kind, size: options.size, sheets, bytes: bytes.length }) : file,
        )
      }),
    )
}

const kindOf = (file: string | undefined): Kind | undefined => {
  const extension = extname(file ?? '')
    .slice(1)
    .toLowerCase()
  return KINDS.find((kind) => kind === extension)
}

const inputOf = async (
  name: string,
  kind: Kind,
  options: RenderOptions,
  context: CommandContext,
): Promise<WorkbookInput> => {
  const { language } = context
  if (kind !== 'xlsx' || !options.lived) return { map: (await resolveMap(name, context)).map, language }
  const { to: _kind, until, ...request } = options
  const asked = { ...request, ...(until !== undefined && { to: until }) }
  const { map, hash } = await resolveMap(name, context)
  const { explorer } = await analysisPorts(context)
  const explorations = createExplorations(explorer)
  const view = { ...(await scopeIn(context, asked)), map, hash }
  const { minN } = options
  const [lived, { moments }] = await Promise.all([
    explorations.ask(view, { kind: 'lived', minN, top: EVERY }),
    explorations.ask(view, { kind: 'moments' }),
  ])
  return { map, language, lived, moments, minN, filters: filterLines(asked) }
}
