import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { mapHash } from './hash.node.ts'
import { type Base, createMaps, type Maps } from './index.ts'
import { createMemoryMapStore } from './map-store.memory.ts'

const KITCHEN = `format: parcours/1
id: kitchen
title: Acheter une cuisine
stages: [{id: discover, phase: before, title: Découvrir}]
touchpoints:
  # Claire: the one in Lille.
  - {title: Visite, stage: discover, id: visit, match: [{event: Store Visited}]}
`
const bytes = (text: string) => new TextEncoder().encode(text)
let maps: Maps
let now = Date.UTC(2026, 8, 14)
beforeEach(() => {
  maps = createMaps({ store: createMemoryMapStore(), may: localOwnerMay, now: () => now++, hash: mapHash })
})
const push = (text: string, base?: Base, why?: string) =>
  maps.push(LOCAL_OWNER, {
    source: bytes(text),
    file: 'kitchen.yaml',
    ...(base ? { base } : {}),
    ...(why ? { why } : {}),
  })
const codeOf = async (answer: ReturnType<typeof push>) => {
  const outcome = await answer
  return outcome.ok ? `kept ${outcome.value.revision}` : outcome.refusal.code
}

describe('pushing a map', () => {
  it('keeps it as revision 1, then 2; the same bytes again are nothing new', async () => {
    const first = orThrow(await push(KITCHEN))
    expect(first).toMatchObject({ id: 'kitchen', revision: 1, status: 'draft', unchanged: false })
    expect(await codeOf(push(KITCHEN.replace('Visite', 'Rencontre'), { hash: first.hash }))).toBe('kept 2')
    expect(orThrow(await push(KITCHEN.replace('Visite', 'Rencontre')))).toMatchObject({ revision: 2, unchanged: true })
  })
  it('refuses a file whose base is no longer the last revision, and one whose base is unknown', async () => {
    const first = orThrow(await push(KITCHEN))
    await push(KITCHEN.replace('Visite', 'Rencontre'), { revision: 1 })
    const mine = KITCHEN.replace('Visite', 'Rendez-vous')
    expect(await codeOf(push(mine, { revision: 1 }))).toBe('map-conflict')
    expect(await codeOf(push(mine, { hash: first.hash }))).toBe('map-conflict')
    expect(await codeOf(push(mine))).toBe('map-base-unknown')
    expect(await codeOf(push(mine, { revision: 2 }))).toBe('kept 3')
  })
  it('refuses two changes from one base that differ only by their comments', async () => {
    await push(KITCHEN)
    expect(await codeOf(push(KITCHEN + '# Claire\n', { revision: 1 }))).toBe('kept 2')
    expect(await codeOf(push(KITCHEN + '# Karim\n', { revision: 1 }))).toBe('map-conflict')
  })
  it('refuses what is no sound map', async () => {
    expect(await codeOf(push('id: kitchen\n'))).toBe('schema-missing-key')
    expect(await codeOf(push(KITCHEN.replace('stage: discover', 'stage: nowhere')))).toBe('dangling-stage')
  })
  it('takes no approval from a file', async () => {
    expect(orThrow(await push(KITCHEN + 'status: approved\n')).status).toBe('draft')
    expect(orThrow(await push(KITCHEN + 'status: in_review\n', { revision: 1 })).status).toBe('in_review')
  })
})

describe('pulling a map', () => {
  it('gives back the bytes that were pushed, whatever the layout', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\ufeff'),
        fc.stringMatching(/^[a-zà-ü ]{0,20}$/),
        async (line, mark, comment) => {
          const fresh = createMaps({ store: createMemoryMapStore(), may: localOwnerMay, now: () => 0, hash: mapHash })
          const source = bytes(mark + `${KITCHEN}# ${comment}\n`.replaceAll('\n', line))
          orThrow(await fresh.push(LOCAL_OWNER, { source, file: 'kitchen.yaml' }))
          const { stored } = orThrow(await fresh.pull(LOCAL_OWNER, 'kitchen'))
          expect([...stored.source]).toEqual([...source])
        },
      ),
      { numRuns: 30 },
    )
  })
  it('reads it with the store’s revision and status, without changing its hash', async () => {
    const { hash } = orThrow(await push(`${KITCHEN}revision: 12\nstatus: approved\n`))
    const { map } = orThrow(await maps.pull(LOCAL_OWNER, 'kitchen'))
    expect(map).toMatchObject({ revision: 1, status: 'draft' })
    expect(mapHash(map)).toBe(hash)
  })
  it('says that a map is not there', async () => {
    expect(await maps.pull(LOCAL_OWNER, 'bathroom')).toMatchObject({ ok: false, refusal: { code: 'map-not-found' } })
    await push(KITCHEN)
    expect((await maps.pull(LOCAL_OWNER, 'kitchen', 'approved')).ok).toBe(false)
    expect((await maps.pull(LOCAL_OWNER, 'kitchen', 7)).ok).toBe(false)
  })
})

describe('publishing a map', () => {
  it('approves it as unreviewed, and archives the one approved before', async () => {
    await push(KITCHEN, undefined, 'premier jet')
    await maps.publish(LOCAL_OWNER, 'kitchen')
    await push(KITCHEN.replace('Visite', 'Rencontre'), { revision: 1 })
    expect(orThrow(await maps.publish(LOCAL_OWNER, 'kitchen', undefined, 'comité'))).toMatchObject({
      revision: 2,
      status: 'approved',
      reviewed: false,
      by: 'local-owner',
      why: 'comité',
    })
    const history = orThrow(await maps.history(LOCAL_OWNER, 'kitchen'))
    expect(history.map(({ revision, status }) => `${revision} ${status}`)).toEqual([
      '1 draft',
      '1 approved',
      '2 draft',
      '1 archived',
      '2 approved',
    ])
    expect(orThrow(await maps.pull(LOCAL_OWNER, 'kitchen', 'approved')).stored.revision).toBe(2)
  })
  it('archives with a reason', async () => {
    await push(KITCHEN)
    await maps.archive(LOCAL_OWNER, 'kitchen', 1, 'offre arrêtée')
    expect(orThrow(await maps.list(LOCAL_OWNER))).toMatchObject([{ id: 'kitchen', status: 'archived' }])
  })
  it('is not for strangers', async () => {
    const karim = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
    expect(await maps.publish(karim, 'kitchen')).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
    expect((await maps.list(karim)).ok).toBe(false)
  })
})
