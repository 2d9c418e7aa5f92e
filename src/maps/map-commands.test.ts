import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext, RunCommand } from '../cli/context.ts'
import { orThrow, Refused, say } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { migrate } from '../storage/postgres/migrate.ts'
import { migrations } from '../storage/postgres/migrations/index.ts'
import { openPglite } from '../storage/postgres/pglite.contract.ts'
import { mapCommands } from './maps.cli.ts'

const KITCHEN = `format: parcours/1
id: kitchen
title: {fr: Acheter une cuisine, en: Buying a kitchen}
perimeter: {entry: {event: Store Visited}, success: {event: Order Completed}, window: P90D}
stages: [{id: discover, phase: before, title: Découvrir}]
touchpoints:
  - {id: visit, stage: discover, title: Visite, match: [{event: Store Visited}]} # Claire, Lille
`

let folder: string
let database: Database
beforeAll(async () => {
  database = openPglite()
  orThrow(await migrate(database, migrations))
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcours-maps-'))
  await database.query('TRUNCATE map_revisions, map_statuses')
})
afterEach(async () => {
  process.exitCode = undefined
  await rm(folder, { recursive: true, force: true })
})
afterAll(() => database.close())

/** What a command prints, and the code of its refusal where it is refused. */
const parcours = async (...words: string[]) => {
  const out: string[] = []
  const notes: string[] = []
  let refused = ''
  const absent = () => Promise.reject(new Error('This command needs no such engine'))
  const run: RunCommand = async (options, work) => {
    const context: CommandContext = {
      language: 'en',
      json: options.json ?? false,
      dataFolder: join(folder, 'data'),
      now: () => Date.UTC(2026, 8, 14),
      out: (text) => void out.push(text),
      note: (text) => void notes.push(say(text, 'en')),
      progress: () => {},
      engines: { analytics: absent, sink: absent, database: async () => database },
    }
    await work(context).catch((problem: unknown) => {
      if (!(problem instanceof Refused)) throw problem
      refused = problem.refusal.code
    })
  }
  const program = new Command().exitOverride()
  mapCommands(program, run)
  await program.parseAsync(['map', ...words], { from: 'user' })
  const code = process.exitCode
  process.exitCode = undefined
  return { out: out.join('\n'), notes: notes.join('\n'), refused, code }
}
const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
const follows = async (schema: string, json: string) => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  const valid = ajv.compile(
    JSON.parse(await readFile(new URL(`../../schemas/${schema}.schema.json`, import.meta.url), 'utf8')),
  )
  expect(valid(JSON.parse(json)), JSON.stringify(valid.errors)).toBe(true)
  return JSON.parse(json)
}

describe('Claire', () => {
  it('checks her map: clean ends well, an error ends with 1, and every file is told', async () => {
    const sound = await file('kitchen.yaml', KITCHEN)
    const broken = await file('broken.yaml', KITCHEN.replace('stage: discover', 'stage: nowhere'))
    expect(await parcours('check', sound)).toMatchObject({ out: '', code: undefined })
    const { out, code, notes } = await parcours('check', sound, broken, join(folder, 'none.yaml'))
    expect(code).toBe(1)
    expect(out).toContain(`${broken}:7:17: error: "nowhere" names no stage of this map. [dangling-stage]`)
    expect(out).toContain('[map-not-found]')
    expect(notes).toContain('kitchen.yaml: 0 errors, 0 warnings, 0 hints.')
    const answer = await follows('map-check', (await parcours('check', sound, broken, '--json')).out)
    expect(answer.maps.map(({ sound: fine }: { sound: boolean }) => fine)).toEqual([true, false])
  })

  it('pushes, pulls the same bytes back, changes them and pushes again', async () => {
    const mine = await file('kitchen.yaml', KITCHEN)
    expect(await follows('map-push', (await parcours('push', mine, '--json')).out)).toMatchObject({ revision: 1 })
    const copy = join(folder, 'copy.yaml')
    await follows('map-pull', (await parcours('pull', 'kitchen', '-o', copy, '--json')).out)
    expect(await readFile(copy, 'utf8')).toBe(KITCHEN)
    await file('copy.yaml', KITCHEN.replace('title: Visite', 'title: Rencontre'))
    expect((await parcours('push', copy)).out).toBe('kitchen@2')
    expect((await parcours('push', copy)).notes).toBe('Nothing new to keep.')
  })

  it('is stopped where Karim pushed before her, until she says which revision she has seen', async () => {
    const hers = await file('hers.yaml', KITCHEN)
    await parcours('push', hers)
    await parcours('push', await file('his.yaml', KITCHEN.replace('title: Visite', 'title: Rencontre')), '--base', '1')
    await file('hers.yaml', KITCHEN.replace('title: Visite', 'title: Rendez-vous'))
    expect((await parcours('push', hers)).refused).toBe('map-conflict')
    expect((await parcours('push', hers, '--base', '2')).out).toBe('kitchen@3')
  })

  it('publishes, and finds who did what and why', async () => {
    await parcours('push', await file('kitchen.yaml', KITCHEN), '--why', 'atelier')
    const published = await parcours('publish', 'kitchen', '--why', 'comité', '--json')
    expect(await follows('map-publish', published.out)).toMatchObject({
      status: 'approved',
      reviewed: false,
      why: 'comité',
    })
    expect(await follows('map-history', (await parcours('history', 'kitchen', '--json')).out)).toMatchObject({
      history: [
        { status: 'draft', why: 'atelier' },
        { status: 'approved', by: 'local-owner' },
      ],
    })
    await follows('map-list', (await parcours('list', '--json')).out)
    expect((await parcours('list')).out).toMatch(/^kitchen@1\tapproved\t/)
    expect((await parcours('pull', 'kitchen@approved', '-o', join(folder, 'pulled.yaml'))).notes).toBe(
      'kitchen@1, approved.',
    )
    expect((await parcours('archive', 'kitchen')).out).toBe('kitchen@1 archived')
    expect((await parcours('publish', 'bathroom')).refused).toBe('map-not-found')
  })

  it('compares a file with what is stored', async () => {
    const mine = await file('kitchen.yaml', KITCHEN)
    await parcours('push', mine)
    await file('kitchen.yaml', KITCHEN.replace('title: Visite', 'title: Rencontre'))
    expect((await parcours('diff', 'kitchen@1', mine)).out).toBe('~ touchpoint visit: title Visite → Rencontre')
    await follows('map-diff', (await parcours('diff', 'kitchen', mine, '--json')).out)
    expect(await parcours('diff', mine, mine, '--exit-code')).toMatchObject({ out: '', code: undefined })
    expect((await parcours('diff', 'kitchen', mine, '--exit-code')).code).toBe(1)
  })

  it('exports what is sound, and is told of the first error of what is not', async () => {
    const mine = await file('kitchen.yaml', KITCHEN)
    for (const to of ['mermaid', 'csv', 'cjml'])
      await follows('map-export', (await parcours('export', mine, '--to', to, '--json')).out)
    const broken = await file('broken.yaml', KITCHEN.replace('stage: discover', 'stage: nowhere'))
    expect((await parcours('export', broken, '--to', 'csv')).refused).toBe('dangling-stage')
  })
})
