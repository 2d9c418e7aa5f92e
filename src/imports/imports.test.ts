import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readEvent } from '../events/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, done, type Id, Refused, refuse } from '../kernel/index.ts'
import { choicesFrom } from './chosen.ts'
import { createMemoryEventSink } from './event-sink.memory.ts'
import { importFiles } from './import-files.node.ts'
import type { Advance, ImportRecord } from './import-record.ts'
import { createMemoryImportStore } from './import-store.memory.ts'
import { createImports, type Imports, type Place, type Reading } from './imports.ts'
import { previewFile } from './preview-file.node.ts'
import { rejectedCsv } from './rejected-csv.node.ts'
import { openSpool, type Spool } from './spool.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-uploads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const NOW = Date.UTC(2026, 8, 14, 12)
const karim = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }

let sink: ReturnType<typeof createMemoryEventSink>
let spool: Spool
let store: ReturnType<typeof createMemoryImportStore>
let imports: Imports<Readable>
let told: string[]
let room: number
/** What a test holds a run back with. */
let hold: Promise<void>
let data: string
let ids = 0
beforeEach(() => {
  sink = createMemoryEventSink()
  store = createMemoryImportStore()
  told = []
  room = 1 << 30
  hold = Promise.resolve()
  data = join(folder, String(ids++))
  spool = openSpool(data)
  imports = open()
})

/** The reading, in this process: what a process of its own does with a memory twin in place of ingest. */
const readHere = (place: Place): Reading => {
  const file = join(place.folder, place.file)
  let end = () => {}
  const ended = new Promise<'ended'>((resolve) => {
    end = () => resolve('ended')
  })
  const bring: Reading['run'] = async ({ workspace, source, chosen, language }, advance) => {
    if ((await Promise.race([hold, ended])) === 'ended')
      return refuse({ code: 'import-lost', what: 'lost', remedy: 'again' })
    try {
      const order = { workspace, source, choices: choicesFrom(chosen), dataFolder: data, language, now: () => NOW }
      const progress = (at: object) =>
        advance({ ...(at as Advance), seconds: 1, rowsPerSecond: 1, secondsLeft: null, settling: false })
      const heard = { planned: () => {}, brought: () => {}, refused: () => {} }
      const mode = { aggregate: chosen.aggregate === true }
      const { files } = await importFiles([file], async () => sink, { ...order, progress }, heard, mode)
      return done(files[0] as never)
    } catch (problem) {
      if (problem instanceof Refused) return refuse(problem.refusal)
      throw problem
    }
  }
  return { preview: async (chosen) => done(await previewFile(file, chosen, NOW)), run: bring, end }
}

const open = () =>
  createImports<Readable>({
    store,
    spool: { ...spool, room: async () => room },
    read: readHere,
    may: localOwnerMay,
    now: () => NOW,
    newId: () => asId(`import-${ids++}`),
    tell: (id) => void told.push(id),
  })

const ok = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

const drop = async (name: string, content: string): Promise<Id<'Import'>> => {
  const { id } = ok(await imports.begin(LOCAL_OWNER, name, Buffer.byteLength(content)))
  ok(await imports.receive(LOCAL_OWNER, id, 0, Readable.from([Buffer.from(content)])))
  return id
}
const ended = async (id: Id<'Import'>): Promise<ImportRecord> => {
  for (;;) {
    const record = ok(await imports.get(LOCAL_OWNER, id))
    if (record.state !== 'waiting' && record.state !== 'running') return record
    await new Promise((turn) => setImmediate(turn))
  }
}
const bring = async (id: Id<'Import'>, source = 'caisse', chosen = {}) => {
  ok(await imports.run(LOCAL_OWNER, id, source, chosen, 'fr'))
  return ended(id)
}

const VISITS = [
  'dossier;étape;horodatage;canal;client',
  'D1;Accueil;2026-03-01 10:00;Guichet;claire',
  'D1;Devis;2026-03-02 11:30;Courriel;claire',
  'D2;Accueil;hier;Guichet;paul',
  '',
].join('\n')

describe('a file dropped on the page', () => {
  it('is brought in, its rows told apart by what became of them, and lets go of the file', async () => {
    const record = await bring(await drop('visites.csv', VISITS))
    expect(record).toMatchObject({ state: 'finished', account: { read: 3, kept: 2, duplicates: 0, rejected: 1 } })
    expect(sink.rows.map((row) => readEvent(row).event)).toEqual(['Accueil', 'Devis'])
    expect(readdirSync(join(data, 'uploads', record.id))).toEqual(['visites.csv.rejected.ndjson'])
    expect(told.filter((id) => id === record.id).length).toBeGreaterThan(3)
  })

  it('adds nothing when it is dropped again, and says so', async () => {
    await bring(await drop('visites.csv', VISITS))
    const again = await bring(await drop('copie.csv', VISITS))
    expect(again.account).toMatchObject({ kept: 0, duplicates: 2, rejected: 1 })
  })

  it('gives back its rejected rows as a table, with the line and why', async () => {
    const { id } = await bring(await drop('visites.csv', VISITS))
    const rows = await spool.rejected(id)
    const table = await text(rejectedCsv(rows ?? Readable.from([])))
    expect(table.split('\r\n')).toEqual([
      '\uFEFFline,reason,message,column,dossier,étape,horodatage,canal,client,…',
      '4,unreadable-time,la date n’est pas comprise,horodatage,D2,Accueil,hier,Guichet,paul,',
      '',
    ])
  })

  it('goes on from where it was cut, and from nowhere else', async () => {
    const bytes = Buffer.from(VISITS)
    const { id } = ok(await imports.begin(LOCAL_OWNER, 'visites.csv', bytes.length))
    ok(await imports.receive(LOCAL_OWNER, id, 0, Readable.from([bytes.subarray(0, 50)])))
    const cut = new Readable({
      read() {
        this.push(bytes.subarray(50, 60))
        this.destroy(new Error('gone'))
      },
    })
    await expect(imports.receive(LOCAL_OWNER, id, 50, cut)).rejects.toThrow('gone')
    expect(ok(await imports.received(LOCAL_OWNER, id))).toBe(50)
    await expect(imports.receive(LOCAL_OWNER, id, 60, Readable.from([bytes]))).rejects.toThrow('upload-elsewhere')
    ok(await imports.receive(LOCAL_OWNER, id, 50, Readable.from([bytes.subarray(50)])))
    expect((await bring(id)).account).toMatchObject({ kept: 2 })
  })

  it('is refused where the disk has no room for it, or it holds nothing', async () => {
    room = 1_000
    expect(codeOf(await imports.begin(LOCAL_OWNER, 'visites.csv', 1_001))).toBe('disk-full')
    expect(codeOf(await imports.begin(LOCAL_OWNER, 'visites.csv', 0))).toBe('empty-file')
  })

  it('is nobody’s who may not import', async () => {
    const id = await drop('visites.csv', VISITS)
    for (const answer of [
      await imports.begin(karim, 'visites.csv', 10),
      await imports.preview(karim, id, {}),
      await imports.run(karim, id, 'caisse', {}, 'fr'),
      await imports.cancel(karim, id),
      await imports.get(karim, id),
      await imports.list(karim),
    ])
      expect(codeOf(answer)).toBe('not-allowed')
  })

  it('is not brought in before it is whole, nor twice, nor under a name that will not do', async () => {
    const { id } = ok(await imports.begin(LOCAL_OWNER, 'visites.csv', 1_000))
    expect(codeOf(await imports.run(LOCAL_OWNER, id, 'caisse', {}, 'fr'))).toBe('upload-not-whole')
    const whole = await drop('visites.csv', VISITS)
    expect(codeOf(await imports.run(LOCAL_OWNER, whole, 'a:b', {}, 'fr'))).toBe('unfit-source-name')
    await bring(whole)
    expect(codeOf(await imports.run(LOCAL_OWNER, whole, 'caisse', {}, 'fr'))).toBe('import-begun')
  })

  it('stays for another try where a person can put right what is refused', async () => {
    const id = await drop('visites.csv', VISITS.replaceAll('2026-03-', '03/03/2026 ').replaceAll('horodatage', 'date'))
    const record = await bring(id, 'caisse', { columns: { time: 'no such column' } })
    expect([record.state, record.refusal?.code]).toEqual(['ready', 'unknown-column'])
    expect((await bring(id, 'caisse', { dateFormat: 'dmy' })).state).toBe('finished')
  })
})

describe('an import under way', () => {
  it('ends when it is cancelled, without what it had not kept', async () => {
    hold = new Promise(() => {})
    const id = await drop('visites.csv', VISITS)
    ok(await imports.run(LOCAL_OWNER, id, 'caisse', {}, 'fr'))
    while (ok(await imports.get(LOCAL_OWNER, id)).state !== 'running') await new Promise((turn) => setImmediate(turn))
    ok(await imports.cancel(LOCAL_OWNER, id))
    expect((await ended(id)).state).toBe('cancelled')
    expect(sink.rows).toEqual([])
  })

  it('goes on when the process that ran it starts again', async () => {
    hold = new Promise(() => {})
    const id = await drop('visites.csv', VISITS)
    ok(await imports.run(LOCAL_OWNER, id, 'caisse', {}, 'fr'))
    while (ok(await imports.get(LOCAL_OWNER, id)).state !== 'running') await new Promise((turn) => setImmediate(turn))
    imports.stop()
    hold = Promise.resolve()
    imports = open()
    await imports.resume()
    expect((await ended(id)).account).toMatchObject({ kept: 2 })
  })

  it('waits for the one before it', async () => {
    let go = () => {}
    hold = new Promise((resolve) => {
      go = resolve
    })
    const [first, second] = [await drop('a.csv', VISITS), await drop('b.csv', VISITS)]
    ok(await imports.run(LOCAL_OWNER, first, 'caisse', {}, 'fr'))
    ok(await imports.run(LOCAL_OWNER, second, 'caisse', {}, 'fr'))
    while (ok(await imports.get(LOCAL_OWNER, first)).state !== 'running')
      await new Promise((turn) => setImmediate(turn))
    expect(ok(await imports.get(LOCAL_OWNER, second)).state).toBe('waiting')
    go()
    expect([(await ended(first)).state, (await ended(second)).state]).toEqual(['finished', 'finished'])
  })
})

describe('what a file is taken for', () => {
  const look = async (name: string, content: string, chosen = {}) =>
    ok(await imports.preview(LOCAL_OWNER, await drop(name, content), chosen))

  it('is guessed, and shown over its first rows as they will be kept', async () => {
    const { mapping, becomes, missing, head, described } = await look('visites.csv', VISITS)
    expect(described).toContain(';')
    expect(Object.fromEntries(mapping.map(({ role, column }) => [role, column]))).toEqual({
      case: 'dossier',
      event: 'étape',
      time: 'horodatage',
      channel: 'canal',
      profile: 'client',
    })
    expect(missing).toEqual([])
    expect(head[0]).toEqual({ line: 2, cells: ['D1', 'Accueil', '2026-03-01 10:00', 'Guichet', 'claire'] })
    expect(becomes[0]).toMatchObject({
      line: 2,
      cells: { time: '2026-03-01T09:00:00.000Z', event: 'Accueil', channel: 'store', case: 'D1', profile: 'claire' },
    })
    expect(becomes[2]).toEqual({ line: 4, rejected: 'unreadable-time' })
  })

  it('follows what the person changes', async () => {
    const chosen = { columns: { profile: '', channel: '' }, values: { channel: 'phone' }, zone: 'UTC' }
    const { mapping, becomes, dates } = await look('visites.csv', VISITS, chosen)
    expect(mapping.find(({ role }) => role === 'profile')).toBeUndefined()
    expect(becomes[0]?.cells).toMatchObject({ time: '2026-03-01T10:00:00.000Z', channel: 'phone', profile: '' })
    expect(dates).toEqual({ order: 'clear', example: null, zoned: false, zone: 'UTC' })
  })

  it('says what the file’s own words for channels are taken for', async () => {
    const { channels } = await look('visites.csv', VISITS, { channels: { Guichet: 'partner' } })
    expect(channels).toEqual([
      { word: 'Guichet', rows: 2, meant: 'partner' },
      { word: 'Courriel', rows: 1, meant: 'email' },
    ])
  })

  it('asks which of day and month comes first only where nothing decides', async () => {
    const dated = (...days: string[]) => `case,event,date\n${days.map((day) => `D1,Accueil,${day}`).join('\n')}\n`
    expect((await look('a.csv', dated('03/04/2026', '05/04/2026'))).dates).toMatchObject({
      order: 'unknown',
      example: '03/04/2026',
    })
    expect((await look('b.csv', dated('03/04/2026', '25/04/2026'))).dates?.order).toBe('clear')
    expect((await look('c.csv', dated('25/04/2026', '04/25/2026'))).dates?.order).toBe('both')
    expect((await look('d.csv', dated('03/04/2026'), { dateFormat: 'mdy' })).becomes[0]?.cells?.time).toContain('-03-')
  })

  it('names what is missing rather than refuse', async () => {
    const { missing, becomes } = await look('notes.csv', 'nom,commentaire\nClaire,bien\n')
    expect([missing, becomes]).toEqual([['time', 'event', 'case'], []])
  })

  it('takes counts without persons for what they are', async () => {
    const counts = 'magasin,canal,debut,fin,passages\nLille,store,2026-03-01 10:00,2026-03-01 11:00,42\n'
    const { becomes } = await look('comptages.csv', counts, { aggregate: true, zone: 'UTC' })
    expect(becomes[0]?.cells).toMatchObject({ store: 'Lille', channel: 'store', count: '42' })
    expect(becomes[0]?.cells?.from).toBe('2026-03-01T10:00:00.000Z')
  })
})
