import type { Command } from 'commander'
import { Refused } from '../kernel/index.ts'
import type { FromImport, ToImport } from './import-messages.ts'

const answer = (message: FromImport): void => void process.send?.(message)

const ADVANCE_EVERY = 500

const preview = async ({ place, chosen }: Extract<ToImport, { preview: unknown }>['preview']): Promise<void> => {
  const { previewFile } = await import('../imports/preview-file.node.ts')
  answer({ previewed: await previewFile(place.file, chosen, Date.now()) })
}

const run = async (asked: Extract<ToImport, { run: unknown }>['run']): Promise<void> => {
  const [{ importFiles }, { choicesFrom }, { reachSink }] = await Promise.all([
    import('../imports/import-files.node.ts'),
    import('../imports/chosen.ts'),
    import('./reach.ts'),
  ])
  const { place, order, dataFolder, ingest, analytics } = asked
  const { chosen, ...rest } = order
  const begun = performance.now()
  let [told, first] = [Number.NEGATIVE_INFINITY, -1]
  const sink = reachSink(ingest, analytics)
  try {
    const account = await importFiles(
      [place.file],
      async () => sink,
      {
        ...rest,
        choices: choicesFrom(chosen),
        dataFolder,
        now: Date.now,
        progress: (at) => {
          if (first < 0) first = at.consumed
          const now = performance.now()
          const settling = at.consumed >= at.size
          if (now - told < ADVANCE_EVERY && !settling) return
          told = now
          const seconds = (now - begun) / 1000
          const left =
            seconds > 1 && at.consumed > first ? ((at.size - at.consumed) / (at.consumed - first)) * seconds : null
          const rowsPerSecond = Math.round(at.rows / Math.max(seconds, 0.001))
          answer({ advance: { ...at, seconds, rowsPerSecond, secondsLeft: left, settling } })
        },
      },
      { planned: () => {}, brought: () => {}, refused: () => {} },
      { aggregate: chosen.aggregate === true },
    )
    const [file] = account.files
    if (file) answer({ ended: file })
  } finally {
    await sink.close()
  }
}

/** Adds the hidden command that reads an uploaded file, apart from the api: `parcours internal-import`, in the file's own folder. */
export const addImportProcess = (program: Command): void => {
  program
    .command('internal-import', { hidden: true })
    .description('reads an uploaded file; started by the program itself')
    .action(() => {
      if (!process.send) {
        process.stderr.write('parcours internal-import is started by parcours itself: use parcours import\n')
        process.exitCode = 2
        return
      }
      // A terminal or a service manager may signal the whole group: the api decides when this one stops.
      for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
      process.once('disconnect', () => process.exit(0))
      process.on('message', (message: ToImport) => {
        const work = 'preview' in message ? preview(message.preview) : run(message.run)
        work.catch((problem: unknown) => {
          if (problem instanceof Refused) return answer({ refused: problem.refusal })
          process.stderr.write(`${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`)
          answer({ failed: problem instanceof Error ? problem.message : String(problem) })
        })
      })
    })
}
