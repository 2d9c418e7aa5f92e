import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach } from 'vitest'
import { type Event, readEvent } from '../events/index.ts'
import { Refused, type Words } from '../kernel/index.ts'
import { choicesOf, type ImportOptions } from './choices.node.ts'
import { createMemoryEventSink, type MemoryEventSink } from './event-sink.memory.ts'
import type { EventSink } from './event-sink.ts'
import { type ImportMode, importFiles } from './import-files.node.ts'

/** When files are brought. */
export const now = Date.UTC(2026, 5, 1)

/** A folder to write files in, and a log of each test's own that they are brought into. */
export const importing = () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let sink: MemoryEventSink
  const afresh = () => {
    sink = createMemoryEventSink()
  }
  beforeEach(afresh)
  const write = (name: string, content: string | Buffer): string => {
    const file = join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const bring = async (
    files: string | readonly string[],
    options: ImportOptions = {},
    into: EventSink = sink,
    mode: ImportMode = {},
  ) => {
    const account = await importFiles(
      typeof files === 'string' ? [files] : files,
      async () => into,
      {
        workspace: 'default',
        source: 'lille',
        choices: choicesOf(options),
        dataFolder: join(folder, 'data'),
        language: 'en',
        now: () => now,
        progress: () => {},
      },
      { planned: () => {}, brought: () => {}, refused: () => {} },
      mode,
    )
    const { read, kept, duplicates, rejected, filtered } = account
    return { counts: { read, kept, duplicates, rejected, filtered }, account, file: account.files[0] }
  }
  const refusal = async (files: string | readonly string[], options: ImportOptions = {}) => {
    try {
      await bring(files, options)
    } catch (problem) {
      if (problem instanceof Refused) {
        const { code, at, what, remedy } = problem.refusal
        return { code, at, what: (what as Words).en, remedy: (remedy as Words).en }
      }
      throw problem
    }
    throw new Error('It was not refused')
  }
  const events = (): Event[] => sink.rows.map(readEvent)
  const rejectedOf = (file: string) =>
    readFileSync(`${file}.rejected.ndjson`, 'utf8')
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { line: number; reason: string; column?: string; row?: Record<string, string> },
      )
  return { folder, write, bring, refusal, events, rejectedOf, kept: () => sink, afresh }
}
