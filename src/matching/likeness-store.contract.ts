import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Likeness, LikenessStore } from './likeness-store.ts'
import type { PersonModel } from './person-model.ts'
import type { PersonRecord } from './person-record.ts'

const { workspace } = LOCAL_OWNER
const claire: PersonRecord = {
  filed: 'user:1',
  identifier: 'user:1',
  cells: ['claire', 'martin', '', '', '', '', '', 'lille'],
}
const clara: PersonRecord = {
  filed: 'loyalty:f2',
  identifier: 'loyalty:F2',
  cells: ['clara', 'martin', '', '', '', '', '', 'lille'],
}
const karim: PersonRecord = {
  filed: 'user:3',
  identifier: 'user:3',
  cells: ['karim', 'benali', '', '', '', '', '', ''],
}
const alike = (one: Likeness['one'], other: Likeness['other'], probability: number): Likeness => ({
  one,
  other,
  probability,
  why: { prior: -10, steps: [], homes: 0, posterior: 3, probability },
  model: 1,
  state: 'open',
  at: 5,
})

const modelled = (version: number): PersonModel => ({
  version,
  people: 3,
  rules: [],
  model: { columns: [], lambda: 0.1, home: 0.1, records: 3 },
})

/** What every store of likenesses does alike. */
export const likenessStoreContract = (open: () => LikenessStore): void => {
  let store: LikenessStore
  beforeEach(async () => {
    store = open()
    await store.keep(workspace, [claire, clara, karim], 7)
  })

  describe('records of people', () => {
    it('are pending until they were looked at under a version, and again once they change', async () => {
      expect(await store.reading(workspace)).toBe(7)
      expect(await store.count(workspace)).toBe(3)
      expect(await store.pending(workspace, 1, 2)).toEqual([claire, clara])
      await store.looked(workspace, [claire, clara, karim], 1)
      expect(await store.pending(workspace, 1, 9)).toEqual([])
      const moved = { ...claire, cells: claire.cells.with(7, 'arras') }
      await store.keep(workspace, [moved, clara], 8)
      expect(await store.pending(workspace, 1, 9)).toEqual([moved])
      expect((await store.pending(workspace, 2, 9)).length).toBe(3)
    })
    it('are found by any key that they are filed under, each once, and no longer by one that they lost', async () => {
      await store.adopt(workspace, modelled(1), ([given]) =>
        given === 'claire' ? [1, 2 ** 52] : given === 'clara' ? [1] : [],
      )
      const found = await store.sharing(workspace, 1, [[1, 2 ** 52], [], [2 ** 52, 99]], 10)
      expect(found).toEqual([[claire, clara], [], [claire]])
      await store.file(workspace, [{ ...claire, keys: [2] }], 1)
      expect(await store.sharing(workspace, 1, [[1], [2]], 10)).toEqual([[clara], [claire]])
      expect(await store.sharing(asId('elsewhere'), 1, [[1]], 10)).toEqual([[]])
    })
    it('are found first where they share most of what is rare', async () => {
      await store.adopt(workspace, modelled(1), ([given]) =>
        given === 'claire' ? [1] : given === 'clara' ? [1, 2] : [3],
      )
      expect(await store.sharing(workspace, 1, [[1, 2]], 1)).toEqual([[clara]])
      expect(await store.sharing(workspace, 1, [[1, 3]], 1)).toEqual([[karim]])
    })
    it('are filed anew under the next model, those that came since as well', async () => {
      await store.adopt(workspace, modelled(1), () => [1])
      const lea = { ...karim, filed: 'user:4', identifier: 'user:4' } as const
      await store.keep(workspace, [lea], 9)
      await store.file(workspace, [{ ...lea, keys: [1] }], 1)
      expect((await store.sharing(workspace, 1, [[1]], 9))[0]).toHaveLength(4)
      await store.adopt(workspace, modelled(2), ([, surname]) => (surname === 'benali' ? [7] : []))
      expect(await store.sharing(workspace, 2, [[1], [7]], 9)).toEqual([[], [karim, lea]])
    })
    it('are given back by identifier, and as a sample', async () => {
      expect(await store.of(workspace, ['loyalty:F2', 'user:9'])).toEqual([clara])
      expect((await store.sample(workspace, 2)).length).toBe(2)
    })
  })

  it('the latest model is in use', async () => {
    await store.adopt(workspace, modelled(1), () => [])
    await store.adopt(workspace, { ...modelled(2), rules: [[{ column: 1, trace: '~sound' }]] }, () => [])
    expect((await store.model(workspace))?.rules).toEqual([[{ column: 1, trace: '~sound' }]])
  })

  describe('pairs', () => {
    it('wait, the likeliest first, until somebody says; then they stay as they are', async () => {
      await store.note(workspace, [alike('user:1', 'user:3', 0.5), alike('loyalty:F2', 'user:1', 0.8)])
      const [first, second] = await store.open(workspace, 9)
      expect([first?.one, first?.other, second?.probability]).toEqual(['user:1', 'loyalty:F2', 0.5])
      await store.become(workspace, [first?.id ?? 0], 'different', 6)
      await store.note(workspace, [alike('user:1', 'loyalty:F2', 0.9), alike('user:3', 'user:1', 0.6)])
      expect((await store.open(workspace, 9)).map(({ probability }) => probability)).toEqual([0.6])
      expect(await store.tally(workspace)).toEqual({ open: 1, linked: 0, same: 0, different: 1 })
      expect((await store.find(workspace, first?.id ?? 0))?.state).toBe('different')
      expect((await store.between(workspace, [['loyalty:F2', 'user:1']])).map(({ state }) => state)).toEqual([
        'different',
      ])
      expect(await store.find(asId('elsewhere'), first?.id ?? 0)).toBeUndefined()
    })
    it('are counted at and above each probability, with how many are one person; a word counts more than a likeness', async () => {
      await store.note(workspace, [alike('user:1', 'user:3', 0.5), alike('loyalty:F2', 'user:1', 0.8)])
      const [likeliest] = await store.open(workspace, 1)
      await store.become(workspace, [likeliest?.id ?? 0], 'same', 6)
      expect(await store.spread(workspace, [0.9, 0.3])).toEqual([
        { threshold: 0.9, pairs: 0, open: 0, expected: 0 },
        { threshold: 0.3, pairs: 2, open: 1, expected: 1.5 },
      ])
    })
    it('ask nobody from a probability on that somebody chose', async () => {
      expect(await store.threshold(workspace)).toBeUndefined()
      await store.keepThreshold(workspace, 0.9)
      await store.keepThreshold(workspace, 0.95)
      expect(await store.threshold(workspace)).toBe(0.95)
      expect(await store.threshold(asId('elsewhere'))).toBeUndefined()
    })
  })
}
