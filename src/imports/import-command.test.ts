import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Command } from 'commander'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext, CommonOptions } from '../cli/context.ts'
import { type Language, say } from '../kernel/index.ts'
import { createMemoryEventSink } from './event-sink.memory.ts'
import { importCommand } from './import.cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-command-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const header = 'case,event,time\n'
const file = join(folder, 'visits.csv')

let sink = createMemoryEventSink()
beforeEach(() => {
  sink = createMemoryEventSink()
})
afterEach(() => {
  process.exitCode = undefined
})

/** Runs the command as a person types it. */
const type = async (...words: string[]) => {
  const [out, notes, lines]: string[][] = [[], [], []]
  const program = new Command('parcours').exitOverride().configureOutput({ writeErr: () => {} })
  importCommand(program, async (options: CommonOptions, work) => {
    const language: Language = options.lang === 'fr' ? 'fr' : 'en'
    const context: CommandContext = {
      language,
      json: options.json ?? false,
      dataFolder: join(folder, 'data'),
      now: () => Date.UTC(2026, 5, 1),
      out: (text) => out?.push(text),
      note: (said) => notes?.push(say(said, language)),
      progress: (line) => lines?.push(line),
      engines: {
        sink: async () => sink,
        analytics: () => Promise.reject(new Error('Not needed')),
        database: () => Promise.reject(new Error('Not needed')),
      },
    }
    await work(context)
  })
  await program.parseAsync(['import', ...words], { from: 'user' })
  return { out: out?.join('\n') ?? '', notes: notes?.join('\n') ?? '', lines, exit: process.exitCode ?? 0 }
}

const valid = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/import.schema.json', import.meta.url), 'utf8')),
)

describe('parcours import', () => {
  it('says what it took each column for and how to make it exact, then what became of the rows', async () => {
    writeFileSync(file, `${header}1,Visit,2026-01-01\n1,Call,2025-02-30\n`)
    const { notes, out, exit } = await type(file, '--source', 'lille')
    expect(notes).toContain('To make this exact: --case case --event event --time time')
    expect(notes).toContain(`${file}:3: this date does not exist [no-such-date]`)
    expect(notes).toContain('2 read, 1 kept, 0 known already, 1 rejected')
    expect([out, exit]).toEqual(['', 0])
  })

  it('says it in French', async () => {
    writeFileSync(file, `${header}1,Visit,2026-01-01\n1,Call,\n`)
    const { notes } = await type(file, '--source', 'lille', '--lang', 'fr')
    expect(notes).toContain('Pour le dire exactement')
    expect(notes).toContain('la ligne n’a pas de date')
    expect(notes).toContain('2 lues, 1 gardées')
  })

  it('gives its account in JSON as the schema says, damage included, and then ends with 1', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},Step ${(i * 7919) % 1009},2026-01-01\n`).join('')
    const zipped = gzipSync(header + rows)
    const cut = join(folder, 'cut.csv.gz')
    writeFileSync(cut, zipped.subarray(0, zipped.length >> 1))
    writeFileSync(file, `${header}1,Visit,2026-01-01\n1,Call,\n`)
    const { out, exit } = await type(file, cut, join(folder, 'absent.csv'), '--source', 'lille', '--json')
    const account = JSON.parse(out)
    expect(valid(account), JSON.stringify(valid.errors)).toBe(true)
    expect(account.read).toBe(account.kept + account.duplicates + account.rejected + account.filtered)
    expect(account.rejectedFile).toBe(`${file}.rejected.ndjson`)
    expect(account.files[1].damage).toMatchObject({ code: 'damaged-gzip', at: { file: cut } })
    expect(account.refusals.map(({ code }: { code: string }) => code)).toEqual(['damaged-gzip', 'no-such-file'])
    expect(exit).toBe(1)
  })

  it('ends with 1 where every row was rejected', async () => {
    writeFileSync(file, `${header}1,Visit,soon\n`)
    expect((await type(file, '--source', 'lille')).exit).toBe(1)
  })

  it('keeps nothing in a dry run', async () => {
    writeFileSync(file, `${header}1,Visit,2026-01-01\n`)
    const { notes } = await type(file, '--source', 'lille', '--dry-run')
    expect(notes).toContain('what happened: event')
    expect(sink.rows).toEqual([])
  })

  it('shows a bar with the rate and the time left', async () => {
    writeFileSync(file, `${header}${'1,Visit,2026-01-01\n'.repeat(20_000)}`)
    const { lines } = await type(file, '--source', 'lille')
    expect(lines?.[0]).toMatch(/^visits\.csv {2}[█░]{20} \d+% {2}[\d,]+ rows\/s {2}[\d.]+ MB\/s {2}\S+ left$/)
    expect(lines?.at(-1)).toBe('')
  })

  it.each(['', ' lille', 'lille:1', 'lil\nle'])('refuses a source called %j', async (name) => {
    await expect(type(file, '--source', name)).rejects.toMatchObject({ refusal: { code: 'unfit-source-name' } })
  })

  it('refuses the name under which the program itself speaks', async () => {
    await expect(type(file, '--source', 'Parcours')).rejects.toMatchObject({ refusal: { code: 'source-reserved' } })
  })

  it('is misused without a source', async () => {
    await expect(type(file)).rejects.toMatchObject({ exitCode: 1, code: 'commander.missingMandatoryOptionValue' })
  })
})
