import { beforeEach, describe, expect, it } from 'vitest'
import { type Event, storedProperties } from '../events/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, DAY, orThrow } from '../kernel/index.ts'
import { type FaceReader, sightingsIn } from './face-sighting.ts'
import { createMemoryFaceStore } from './face-store.memory.ts'
import { createFaces, type Faces } from './faces.ts'
import { createProfiles, type Profiles } from './index.ts'
import { createMemoryNamingReader } from './naming-reader.memory.ts'
import { createMemoryPeopleStore } from './people-store.memory.ts'
import { nameProfile } from './profile-name.node.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)

const seen = (day: number, filed: string, said: Record<string, string> = {}): Event => ({
  id: asId(`00000000-0000-0000-0000-${String(day).padStart(12, '0')}`),
  workspace,
  source: 'caisse',
  at: MARCH + day * DAY,
  receivedAt: MARCH + day * DAY,
  rank: 0,
  seq: day,
  identifier: filed,
  caseId: '',
  event: 'Page Viewed',
  channel: 'web',
  channelInferred: false,
  party: 'own',
  store: '',
  adviser: '',
  properties: storedProperties(said),
})

const life = [
  seen(1, 'user:1', { name: 'Claire Lefèvre' }),
  seen(2, 'phone:06 39 98 12 34', { city: 'Lille', 'identifiers.user': '1' }),
  seen(3, 'user:2', { name: 'Claire Martin' }),
  seen(4, 'anonymous:b7'),
]

/** Faces from events at hand, seen whole. */
const reader = (events: readonly Event[]): FaceReader => ({
  async *since() {
    const said = events.map((event) => ({ ...event, says: () => true }))
    const seen = sightingsIn(said, [{ source: 'caisse', property: 'carte', kind: 'loyalty' }])
    yield { seen, whole: true, reading: { upTo: 1, before: 0 } }
  },
})

let profiles: Profiles
let faces: Faces
beforeEach(async () => {
  const [people, store] = [createMemoryPeopleStore(), createMemoryFaceStore()]
  profiles = createProfiles({
    store: people,
    namings: createMemoryNamingReader(life),
    filed: async (_, texts) => texts.filter((text) => life.some((event) => event.identifier === text)),
    alone: async (_, profile) => (await store.alone(workspace, [profile]))[0]?.identifier,
    may: localOwnerMay,
    now: () => MARCH + 100 * DAY,
    nameOf: nameProfile,
  })
  const ports = { faces: store, reader: reader(life), people, profiles, may: localOwnerMay, nameOf: nameProfile }
  faces = createFaces(ports)
  orThrow(await profiles.refresh(LOCAL_OWNER))
  orThrow(await faces.refresh(LOCAL_OWNER))
})
const found = async (text: string) => orThrow(await faces.search(LOCAL_OWNER, text))

describe('people in a list', () => {
  it('are each there once, whatever they are found by', async () => {
    const [claire, ...others] = await found('06 39 98')
    expect(others).toEqual([])
    expect(claire).toMatchObject({
      name: 'Claire Lefèvre',
      city: 'Lille',
      events: 2,
      known: 2,
      lastAt: MARCH + 2 * DAY,
      identifiers: [
        { kind: 'user', value: '1' },
        { kind: 'phone', value: '+33639981234' },
      ],
    })
    expect((await found('lefevre'))[0]?.profile).toBe(claire?.profile)
  })

  it('are found by a name under one identifier and a town under another', async () => {
    expect((await found('claire')).map(({ name }) => name)).toEqual(['Claire Martin', 'Claire Lefèvre'])
    expect((await found('claire lille')).map(({ name }) => name)).toEqual(['Claire Lefèvre'])
  })

  it('are found by a name that is misspelled, and by a mailbox of which only the name is right', async () => {
    const names = async (text: string) => orThrow(await faces.search(LOCAL_OWNER, text)).map(({ name }) => name)
    expect(await names('clare lefebvre')).toEqual(['Claire Lefèvre'])
    expect(await names('Lefèver Claire')).toEqual(['Claire Lefèvre'])
    expect(await names('claire.lefebvre2@exemple.fr')).toEqual(['Claire Lefèvre'])
    expect(await names('dupond')).toEqual([])
  })
  it('become one when a steward says so, and two again as they were', async () => {
    const before = await found('claire')
    orThrow(await profiles.merge(LOCAL_OWNER, 'user:1', 'user:2', 'même voix'))
    expect(await found('claire')).toMatchObject([{ name: 'Claire Martin', events: 3, known: 3 }])
    orThrow(await profiles.unmerge(LOCAL_OWNER, 'user:1', 'user:2', 'non'))
    expect(await found('claire')).toEqual(before)
  })

  it('have an address of their own even where nothing ties them to another identifier', async () => {
    const [browser] = await found('b7')
    expect(orThrow(await faces.search(LOCAL_OWNER, 'b7')).map(({ profile }) => profile)).toEqual([browser?.profile])
    expect(orThrow(await profiles.find(LOCAL_OWNER, browser?.profile ?? '')).identifiers).toEqual(['anonymous:b7'])
    expect(orThrow(await faces.whose(LOCAL_OWNER, ['anonymous:b7', 'user:1'])).map(({ known }) => known)).toEqual([
      1, 2,
    ])
  })

  it('are nobody’s to see who may not', async () => {
    const karim = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
    for (const answer of [await faces.search(karim, 'claire'), await faces.latest(karim), await faces.refresh(karim)])
      expect(answer.ok ? '' : answer.refusal.code).toBe('not-allowed')
  })
})
