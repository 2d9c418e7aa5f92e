import { beforeAll, expect, it } from 'vitest'
import { APOLLINE, apolline, CLAIMS, interactions } from '../src/demo/index.ts'
import type { Event } from '../src/events/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../src/governance/index.ts'
import { orThrow } from '../src/kernel/index.ts'
import { createProfiles, explain, type Profiles } from '../src/profiles/index.ts'
import { createMemoryNamingReader } from '../src/profiles/naming-reader.memory.ts'
import { createMemoryPeopleStore } from '../src/profiles/people-store.memory.ts'
import { nameProfile } from '../src/profiles/profile-name.node.ts'

const CHANNELS = ['web', 'store', 'phone', 'social']

let events: Event[]
let profiles: Profiles
beforeAll(async () => {
  events = [...interactions({ people: 1_500 }), ...apolline()]
  profiles = createProfiles({
    store: createMemoryPeopleStore(),
    namings: createMemoryNamingReader(events),
    filed: async () => [],
    may: localOwnerMay,
    now: () => 0,
    nameOf: nameProfile,
  })
  const named = { email: 'email', phone: 'phone', loyaltyCard: 'loyalty' } as const
  const claims = Object.entries(named).map(([property, kind]) => ({ source: 'maison-alder', property, kind }))
  orThrow(await profiles.declare(LOCAL_OWNER, [...claims, ...CLAIMS]))
  orThrow(await profiles.refresh(LOCAL_OWNER))
})

it('a customer of the demo met on the web, in store, on the telephone and on a network is one profile, and the reason can be read', async () => {
  const channels = new Map<string, Set<string>>()
  for (const { identifier, channel } of events)
    channels.set(identifier, (channels.get(identifier) ?? new Set<string>()).add(channel))
  const met = [...channels].find(([, seen]) => CHANNELS.every((channel) => seen.has(channel)))?.[0] ?? ''
  const profile = orThrow(await profiles.find(LOCAL_OWNER, met))
  expect(profile.identifiers).toContain(met)
  const [known] = profile.identifiers.filter((each) => each.startsWith('email:') || each.startsWith('phone:'))
  expect(known).toBeDefined()
  expect(orThrow(await profiles.find(LOCAL_OWNER, known ?? '')).id).toBe(profile.id)
  const reasons = profile.merges.map((merge) => explain(merge).fr)
  expect(reasons.length).toBe(profile.identifiers.length - 1)
  for (const reason of reasons) expect(reason).toMatch(/^même .+« .+ ».+\(source maison-alder\)$/)
})

it('a customer whom every system knows under another name is one profile, whatever she is looked for by', async () => {
  const hers = apolline()
  const names = new Set(hers.map(({ identifier }) => identifier))
  expect(new Set(hers.map(({ source }) => source)).size).toBe(7)
  const profile = orThrow(await profiles.find(LOCAL_OWNER, `loyalty:${APOLLINE.card}`))
  expect(profile.identifiers).toEqual(expect.arrayContaining([...names, `phone:${APOLLINE.phone}`, 'order:MA-0999001']))
  for (const name of names) expect(orThrow(await profiles.find(LOCAL_OWNER, name)).id).toBe(profile.id)
  const reasons = profile.merges.map((merge) => explain(merge).en)
  expect(reasons).toHaveLength(profile.identifiers.length - 1)
  expect(reasons).toContain(
    'same social account, "Campaign Joined" on a social network on September 2, 2025 (source alder-reseaux)',
  )
})
