import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow, say, tell } from '../kernel/index.ts'
import { mapHash } from './hash.node.ts'
import { createMaps, createRevisions, diffMaps, type Maps, type Revisions, tellChanges } from './index.ts'
import { createMemoryMapStore } from './map-store.memory.ts'

const kitchen = (quote: string, stage = 'decide', more = '') => `format: parcours/1
id: cuisine
title: {fr: Acheter une cuisine, en: Buying a kitchen}
channels: {web: {kind: digital}, store: {kind: physical}}
perimeter: {success: {event: Order}}
stages:
  - {id: look, phase: before, title: Regarder}
  - {id: decide, phase: during, title: Choisir, expected: P10D}
touchpoints:
  - {id: site, stage: look, title: Site, channels: [web], match: [{event: Page}]}
  - {id: quote, stage: ${stage}, title: ${quote}, channels: [store], match: [{event: Quote}]}
${more}`

const PAINT = '  - {id: paint, stage: decide, title: Nuancier, match: [{event: Paint}]}\n'

let maps: Maps
let revisions: Revisions
let now = 0
const push = async (text: string, revision?: number) =>
  orThrow(
    await maps.push(LOCAL_OWNER, {
      source: new TextEncoder().encode(text),
      file: 'cuisine.yaml',
      signed: 'Claire',
      ...(revision !== undefined && { base: { revision } }),
    }),
  )
const claire = { actor: LOCAL_OWNER, signed: 'Claire' }

beforeEach(() => {
  const ports = { store: createMemoryMapStore(), may: localOwnerMay, now: () => ++now, hash: mapHash }
  maps = createMaps(ports)
  revisions = createRevisions({ ...ports, maps })
})

const history = async () => orThrow(await revisions.history(LOCAL_OWNER, 'cuisine'))

describe('the revisions of a map', () => {
  it('are told latest first, with who, why and where each stands', async () => {
    await push(kitchen('Devis'))
    await push(kitchen('Devis signé'), 1)
    await revisions.publish({ ...claire, why: 'comité du 14' }, 'cuisine', 1)
    const told = (await history()).revisions.map(({ revision, status }) => [revision, status])
    expect(told).toEqual([
      [2, 'draft'],
      [1, 'approved'],
    ])
    expect((await history()).revisions[1]?.changes.at(-1)).toMatchObject({
      signed: 'Claire',
      why: 'comité du 14',
      reviewed: false,
    })
  })

  it('are decided upon one at a time: of two who saw the same, one is told; without having looked, one stands in the end', async () => {
    await push(kitchen('Devis'))
    await push(kitchen('Devis signé'), 1)
    const seen = (await history()).mark
    const both = await Promise.all([1, 2].map((one) => revisions.publish({ ...claire, seen }, 'cuisine', one)))
    expect(both.map((told) => (told.ok ? 'done' : told.refusal.code)).sort()).toEqual(['done', 'map-conflict'])
    await Promise.all([1, 2].map((one) => revisions.publish(claire, 'cuisine', one)))
    expect((await history()).revisions.map(({ status }) => status).sort()).toEqual(['approved', 'archived'])
  })

  it('are restored as new ones, equal to what they were, and never overwritten', async () => {
    await push(kitchen('Devis', 'decide', PAINT))
    await push(kitchen('Devis signé', 'look'), 1)
    const restored = orThrow(await revisions.restore({ ...claire, why: 'retour' }, 'cuisine', 1))
    expect(restored).toMatchObject({ revision: 3, status: 'draft' })
    const compared = orThrow(await revisions.compare(LOCAL_OWNER, 'cuisine', 1, undefined))
    expect(compared.changes).toEqual([])
    expect(compared.to.stored.why).toBe('retour')
    expect(orThrow(await maps.pull(LOCAL_OWNER, 'cuisine', 2)).map.touchpoints).toHaveLength(2)
    expect(await revisions.restore(claire, 'cuisine', 3)).toMatchObject({ refusal: { code: 'nothing-to-restore' } })
  })

  it('go up for review from a draft only', async () => {
    await push(kitchen('Devis'))
    expect(orThrow(await revisions.askReview({ ...claire, why: 'À relire' }, 'cuisine', 1)).status).toBe('in_review')
    expect(await revisions.askReview(claire, 'cuisine', 1)).toMatchObject({ refusal: { code: 'not-a-draft' } })
  })

  it('are not changed by who has not seen what happened meanwhile, and says what did', async () => {
    await push(kitchen('Devis'))
    const { mark } = await history()
    await push(kitchen('Devis signé'), 1)
    const late = await revisions.archive({ ...claire, seen: mark }, 'cuisine', 1)
    expect(late).toMatchObject({ ok: false, refusal: { code: 'map-conflict' } })
    expect(!late.ok && say(late.refusal.what, 'fr')).toContain('révision 2, brouillon, par Claire')
    expect((await revisions.archive({ ...claire, seen: (await history()).mark }, 'cuisine', 1)).ok).toBe(true)
  })
})

describe('what changed, in words', () => {
  const told = async (language: 'fr' | 'en' = 'fr') => {
    const { from, to } = orThrow(await revisions.compare(LOCAL_OWNER, 'cuisine', 1, 2))
    return tellChanges(from.map, to.map).map(({ about, mark, words }) => [
      mark,
      tell(about.title, language),
      words[language],
    ])
  }
  it('goes by titles, not ids', async () => {
    await push(kitchen('Devis'))
    await push(kitchen('Devis', 'look', PAINT), 1)
    expect(await told()).toEqual([
      ['moved', 'Devis', 'passe de l’étape «\u00a0Choisir\u00a0» à l’étape «\u00a0Regarder\u00a0»'],
      ['added', 'Nuancier', 'ajouté à l’étape «\u00a0Choisir\u00a0»'],
    ])
  })
  it('names fields and values as people do', async () => {
    await push(kitchen('Devis'))
    await push(kitchen('Devis').replace('P10D', 'P2W').replace('[store]', '[store, web]'), 1)
    expect(await told()).toEqual([
      ['changed', 'Choisir', 'temps prévu\u00a0: 10\u00a0jours → 2\u00a0semaines'],
      ['changed', 'Devis', 'canaux\u00a0: store → store, web'],
    ])
    expect((await told('en'))[0]?.[2]).toBe('expected time: 10\u00a0days → 2\u00a0weeks')
  })
  it('tells exactly the differences that there are', async () => {
    await push(kitchen('Devis', 'decide', PAINT))
    await push(kitchen('Devis signé'), 1)
    const { from, to, changes } = orThrow(await revisions.compare(LOCAL_OWNER, 'cuisine', 1, 2))
    expect(changes.map(({ path }) => path)).toEqual(diffMaps(from.map, to.map).map(({ path }) => path))
    expect(changes.map(({ mark }) => mark)).toEqual(['removed', 'changed'])
  })
})
