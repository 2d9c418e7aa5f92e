import { beforeEach, describe, expect, it } from 'vitest'
import { chance } from '../demo/chance.ts'
import { asKeyedIn, asTyped, person } from '../demo/people.ts'
import { type Event, type Json, storedProperties } from '../events/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, DAY, orThrow } from '../kernel/index.ts'
import { createProfiles, explain, type Profiles } from './index.ts'
import { createMemoryNamingReader } from './naming-reader.memory.ts'
import { createMemoryPeopleStore } from './people-store.memory.ts'
import { nameProfile } from './profile-name.node.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)
const draws = chance(2026, 1)
const claire = person(1, draws)
const typed = asTyped(claire)
const keyedIn: Record<string, string> = { ...asKeyedIn(claire, draws), email: claire.email.toUpperCase() }

const seen = (
  day: number,
  identifier: string,
  event: string,
  channel: string,
  properties: { readonly [key: string]: Json } = {},
  source = 'maison-alder',
): Event => ({
  id: asId(`00000000-0000-0000-0000-${String(day).padStart(12, '0')}`),
  workspace,
  source,
  at: MARCH + day * DAY,
  receivedAt: MARCH + day * DAY,
  rank: 0,
  seq: day,
  identifier,
  caseId: '',
  event,
  channel,
  channelInferred: false,
  party: 'own',
  store: channel === 'store' ? claire.store : '',
  adviser: '',
  properties: storedProperties(properties),
})

/** One person on four channels, each of which knows her by another name. */
const life = [
  seen(1, 'anonymous:b7c1', 'Page Viewed', 'web'),
  seen(2, 'anonymous:b7c1', 'Appointment Booked', 'web', typed),
  seen(3, `phone:${keyedIn.phone}`, 'Call Received', 'phone'),
  seen(5, 'user:1', 'Order Completed', 'store', keyedIn),
  seen(9, 'social:instagram/@Claire.M', 'Contest Entered', 'social', { email: claire.email }),
]
const CLAIMS = [
  { source: 'maison-alder', property: 'email', kind: 'email' },
  { source: 'maison-alder', property: 'phone', kind: 'phone' },
  { source: 'maison-alder', property: 'loyaltyCard', kind: 'loyalty' },
] as const

const counted = new Map<string, string>()
const opened = (events: Event[]): Profiles =>
  createProfiles({
    identities: {
      last: async () => 0,
      keep: async (_, changes) => {
        for (const { identifier, profile, formerly } of changes) {
          expect(counted.get(identifier) ?? identifier).toBe(formerly)
          counted.set(identifier, profile)
        }
      },
    },
    store: createMemoryPeopleStore(),
    namings: createMemoryNamingReader(events),
    filed: async (_, texts) => texts.filter((text) => events.some(({ identifier }) => identifier === text)),
    may: localOwnerMay,
    now: () => MARCH + 100 * DAY,
    nameOf: nameProfile,
  })

describe('people', () => {
  let events: Event[]
  let profiles: Profiles
  const found = async (text: string, at?: number) => orThrow(await profiles.find(LOCAL_OWNER, text, at))
  beforeEach(async () => {
    events = [...life]
    counted.clear()
    profiles = opened(events)
    orThrow(await profiles.declare(LOCAL_OWNER, CLAIMS))
    orThrow(await profiles.refresh(LOCAL_OWNER))
  })

  it('are one profile where one person was seen on the web, in store, on the telephone and on a network', async () => {
    const profile = await found('user:1')
    expect([...profile.identifiers].sort()).toEqual(
      [
        'user:1',
        `email:${claire.email}`,
        `phone:${claire.phone}`,
        `loyalty:${claire.loyaltyCard}`,
        'anonymous:b7c1',
        'social:instagram/claire.m',
      ].sort(),
    )
    for (const { identifier } of life) {
      expect((await found(identifier)).id).toBe(profile.id)
      expect(profile.filedUnder).toContain(identifier)
    }
    // The till's spelling, a bare card, the profile's own name: whatever the one who asks has at hand.
    for (const text of [keyedIn.phone ?? '', claire.loyaltyCard, claire.email.toUpperCase(), profile.id])
      expect((await found(text)).id).toBe(profile.id)
  })

  it('are counted as one whatever their events are filed under, and each alone again once unmerged', async () => {
    expect(
      Object.fromEntries(life.map(({ identifier }) => [identifier, counted.get(identifier) ?? identifier])),
    ).toEqual(Object.fromEntries(life.map(({ identifier }) => [identifier, 'user:1'])))
    await profiles.unmerge(LOCAL_OWNER, 'user:1', 'anonymous:b7c1', 'a shared tablet')
    const parted = await found('anonymous:b7c1')
    expect(parted.identifiers).not.toContain('user:1')
    expect(counted.get('anonymous:b7c1')).toBe(parted.identifiers[0])
  })

  it('say why they are one, in words', async () => {
    const { merges } = await found('user:1')
    const words = merges.map((merge) => explain(merge))
    expect(words.map(({ en }) => en)).toContain(
      `same loyalty card, "Order Completed" in store ${claire.store} on March 8, 2025 (source maison-alder)`,
    )
    expect(words.map(({ fr }) => fr)).toContain(
      `même adresse e-mail, « Appointment Booked » sur le web le 5 mars 2025 (source maison-alder)`,
    )
  })

  it('are told as they were known on a day', async () => {
    expect((await found('anonymous:b7c1', MARCH + DAY)).identifiers).toEqual(['anonymous:b7c1'])
    expect((await found('anonymous:b7c1', MARCH + 3 * DAY)).identifiers).not.toContain('user:1')
  })

  it('are not steered by what a page only claims, nor by a property that nobody declared', async () => {
    events.push(
      seen(20, 'anonymous:thief', 'Identified', 'web', { 'claimed.email': claire.email, 'claimed.user': '1' }, 'site'),
      seen(21, 'anonymous:thief', 'Form Sent', 'web', { email: claire.email }, 'site'),
    )
    orThrow(await profiles.refresh(LOCAL_OWNER))
    expect((await found('anonymous:thief')).identifiers).toEqual(['anonymous:thief'])
  })

  it('are steered by what a trusted source says', async () => {
    events.push(seen(20, 'user:1', 'Identified', 'web', { 'identifiers.anonymous': 'telephone-de-claire' }, 'site'))
    orThrow(await profiles.refresh(LOCAL_OWNER))
    expect((await found('anonymous:telephone-de-claire')).id).toBe((await found('user:1')).id)
  })

  it('wait for a steward where two accounts would become one, and come back exactly when parted', async () => {
    events.push(seen(20, 'user:2', 'Order Completed', 'store', { loyaltyCard: claire.loyaltyCard }))
    orThrow(await profiles.refresh(LOCAL_OWNER))
    const before = [await found('user:1'), await found('user:2')]
    const [question] = orThrow(await profiles.questions(LOCAL_OWNER))
    expect(question).toMatchObject({ one: 'user:1', other: 'user:2', edge: { b: `loyalty:${claire.loyaltyCard}` } })

    const merged = orThrow(await profiles.merge(LOCAL_OWNER, 'user:1', 'user:2', 'même foyer, même personne'))
    expect(merged.identifiers).toEqual(expect.arrayContaining(['user:1', 'user:2', 'anonymous:b7c1']))
    expect(orThrow(await profiles.questions(LOCAL_OWNER))).toEqual([])
    expect((await profiles.merge(LOCAL_OWNER, 'user:2', 'user:1', '')).ok).toBe(false)

    orThrow(await profiles.unmerge(LOCAL_OWNER, 'user:2', 'anonymous:b7c1', 'deux personnes'))
    expect([await found('user:1'), await found('user:2')]).toEqual(before)
    expect(orThrow(await profiles.questions(LOCAL_OWNER))).toEqual([])
    orThrow(await profiles.refresh(LOCAL_OWNER))
    expect([await found('user:1'), await found('user:2')]).toEqual(before)
  })

  it('are refused in words where nobody is known, or a text names two', async () => {
    expect(await profiles.find(LOCAL_OWNER, 'personne@exemple.fr')).toMatchObject({
      refusal: { code: 'profile-unknown' },
    })
    events.push(seen(30, `user:${claire.loyaltyCard}`, 'Page Viewed', 'web'))
    expect(await profiles.find(LOCAL_OWNER, claire.loyaltyCard)).toMatchObject({
      refusal: { code: 'profile-ambiguous' },
    })
    const stranger = { ...LOCAL_OWNER, id: asId<'Actor'>('karim') }
    expect(await profiles.find(stranger, 'user:1')).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await profiles.merge(stranger, 'user:1', 'user:2', '')).toMatchObject({ refusal: { code: 'not-allowed' } })
  })
})
