import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { createNotices, NOTICE_KINDS, type Notice, type Notices, noticeSentence, type Reader } from './index.ts'
import { createMemoryNoticeStore } from './notice-store.memory.ts'

const KARIM: Reader = { actor: LOCAL_OWNER, name: 'Karim' }
const mention = { kind: 'mention', key: 'm1', to: 'Karim', from: 'Claire', facts: {}, place: '/' } as const

let notices: Notices
let told: number
let now: number
beforeEach(() => {
  told = 0
  now = Date.UTC(2026, 8, 14)
  let ids = 0
  notices = createNotices({
    store: createMemoryNoticeStore(),
    may: localOwnerMay,
    now: () => now,
    newId: () => `n${++ids}`,
    raised: () => void told++,
  })
})

describe('what a person should know', () => {
  it('is told to the screens once, however often it is raised', async () => {
    await notices.raise(LOCAL_OWNER.workspace, [mention])
    await notices.raise(LOCAL_OWNER.workspace, [mention])
    await notices.raise(LOCAL_OWNER.workspace, [])
    expect(told).toBe(1)
    expect(orThrow(await notices.list(KARIM)).unread).toBe(1)
    expect(orThrow(await notices.markRead(KARIM))).toBe(0)
  })
  it('is forgotten after 90 days', async () => {
    await notices.raise(LOCAL_OWNER.workspace, [mention])
    now += 91 * 86_400_000
    await notices.raise(LOCAL_OWNER.workspace, [{ ...mention, key: 'm2' }])
    expect(orThrow(await notices.list(KARIM)).notices.map(({ key }) => key)).toEqual(['m2'])
  })
  it('is not for strangers', async () => {
    const stranger = { ...KARIM, actor: { ...LOCAL_OWNER, id: asId<'Actor'>('stranger') } }
    expect(await notices.list(stranger)).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await notices.visit(stranger, now)).toMatchObject({ refusal: { code: 'not-allowed' } })
  })
  it('has a sentence in both languages, whatever it is', () => {
    const facts = { title: { fr: 'Cuisine', en: 'Kitchen' }, subject: 'Devis', revision: 3, count: 1200 }
    for (const kind of NOTICE_KINDS) {
      const notice: Notice = { id: asId('n'), kind, key: 'k', at: 0, from: 'Claire', facts, place: '/' }
      expect(noticeSentence(notice, 'fr')).not.toMatch(/undefined| [:;?!»]|« /)
      expect(noticeSentence(notice, 'en')).not.toBe(noticeSentence(notice, 'fr'))
    }
  })
})

it('nobody has seen what is still to come: a visit stops at now', async () => {
  expect(orThrow(await notices.visit(KARIM, now + 5_000))).toBe(now)
})
