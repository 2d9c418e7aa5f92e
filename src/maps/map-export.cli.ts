import { Option } from 'commander'
import { resolveMap } from '../cli/map-argument.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { writeWhole } from '../cli/write-file.ts'
import { type Language, unreachable } from '../kernel/index.ts'
import { mapCjml } from './cjml.ts'
import { mapCsv } from './csv.ts'
import type { JourneyMap } from './map.ts'
import { mapMermaid } from './mermaid.ts'

const FORMATS = ['mermaid', 'csv', 'cjml'] as const
type Format = (typeof FORMATS)[number]

const written = (map: JourneyMap, format: Format, language: Language, raw: boolean): string => {
  switch (format) {
    case 'mermaid':
      return mapMermaid(map, language)
    case 'csv':
      return mapCsv(map, { language, raw })
    case 'cjml':
      return mapCjml(map, language)
    default:
      return unreachable(format)
  }
}

/** `parcours map export MAP --to mermaid|csv|cjml` */
export const mapExportCommand: Commands = (program, run) => {
  common(mapCommand(program).command('export').argument('<map>', 'a file, or id[@revision] in the store'))
    .addOption(new Option('--to <format>', 'what to write').choices([...FORMATS]).makeOptionMandatory())
    .option('--raw', 'CSV: keep cells that start like a formula as they are')
    .option('-o, --output <file>', 'where to write it (else stdout)')
    .description('a map for other programs: Mermaid, CSV, CJML')
    .action((name: string, options) =>
      run(options, async (context) => {
        const { map, hash } = await resolveMap(name, context)
        const to: Format = options.to
        const text = written(map, to, context.language, options.raw === true)
        if (options.output !== undefined) await writeWhole(options.output, text)
        if (context.json) context.out(JSON.stringify({ id: map.id, hash, to, file: options.output ?? null, text }))
        else if (options.output === undefined) process.stdout.write(text)
      }),
    )
}
