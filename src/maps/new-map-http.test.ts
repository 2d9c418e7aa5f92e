import { beforeEach, describe, expect, it } from 'vitest'
import type { Asked, Endpoint } from '../api/endpoint.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { checkEndpoints } from './check.http.ts'
import { mapHash } from './hash.node.ts'
import { createMaps } from './index.ts'
import { createMemoryMapStore } from './map-store.memory.ts'
import { newMapEndpoints } from './new-map.http.ts'
import { templates } from './templates.node.ts'

let told = 0
let endpoints: readonly Endpoint[] = []
beforeEach(() => {
  told = 0
  const maps = createMaps({ store: createMemoryMapStore(), may: localOwnerMay, now: () => 0, hash: mapHash })
  endpoints = [...newMapEndpoints({ maps, templates, changed: () => told++ }), ...checkEndpoints(maps)]
})
const asks = async (name: string, input: unknown) => {
  const one = endpoints.find((each) => each.name === name)
  return one?.answer({ params: {}, query: {}, input, language: 'fr', actor: LOCAL_OWNER } as Asked<never, never>)
}

describe('making a map', () => {
  it('makes it once, and refuses the second of that name', async () => {
    expect(await asks('createMap', { title: 'Ouvrir un compte' })).toMatchObject({
      status: 201,
      body: { id: 'ouvrir-un-compte', revision: 1 },
    })
    await expect(asks('createMap', { title: 'Ouvrir un compte' })).rejects.toMatchObject({
      refusal: { code: 'map-exists' },
    })
    expect(told).toBe(1)
  })
  it('makes it from a template, and refuses one that is not there', async () => {
    await asks('createMap', { title: 'Lille', template: 'retail' })
    await expect(asks('createMap', { title: 'Paris', template: 'circus' })).rejects.toMatchObject({
      refusal: { code: 'template-not-found' },
    })
  })
  it('makes it from a file, and says what is wrong with one that is no map', async () => {
    const text = 'format: parcours/1\nid: x1\ntitle: A\nstages: [{id: s, phase: before, title: S}]\ntouchpoints: []\n'
    expect(await asks('createMap', { title: 'B', id: 'b', text })).toMatchObject({ body: { id: 'b' } })
    await expect(asks('createMap', { title: 'C', text: 'stages: 3' })).rejects.toThrow()
  })
})

describe('checking a map as it is written', () => {
  it('tells what is wrong in the reader’s language, with its place in the map', async () => {
    const map = {
      format: 'parcours/1',
      id: 'a',
      title: 'A',
      stages: [{ id: 's', phase: 'before', title: 'S' }],
      touchpoints: [{ id: 't', stage: 'nowhere', title: 'T', match: [{ event: 'E' }] }],
    }
    const answer = (await asks('checkMap', map)) as { body: { findings: readonly object[] } }
    expect(answer.body.findings).toContainEqual(
      expect.objectContaining({
        code: 'dangling-stage',
        severity: 'error',
        path: '/touchpoints/0/stage',
        what: expect.stringContaining('étape'),
      }),
    )
  })
})
