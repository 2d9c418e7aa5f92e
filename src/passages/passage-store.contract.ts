import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { Instance } from '../journeys/index.ts'
import { asId, DAY } from '../kernel/index.ts'
import { type JourneyEvent, type KeptPassage, NO_PROGRESS, type PassageStore } from './passage-store.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)

const stood = (key: string, given: Partial<KeptPassage> = {}, instance: Partial<Instance> = {}): KeptPassage => ({
  map: 'kitchen',
  key,
  person: key.replace('person:', ''),
  stage: 'discover',
  latest: true,
  due: MARCH + 10,
  last: { at: MARCH + 0.125, rank: 0.5, seq: 7_000_000_000_000_000 },
  passage: {
    instance: {
      number: 0,
      named: false,
      status: 'open',
      openedAt: MARCH,
      closedAt: null,
      stage: 0,
      stageSince: MARCH,
      touchpoint: 1,
      touchedAt: MARCH,
      deadline: Number.POSITIVE_INFINITY,
      ...instance,
    },
    broken: null,
    late: false,
    entry: 5,
  },
  ...given,
})
const turn = (id: string): JourneyEvent => ({
  id,
  kind: 'entered',
  at: MARCH,
  map: 'kitchen',
  revision: 3,
  stage: null,
  person: 'user:claire',
})

/** What every store of passages does alike. */
export const passageStoreContract = (open: () => PassageStore): void => {
  let store: PassageStore
  beforeEach(() => {
    store = open()
  })
  const keep = (change: Parameters<Parameters<Parameters<PassageStore['change']>[1]>[1]>[0]) =>
    store.change(workspace, (_, kept) => kept(change))

  describe('a store of passages', () => {
    it('gives back where a case stands, exactly, and only its latest passage to walk on from', async () => {
      const [claire, waiting] = [
        stood('person:user:claire'),
        stood('person:user:karim', { passage: null, due: null, stage: null }),
      ]
      const before = stood(
        'person:user:claire',
        { latest: false, due: null },
        { status: 'succeeded', closedAt: MARCH + 2 },
      )
      const next = stood('person:user:claire', {}, { number: 1, openedAt: MARCH + 5 })
      await keep({ passages: [claire, waiting] })
      await keep({ passages: [before, next] })
      const known = await store.change(workspace, ({ latestOf }) =>
        latestOf('kitchen', ['person:user:claire', 'person:user:karim', 'person:user:nobody']),
      )
      expect(known).toEqual(
        new Map([
          ['person:user:claire', next],
          ['person:user:karim', waiting],
        ]),
      )
      expect(await store.of(workspace, ['user:claire', 'user:karim'])).toEqual([next, before])
    })

    it('knows what is due, the longest due first', async () => {
      await keep({
        passages: [stood('person:a', { due: 30 }), stood('person:b', { due: 20 }), stood('person:c', { due: null })],
      })
      const due = (before: number, most: number) =>
        store.change(workspace, async (known) => (await known.due(before, most)).map(({ key }) => key))
      expect(await due(31, 9)).toEqual(['person:b', 'person:a'])
      expect(await due(31, 1)).toEqual(['person:b'])
      expect(await due(20, 9)).toEqual([])
    })

    it('counts who is on the way, by stage, and who is late', async () => {
      const late = stood('person:b')
      await keep({
        passages: [
          stood('person:a'),
          { ...late, passage: late.passage && { ...late.passage, late: true } },
          { ...stood('person:c'), passage: late.passage && { ...late.passage, broken: MARCH + 1 } },
          stood('person:d', { stage: null }),
        ],
      })
      expect(await store.onTheWay(workspace)).toEqual([
        {
          map: 'kitchen',
          open: 3,
          late: 1,
          stages: [
            { stage: null, open: 1, late: 0 },
            { stage: 'discover', open: 2, late: 1 },
          ],
        },
      ])
    })

    it('forgets cases and maps, and finds the cases of people', async () => {
      const named = stood('case:K1', { person: 'user:claire' })
      await keep({ passages: [stood('person:user:claire'), named, stood('person:x', { map: 'bath' })] })
      const casesOf = (person: string) => store.change(workspace, (known) => known.casesOf([person]))
      expect((await casesOf('user:claire')).map(({ key }) => key).sort()).toEqual(['case:K1', 'person:user:claire'])
      await keep({ forgetCases: [{ map: 'kitchen', key: 'case:K1' }], forgetMaps: ['bath'] })
      expect(await casesOf('user:claire')).toEqual([
        { map: 'kitchen', key: 'person:user:claire', person: 'user:claire' },
      ])
      expect(await casesOf('x')).toEqual([])
    })

    it('tells each turn once, in order', async () => {
      await keep({ told: [turn('one'), turn('two')] })
      await keep({ told: [turn('two'), turn('three')] })
      const told = await store.told(workspace, 0, 9)
      expect(told.map(({ id }) => id)).toEqual(['one', 'two', 'three'])
      expect(await store.told(workspace, told[0]?.position ?? 0, 1)).toEqual([told[1]])
    })

    it('forgets old news, and tells what comes after it in its place', async () => {
      await keep({ told: [turn('old'), { ...turn('new'), at: MARCH + DAY }] })
      const [, last] = await store.told(workspace, 0, 9)
      await keep({ forgetTold: MARCH + 1, told: [{ ...turn('next'), at: MARCH + DAY }] })
      expect((await store.told(workspace, 0, 9)).map(({ id }) => id)).toEqual(['new', 'next'])
      expect((await store.told(workspace, last?.position ?? 0, 9)).map(({ id }) => id)).toEqual(['next'])
    })

    it('keeps how far it is with what it made of it, or nothing; and workspaces apart', async () => {
      expect(await store.progress(workspace)).toEqual(NO_PROGRESS)
      const progress = { offset: 12, identities: 3, latest: MARCH, live: true, maps: { kitchen: '3' } }
      await keep({ progress })
      const broken = store.change(workspace, async (_, kept) => {
        await kept({ progress: { ...progress, offset: 99 }, passages: [stood('person:a')] })
        throw new Error('the power went')
      })
      await expect(broken).rejects.toThrow('the power went')
      expect(await store.progress(workspace)).toEqual(progress)
      expect(await store.onTheWay(workspace)).toEqual([])
      expect(await store.progress(asId<'Workspace'>('elsewhere'))).toEqual(NO_PROGRESS)
    })
  })
}
