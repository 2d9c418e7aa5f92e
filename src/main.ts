#!/usr/bin/env node
import { Command } from 'commander'
import { askedLanguage } from './cli/help/asked-language.ts'
import { runWith } from './cli/run.ts'
import { languageOf } from './kernel/index.ts'
import { addImportProcess } from './server/import-child.ts'
import { addInternal } from './server/internal.ts'
import { openEngines } from './server/open-engines.ts'

const program = new Command('parcours').version('0.1.0').exitOverride()
const run = runWith(openEngines)
const language = languageOf(askedLanguage(process.argv), process.env.LC_ALL || process.env.LANG)
// A role's process loads what it needs and no more: every megabyte here would be paid three times over.
if (process.argv[2] !== 'internal' && process.argv[2] !== 'internal-import') {
  const { commandsOf } = await import('./cli/commands.ts')
  for (const add of await commandsOf(process.argv[2])) add(program, run)
  if (language === 'fr') (await import('./cli/help/spoken.ts')).spokenIn(program, language)
}
addInternal(program, {
  analytics: async () => (await import('./server/analytics.ts')).startAnalyticsRole,
  ingest: async () => (await import('./server/ingest.ts')).startIngestRole,
  worker: async () => (await import('./server/worker.ts')).startWorker,
  api: async () => (await import('./server/api.ts')).startApi,
})
addImportProcess(program)

// A reader that has seen enough (`| head`) closes the pipe: what remains is not wanted.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code !== 'EPIPE') throw problem
})

try {
  await program.parseAsync()
} catch (problem) {
  // Commander has printed what was misused; help and version end with 0.
  if (!(problem instanceof Error && 'exitCode' in problem)) throw problem
  process.exitCode = problem.exitCode === 0 ? 0 : 2
}
