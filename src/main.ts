#!/usr/bin/env node
import { Command } from 'commander'
import { commands } from './cli/commands.ts'
import { runWith } from './cli/run.ts'

const absent = () => Promise.reject(new Error('No engine is wired yet'))
const program = new Command('parcours').version('0.1.0').exitOverride()
const run = runWith(() => ({ analytics: absent, sink: absent, database: absent, close: async () => {} }))
for (const add of commands) add(program, run)

try {
  await program.parseAsync()
} catch (problem) {
  // Commander has printed what was misused; help and version end with 0.
  if (!(problem instanceof Error && 'exitCode' in problem)) throw problem
  process.exitCode = problem.exitCode === 0 ? 0 : 2
}
