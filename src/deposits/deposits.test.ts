import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import S3rver from 's3rver'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import type { ImportRecord } from '../imports/index.ts'
import { asId, done, orThrow, refuse } from '../kernel/index.ts'
import { checkAddress, getFrom, isPrivate } from './address.node.ts'
import { openBucketPlace } from './bucket-place.http.ts'
import { createMemoryDepositStore } from './deposit-store.memory.ts'
import { openFolderPlace } from './folder-place.node.ts'
import { createDeposits, type Importer, LEASE_MS, type NewDeposit, type PlaceOf, settledOf } from './index.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const [ACCESS, SECRET] = ['S3RVER', 'S3RVER']

/** An import that takes any file in, and tells what it was given. */
const importing = () => {
  const files = new Map<string, { name: string; size: number; bytes: Buffer; ran: boolean }>()
  const importer: Importer = {
    begin: async (_, name, size) => {
      const id = asId<'Import'>(String(files.size + 1))
      files.set(id, { name, size, bytes: Buffer.alloc(0), ran: false })
      return done({ id } as ImportRecord)
    },
    receive: async (_, id, at, bytes) => {
      const file = files.get(id)
      if (!file || at !== file.bytes.length) throw new Error('out of place')
      file.bytes = Buffer.concat([file.bytes, bytes])
      return done(file.bytes.length)
    },
    run: async (_, id) => {
      const file = files.get(id)
      if (!file) throw new Error('never begun')
      if (file.name === 'bad.csv')
        return refuse({ code: 'source-name-invalid', what: { fr: '', en: '' }, remedy: { fr: '', en: '' } })
      file.ran = true
      return done({ id } as ImportRecord)
    },
    get: async (_, id) => {
      const file = files.get(id)
      return done({ id, source: file?.ran ? 'caisses' : null } as ImportRecord)
    },
    cancel: async (_, id) => {
      files.delete(id)
      return done({ id } as ImportRecord)
    },
  }
  const taken = () => [...files.values()].filter(({ ran }) => ran).map(({ name, bytes }) => `${name}: ${bytes}`)
  return { importer, taken }
}

const open = async (place: PlaceOf) =>
  place.kind === 'folder' ? openFolderPlace(place) : openBucketPlace(place, place.secretKey)
const depositsOver = (store = createMemoryDepositStore(), holder = 'api 1', now = () => NOON) =>
  createDeposits({ store, may: localOwnerMay, now, open, seal: async (secret) => secret, holder })
const deposited = (place: PlaceOf): NewDeposit => ({
  name: 'caisses',
  source: 'caisses',
  place,
  chosen: {},
  everySeconds: 60,
})

describe('a folder where others put files', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-deposit-'))
    return () => rmSync(folder, { recursive: true })
  })
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

  it('speaks under no name that the house keeps for itself, in whatever case it is written', async () => {
    const deposits = depositsOver()
    const place = { kind: 'folder', path: folder } as const
    for (const wanted of [{ source: 'parcours' }, { source: ' Parcours' }, { name: 'PARCOURS' }, { source: 'a:b' }])
      expect(await deposits.add(LOCAL_OWNER, { ...deposited(place), ...wanted })).toMatchObject({
        refusal: {
          code: wanted.source === ' Parcours' || wanted.source === 'a:b' ? 'unfit-source-name' : 'source-reserved',
        },
      })
    expect(orThrow(await deposits.list(LOCAL_OWNER))).toEqual([])
  })

  it('is brought in file by file, each once it is whole, once', async () => {
    const deposits = depositsOver()
    const deposit = orThrow(await deposits.add(LOCAL_OWNER, deposited({ kind: 'folder', path: folder })))
    const { importer, taken } = importing()
    const look = () => deposits.look(LOCAL_OWNER, deposit, importer)
    write('monday.csv', 'half')
    write('notes.pdf', 'not ours')
    write('.hidden.csv', 'nor this')
    write('tuesday.csv.part', 'nor what is being written')
    symlinkSync('/etc/hostname', join(folder, 'link.csv'))
    expect(await look()).toBe(0)
    write('monday.csv', 'half and half')
    expect(await look()).toBe(0)
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    expect(taken()).toEqual(['monday.csv: half and half'])
    write('bad.csv', 'x')
    await look()
    await look()
    const [told] = orThrow(await deposits.list(LOCAL_OWNER))
    expect(told?.found.map(({ file, state, why }) => [file, state, why?.code])).toContainEqual([
      'bad.csv',
      'refused',
      'source-name-invalid',
    ])
    expect(told?.found.some(({ file }) => file === 'link.csv')).toBe(false)
  })

  it('is taken up by the next where the process that took a file was killed on the way, without taking it twice', async () => {
    const store = createMemoryDepositStore()
    const killed = depositsOver(store)
    const deposit = orThrow(await killed.add(LOCAL_OWNER, deposited({ kind: 'folder', path: folder })))
    const { importer, taken } = importing()
    write('monday.csv', 'whole')
    await killed.look(LOCAL_OWNER, deposit, importer)
    // It dies while the file is on its way: what it asked is never answered.
    const never = new Promise<never>(() => {})
    void killed.look(LOCAL_OWNER, deposit, { ...importer, receive: () => never })
    await new Promise((turn) => setTimeout(turn, 50))
    const soon = depositsOver(store, 'api 2', () => NOON + LEASE_MS)
    expect(await soon.look(LOCAL_OWNER, deposit, importer)).toBe(0)
    const later = depositsOver(store, 'api 2', () => NOON + LEASE_MS + 1)
    expect(await later.look(LOCAL_OWNER, deposit, importer)).toBe(1)
    expect(taken()).toEqual(['monday.csv: whole'])
    expect(await later.look(LOCAL_OWNER, deposit, importer)).toBe(0)
    const [told] = orThrow(await later.list(LOCAL_OWNER))
    expect(told?.found[0]).toMatchObject({ state: 'taken', until: null })
  })

  it('is not handed over again where that process died after it had', async () => {
    const store = createMemoryDepositStore()
    const dead: typeof store = { ...store, settle: () => new Promise<never>(() => {}) }
    const killed = depositsOver(dead)
    const deposit = orThrow(await killed.add(LOCAL_OWNER, deposited({ kind: 'folder', path: folder })))
    const { importer, taken } = importing()
    write('monday.csv', 'whole')
    await killed.look(LOCAL_OWNER, deposit, importer)
    void killed.look(LOCAL_OWNER, deposit, importer)
    await new Promise((turn) => setTimeout(turn, 50))
    expect(taken()).toHaveLength(1)
    await depositsOver(store, 'api 2', () => NOON + LEASE_MS + 1).look(LOCAL_OWNER, deposit, importer)
    expect(taken()).toHaveLength(1)
  })

  it('says why it could not be read, and is looked into again', async () => {
    const deposits = depositsOver()
    const deposit = orThrow(await deposits.add(LOCAL_OWNER, deposited({ kind: 'folder', path: folder })))
    rmSync(folder, { recursive: true })
    await expect(deposits.look(LOCAL_OWNER, deposit, importing().importer)).rejects.toThrow('ENOENT')
    const [gone] = orThrow(await deposits.list(LOCAL_OWNER))
    expect(gone?.deposit.looked?.trouble).toContain('ENOENT')
    mkdirSync(folder)
    await deposits.look(LOCAL_OWNER, deposit, importing().importer)
    const [back] = orThrow(await deposits.list(LOCAL_OWNER))
    expect(back?.deposit.looked).toEqual({ at: NOON, trouble: null })
  })

  it('must be there, and is for those who may', async () => {
    const nowhere = await depositsOver().add(LOCAL_OWNER, deposited({ kind: 'folder', path: join(folder, 'nowhere') }))
    expect(nowhere.ok ? '' : nowhere.refusal.code).toBe('deposit-unreachable')
    const karim = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
    const his = await depositsOver().add(karim, deposited({ kind: 'folder', path: folder }))
    expect(his.ok ? '' : his.refusal.code).toBe('not-allowed')
  })
})

describe('a bucket where others put files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bucket-'))
  const store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'tills', configs: [] }],
  })
  let endpoint = ''
  let put: (key: string, text: string) => Promise<void>
  beforeAll(async () => {
    const address = (await store.run()) as AddressInfo
    endpoint = `http://127.0.0.1:${address.port}`
    const client = new AwsClient({ accessKeyId: ACCESS, secretAccessKey: SECRET, region: 'us-east-1', service: 's3' })
    put = async (key, body) => {
      const answer = await client.fetch(`${endpoint}/tills/${key}`, { method: 'PUT', body })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    }
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const bucket = (more: object = {}): PlaceOf => ({
    kind: 'bucket',
    endpoint,
    region: 'us-east-1',
    bucket: 'tills',
    prefix: 'lille/',
    accessKey: ACCESS,
    secretKey: SECRET,
    allowPrivate: true,
    ...more,
  })

  it('is listed and read with signed requests; what is replaced is taken again, what is not is not', async () => {
    const deposits = depositsOver()
    const deposit = orThrow(await deposits.add(LOCAL_OWNER, deposited(bucket())))
    const { importer, taken } = importing()
    const look = () => deposits.look(LOCAL_OWNER, deposit, importer)
    await put('lille/september & co.csv', 'first')
    await put('roubaix/september.csv', 'elsewhere')
    expect([await look(), await look(), await look()]).toEqual([0, 1, 0])
    await put('lille/september & co.csv', 'second')
    expect([await look(), await look(), await look()]).toEqual([0, 1, 0])
    expect(taken()).toEqual(['september & co.csv: first', 'september & co.csv: second'])
  })

  it('is refused with a wrong key, and where it stands in a private network that nobody allowed', async () => {
    const wrong = await depositsOver().add(LOCAL_OWNER, deposited(bucket({ accessKey: 'nobody' })))
    expect(wrong.ok ? '' : wrong.refusal.code).toBe('deposit-unreachable')
    const inside = await depositsOver().add(LOCAL_OWNER, deposited(bucket({ allowPrivate: false })))
    expect(inside.ok ? '' : inside.refusal.code).toBe('address-private')
  })
})

it('knows an address that is none of the open internet', async () => {
  const closed = [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '172.20.0.1',
    '192.168.1.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
    '100.64.1.1',
  ]
  expect(closed.filter((address) => !isPrivate(address))).toEqual([])
  expect(['8.8.8.8', '2606:4700::1111'].filter(isPrivate)).toEqual([])
  await expect(checkAddress('http://[::ffff:127.0.0.1]/', false)).rejects.toThrow('address-private')
  await expect(checkAddress('http://2130706433/', false)).rejects.toThrow('address-private')
  await expect(checkAddress('file:///etc/passwd', true)).rejects.toThrow('address-invalid')
})

it('is not connected to where its name leads to this machine, even past the check', async () => {
  const asked = getFrom(
    { url: 'http://localhost:9/', headers: new Headers() },
    { allowPrivate: false, signal: AbortSignal.timeout(5_000) },
  )
  await expect(asked).rejects.toThrow('address-private')
})
it('takes a file that two looks found the same, and no other', () => {
  const lying = { file: 'a.csv', size: 3, version: 'v2' }
  const before = { ...lying, seenAt: 0, state: 'seen', importId: null, why: null, until: null } as const
  expect(settledOf([lying], [], NOON)).toEqual([])
  expect(settledOf([lying], [before], NOON)).toEqual([lying])
  expect(settledOf([lying], [{ ...before, version: 'v1' }], NOON)).toEqual([])
  expect(settledOf([lying], [{ ...before, state: 'taken' }], NOON)).toEqual([])
  expect(settledOf([lying], [{ ...before, state: 'taking', until: NOON }], NOON)).toEqual([])
})
