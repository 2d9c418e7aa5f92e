import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { createSources } from './index.ts'
import { openSeal } from './sealed.node.ts'
import { createMemorySourceStore } from './source-store.memory.ts'
import { followSources, hashWriteKey, newWriteKey, sourcesFile, writeSources } from './sources-file.node.ts'

const NOON = Date.UTC(2026, 8, 14, 12)

describe('the sources of live events', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-sources-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const open = () =>
    createSources({
      store: createMemorySourceStore(),
      may: localOwnerMay,
      now: () => NOON,
      newKey: newWriteKey,
      hash: hashWriteKey,
      seal: async (secret) => (await openSeal(folder)).seal(secret),
      tell: (sources) => writeSources(folder, sources),
    })
  const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code

  it('open to their own key only, at once, and no longer once it is rotated or removed', async () => {
    const sources = open()
    const first = orThrow(await sources.add(LOCAL_OWNER, { name: 'site', trust: 'browser' }))
    expect((await followSources(folder).byKey(first.writeKey))?.name).toBe('site')
    expect(await followSources(folder).byKey(first.source.keyHash)).toBeUndefined()
    const second = orThrow(await sources.rotate(LOCAL_OWNER, 'site'))
    expect(await followSources(folder).byKey(first.writeKey)).toBeUndefined()
    expect((await followSources(folder).byKey(second.writeKey))?.name).toBe('site')
    orThrow(await sources.remove(LOCAL_OWNER, 'site'))
    expect(await followSources(folder).byKey(second.writeKey)).toBeUndefined()
  })

  it('are told to the collector in a file that holds no key and is read by nobody else', async () => {
    const { writeKey } = orThrow(await open().add(LOCAL_OWNER, { name: 'caisse', trust: 'server' }))
    expect(statSync(sourcesFile(folder)).mode & 0o777).toBe(0o600)
    const known = await followSources(folder).byKey(writeKey)
    expect(JSON.stringify(known)).not.toContain(writeKey)
  })

  it('believe a server about the kinds that it declares, and a browser about none', async () => {
    const sources = open()
    const { source } = orThrow(await sources.add(LOCAL_OWNER, { name: 'crm', trust: 'server', kinds: ['crm'] }))
    expect(source.kinds).toEqual(['crm'])
    const page = await sources.add(LOCAL_OWNER, { name: 'site', trust: 'browser', kinds: ['email'] })
    expect(codeOf(page)).toBe('source-kinds-of-browser')
  })

  it('may be given a limit, and lose it', async () => {
    const sources = open()
    const limits = { perSecond: 50, burst: 500 }
    orThrow(await sources.add(LOCAL_OWNER, { name: 'site', trust: 'browser', limits }))
    expect((await followSources(folder).byName(LOCAL_OWNER.workspace, 'site'))?.limits).toEqual(limits)
    expect(codeOf(await sources.limit(LOCAL_OWNER, 'site', { perSecond: 50, burst: 2 }))).toBe('source-limits-invalid')
    expect(codeOf(await sources.limit(LOCAL_OWNER, 'boutique', limits))).toBe('source-unknown')
    expect(orThrow(await sources.limit(LOCAL_OWNER, 'site', null)).limits).toBeUndefined()
  })

  it('keep the secret that signs for their people sealed, and open it in their own folder only', async () => {
    const sources = open()
    orThrow(await sources.add(LOCAL_OWNER, { name: 'site', trust: 'browser' }))
    const { source, secret } = orThrow(await sources.sign(LOCAL_OWNER, 'site'))
    expect(source.identity).not.toContain(secret)
    expect((await openSeal(folder)).unseal(source.identity ?? '')).toBe(secret)
    const elsewhere = mkdtempSync(join(tmpdir(), 'parcours-sources-'))
    expect((await openSeal(elsewhere)).unseal(source.identity ?? '')).toBeUndefined()
    rmSync(elsewhere, { recursive: true })
  })

  it('have names of their own, and are for those who may', async () => {
    const sources = open()
    orThrow(await sources.add(LOCAL_OWNER, { name: 'site', trust: 'browser' }))
    expect(codeOf(await sources.add(LOCAL_OWNER, { name: 'site', trust: 'browser' }))).toBe('source-taken')
    expect(codeOf(await sources.add(LOCAL_OWNER, { name: '../site', trust: 'browser' }))).toBe('source-name-invalid')
    expect(codeOf(await sources.add(LOCAL_OWNER, { name: 'parcours', trust: 'server' }))).toBe('source-reserved')
    expect(codeOf(await sources.rotate(LOCAL_OWNER, 'boutique'))).toBe('source-unknown')
    const karim = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
    expect(codeOf(await sources.list(karim))).toBe('not-allowed')
  })
})
