import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Option } from 'commander'
import { type AnalysisOptions, analysisPorts, looking, scopeIn } from '../cli/analysis.ts'
import type { Commands } from '../cli/room-commands.ts'
import { Refused } from '../kernel/index.ts'
import { LOG_FORMATS, type LogFormat, logOf } from './log-format.ts'

interface ExportOptions extends AnalysisOptions {
  readonly format: LogFormat
  readonly output: string
}

const cannotWrite = (file: string) =>
  new Refused({
    code: 'cannot-write',
    what: { fr: 'Impossible d’écrire le fichier.', en: 'The file cannot be written.' },
    remedy: { fr: 'Choisissez un autre fichier avec « -o ».', en: 'Name another file with -o.' },
    at: { file },
  })

/** Writes pieces to a file whole or not at all; nothing holds it whole. */
const writePieces = async (file: string, pieces: AsyncIterable<string>): Promise<void> => {
  const draft = `${file}.${process.pid}.part`
  try {
    await pipeline(Readable.from(pieces), createWriteStream(draft))
    await rename(draft, file)
  } catch (problem) {
    await rm(draft, { force: true }).catch(() => undefined)
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EROFS'].includes((problem as NodeJS.ErrnoException).code ?? ''))
      throw cannotWrite(file)
    throw problem
  }
}

/** `parcours export`: the journeys lived through a map, for the tools of process mining. */
export const exportCommand: Commands = (program, run) => {
  looking(program.command('export').argument('<map>', 'a file, or id[@revision] in the store'))
    .description('the journeys lived through a map as an event log: XES (IEEE 1849) or OCEL 2.0')
    .addOption(new Option('--format <format>', 'the format').choices([...LOG_FORMATS]).default('xes'))
    .requiredOption('-o, --output <file>', 'where to write it')
    .action((name: string, options: ExportOptions) =>
      run(options, async (context) => {
        const ports = await analysisPorts(context)
        const view = { ...(await scopeIn(context, options)), ...(await ports.map(name)) }
        let [journeys, events] = [0, 0]
        /** Some formats ask for all parts several times. */
        const parts = async function* () {
          ;[journeys, events] = [0, 0]
          for await (const part of ports.explorer.parts(view)) {
            journeys += part.instances.count
            events += part.instances.members.length
            yield part
          }
        }
        await writePieces(options.output, logOf(options.format, view.map.id, parts))
        const told = { file: options.output, format: options.format, journeys, events }
        context.out(context.json ? JSON.stringify(told) : options.output)
      }),
    )
}
