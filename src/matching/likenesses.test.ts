import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { createMemoryFaceStore } from '../profiles/face-store.memory.ts'
import { createProfiles, explain, type Face, type Identifier, type Profiles } from '../profiles/index.ts'
import { createMemoryNamingReader } from '../profiles/naming-reader.memory.ts'
import { createMemoryPeopleStore } from '../profiles/people-store.memory.ts'
import { nameProfile } from '../profiles/profile-name.node.ts'
import { type InventedPerson, inventPeople } from './invented.ts'
import { createMemoryLikenessStore } from './likeness-store.memory.ts'
import { createLikenesses, type Likenesses } from './likenesses.ts'
import { cellsFrom } from './person-record.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)

const faceOf = (identifier: Identifier, person: InventedPerson, other: Partial<InventedPerson> = {}): Face => {
  const { given, surname, birth, email, phone, address, postcode, city } = { ...person, ...other }
  return {
    filed: identifier,
    identifier,
    alone: nameProfile(workspace, identifier),
    name: `${given} ${surname}`,
    city,
    named: [],
    told: { firstName: given, lastName: surname, birthday: birth, email, phone, address, postcode, city },
    events: 1,
    lastAt: NOON,
  }
}
const town = inventPeople(150, 9)
const claire: InventedPerson = {
  person: 1000,
  given: 'Claire',
  surname: 'de Kersauson',
  birth: '1980-03-12',
  email: 'claire.k@exemple.fr',
  phone: '0612345670',
  address: '12 bis rue des Lilas',
  postcode: '29200',
  city: 'Brest',
}

let likenesses: Likenesses
let profiles: Profiles
let meet: (...faces: readonly Face[]) => Promise<void>
const idOf = async (identifier: Identifier) => orThrow(await profiles.find(LOCAL_OWNER, identifier)).id
beforeEach(async () => {
  const [people, faces] = [createMemoryPeopleStore(), createMemoryFaceStore()]
  profiles = createProfiles({
    store: people,
    namings: createMemoryNamingReader([]),
    filed: async (_, texts) => texts,
    may: localOwnerMay,
    now: () => NOON,
    nameOf: nameProfile,
  })
  const ports = { store: createMemoryLikenessStore(), faces, people, profiles, nameOf: nameProfile, may: localOwnerMay }
  likenesses = createLikenesses({ ...ports, now: () => NOON })
  meet = async (...met) => {
    await faces.change(workspace, (_, keep) => keep({ faces: met }))
    orThrow(await likenesses.refresh(LOCAL_OWNER))
  }
  await meet(...town.map((person) => faceOf(`crm:${person.person}`, person)), faceOf('user:claire', claire))
})
const waiting = async () => orThrow(await likenesses.queue(LOCAL_OWNER, 9)).pairs

describe('a record with no shared key', () => {
  it('joins the person whom it is almost surely, by evidence that can be read and undone', async () => {
    await meet(
      faceOf('loyalty:F9', claire, { surname: 'KERSAUSON', phone: '+33612345670', address: '12B r. des Lilas' }),
    )
    const { id, merges } = orThrow(await profiles.find(LOCAL_OWNER, 'loyalty:F9'))
    expect(id).toBe(await idOf('user:claire'))
    expect(merges[0] && explain(merges[0]).fr).toMatch(/^fiches qui se ressemblent \(probabilité (?:99,\d+|100,0)\s%\)/)
    orThrow(await profiles.unmerge(LOCAL_OWNER, 'loyalty:F9', 'user:claire', 'sa sœur'))
    await meet(faceOf('loyalty:F9', claire, { surname: 'KERSAUSON', city: 'BREST CEDEX' }))
    expect(await idOf('loyalty:F9')).not.toBe(await idOf('user:claire'))
    expect(await waiting()).toEqual([])
  })
  it('waits for a person where it is not sure, with the reasons', async () => {
    await meet(faceOf('loyalty:F9', claire, { given: 'C.', phone: '', email: '' }))
    const [pair] = await waiting()
    expect([pair?.one, pair?.other]).toEqual(['user:claire', 'loyalty:F9'])
    expect(pair?.why.steps.find(({ name }) => name === 'given')?.agreement).toBe('alike')
    expect(await idOf('loyalty:F9')).not.toBe(await idOf('user:claire'))
    orThrow(await likenesses.decide(LOCAL_OWNER, pair?.id ?? 0, true, 'vue en magasin'))
    expect(await idOf('loyalty:F9')).toBe(await idOf('user:claire'))
    expect(await waiting()).toEqual([])
  })
  it('is not asked about again once somebody said that these are two', async () => {
    await meet(faceOf('loyalty:F9', claire, { given: 'C.', phone: '', email: '' }))
    const [pair] = await waiting()
    orThrow(await likenesses.decide(LOCAL_OWNER, pair?.id ?? 0, false, 'son mari'))
    await meet(faceOf('loyalty:F9', claire, { given: 'C.', phone: '', email: 'c.k@exemple.fr' }))
    expect(await waiting()).toEqual([])
    expect(await idOf('loyalty:F9')).not.toBe(await idOf('user:claire'))
  })
  it('with a user id of its own asks a steward, however alike: two accounts never merge alone', async () => {
    await meet(faceOf('user:claire2', claire))
    expect(await idOf('user:claire2')).not.toBe(await idOf('user:claire'))
    expect(orThrow(await profiles.questions(LOCAL_OWNER)).map(({ one, other }) => [one, other])).toEqual([
      ['user:claire', 'user:claire2'],
    ])
  })
  it('of a mere browser is like nobody: a page that claims a name links nothing', async () => {
    await meet(faceOf('anonymous:b1', claire))
    expect(await idOf('anonymous:b1')).not.toBe(await idOf('user:claire'))
    expect(await waiting()).toEqual([])
  })
  it('is found among the profiles without being kept', async () => {
    const told = { firstName: 'CLAIRE', lastName: 'Kersauson', birthday: '12/03/1980', city: 'Brest' }
    const [found, nobody] =
      orThrow(
        await likenesses.against(LOCAL_OWNER, [cellsFrom(told), cellsFrom({ name: 'Zoé Zzyx', city: 'Nice' })]),
      ) ?? []
    expect(found?.[0]).toMatchObject({ identifier: 'user:claire', profile: asId(await idOf('user:claire')) })
    expect(nobody).toEqual([])
  })
  it('is joined without asking from the probability that somebody chose, knowing what to expect of it', async () => {
    await meet(faceOf('loyalty:F9', claire, { given: 'Clair', birth: '1980-12-03', phone: '', email: '', address: '' }))
    const [pair] = await waiting()
    expect(pair?.probability).toBeGreaterThan(0.8)
    expect(pair?.probability).toBeLessThan(0.99)
    const { sure, choices } = orThrow(await likenesses.thresholds(LOCAL_OWNER))
    expect(sure).toBe(0.99)
    expect(choices[0]).toMatchObject({ threshold: 0.8, pairs: 1, open: 1, precision: pair?.probability, recall: 1 })
    expect(choices.at(-1)).toMatchObject({ threshold: 0.999, pairs: 0, precision: null, recall: 0 })
    expect(orThrow(await likenesses.choose(LOCAL_OWNER, 0.8))).toEqual({ linked: 1 })
    expect(await idOf('loyalty:F9')).toBe(await idOf('user:claire'))
    expect(await waiting()).toEqual([])
    expect(await likenesses.choose(LOCAL_OWNER, 0.2)).toMatchObject({ ok: false })
  })
})
