import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import { Option } from 'commander'
import { resolveMap } from '../cli/map-argument.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { writeWhole } from '../cli/write-file.ts'
import type { Language } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { mapTable } from './map-table.ts'
import { pdfOf } from './pdf.node.ts'
import { pngOf } from './png.node.ts'
import { drawMap, type Format } from './sheet.ts'
import { svgOf } from './svg.ts'
import { mapPage } from './table.ts'
import { embeddedTypeface, typefaceMeasure } from './typeface.node.ts'

const KINDS = ['svg', 'png', 'pdf', 'html'] as const
type Kind = (typeof KINDS)[number]

interface RenderOptions {
  readonly to?: Kind
  readonly output?: string
  readonly size: Format
  readonly data?: string
  readonly lang?: string
  readonly json?: boolean
}

/** `parcours map render MAP` */
export const mapRenderCommand: Commands = (program, run) => {
  common(mapCommand(program).command('render').argument('<map>', 'a file, or id[@revision] in the store'))
    .description('draws the designed map, without a browser')
    .addOption(new Option('--to <kind>', 'what to make (else by the name of the file, else svg)').choices(KINDS))
    .addOption(new Option('--size <paper>', 'landscape paper').choices(['a3', 'a4']).default('a3'))
    .option('-o, --output <file>', 'where to write (else the map’s id in this folder; - for stdout)')
    .action((name: string, options: RenderOptions) =>
      run(options, async (context) => {
        const { map } = await resolveMap(name, context)
        const kind = options.to ?? kindOf(options.output) ?? 'svg'
        const drawn = await draw(map, kind, options.size, context.language, new Date(context.now()))
        if (options.output === '-') {
          process.stdout.write(drawn.content)
          return
        }
        const file = options.output ?? `${map.id.replace(/[^\w.-]+/g, '-')}.${kind}`
        await writeWhole(file, drawn.content)
        const bytes = Buffer.byteLength(drawn.content)
        context.out(
          context.json ? JSON.stringify({ file, kind, size: options.size, sheets: drawn.sheets, bytes }) : file,
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

const draw = async (map: JourneyMap, kind: Kind, size: Format, language: Language, at: Date) => {
  const table = mapTable(map, language)
  if (kind === 'html') {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
    return { content: mapPage(table, { typeface: embeddedTypeface(), sha256 }), sheets: 1 }
  }
  const drawing = drawMap(table, typefaceMeasure(), size)
  const sheets = drawing.sheets.length
  switch (kind) {
    case 'svg':
      return { content: svgOf(drawing, { typeface: embeddedTypeface() }), sheets }
    case 'png':
      return { content: pngOf(drawing), sheets }
    case 'pdf':
      return { content: await pdfOf(drawing, at), sheets }
  }
}
