import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { type Face, type FaceChange, type FaceStore, wordsSought } from './face.ts'
import { nearest, tracesOf } from './near-words.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)

const claire: Face = {
  filed: 'user:1',
  identifier: 'user:1',
  alone: asId('p1'),
  name: 'Claire Lefèvre-Œstreich',
  city: 'Lille',
  named: ['email:claire.lefevre@exemple.fr', 'phone:+33612345678', 'loyalty:F042'],
  told: { firstName: 'Claire', birthday: '1980-03-12' },
  events: 12,
  lastAt: NOON,
}
const karim: Face = {
  ...claire,
  filed: 'phone:0692 123 456',
  identifier: 'phone:+262692123456',
  alone: asId('p2'),
  name: 'Karim Benali',
  city: 'Saint-Denis',
  named: [],
  lastAt: NOON + 1,
}
const clara: Face = {
  ...claire,
  filed: 'user:3',
  identifier: 'user:3',
  alone: asId('p3'),
  name: 'Clara Petit',
  city: 'Arras',
  named: [],
}

/** What every store of faces does alike. */
export const faceStoreContract = (open: () => FaceStore): void => {
  let store: FaceStore
  const kept = (change: FaceChange) => store.change(workspace, (_, keep) => keep(change))
  beforeEach(async () => {
    store = open()
    const reading = { upTo: 5, before: 2, declared: 'caisse' }
    await kept({ faces: [claire, karim, clara], reading })
  })
  const found = async (text: string) => (await store.search(workspace, wordsSought(text), 10)).map(({ filed }) => filed)

  describe('looking for people', () => {
    it('finds by the beginning of a name, without accents or case, in any order', async () => {
      expect(await found('LEFEVRE')).toEqual(['user:1'])
      expect(await found('lefèv clai')).toEqual(['user:1'])
      expect(await found('oestr')).toEqual(['user:1'])
      expect(await found('cla')).toEqual(['user:1', 'user:3'])
      expect(await found('efevre')).toEqual([])
    })

    it('finds by any identifier as people write it', async () => {
      expect(await found('claire.lefevre@ex')).toEqual(['user:1'])
      expect(await found('06 12 34')).toEqual(['user:1'])
      expect(await found('+33 6 12 34 56 78')).toEqual(['user:1'])
      expect(await found('0692.123.456')).toEqual(['phone:0692 123 456'])
      expect(await found('f042')).toEqual(['user:1'])
    })

    it('finds by name and town together', async () => {
      expect(await found('cla arras')).toEqual(['user:3'])
      expect(await found('karim lille')).toEqual([])
    })

    it('knows the words that were perhaps meant, and finds by any of them', async () => {
      const near = async (typed: string) => nearest(typed, await store.near(workspace, tracesOf(typed), 100))
      expect(await near('lefebvre')).toEqual(['lefevre'])
      expect(await near('benaly')).toEqual(['benali'])
      expect(await near('clarie')).toContain('claire')
      expect(await near('dupond')).toEqual([])
      const lists = [
        ['lefevre', 'lefort'],
        ['claire', 'clara'],
      ]
      expect((await store.searchAny(workspace, lists, 10)).map(({ filed }) => filed)).toEqual(['user:1'])
      expect(await store.searchAny(workspace, [['lefe']], 10)).toEqual([])
    })

    it('gives the last heard of first, so many, and nothing for nothing', async () => {
      expect((await store.latest(workspace, 2)).map(({ filed }) => filed)).toEqual(['phone:0692 123 456', 'user:1'])
      expect((await store.search(workspace, ['cla'], 1)).map(({ filed }) => filed)).toEqual(['user:1'])
      expect(await found('')).toEqual([])
      expect(await found('%_\'";')).toEqual([])
      expect(await store.count(workspace)).toBe(3)
    })
  })

  describe('a store of faces', () => {
    it('gives back what was kept, by identifier and by profile', async () => {
      expect(await store.of(workspace, ['phone:+262692123456', 'user:9'])).toEqual([karim])
      expect(await store.alone(workspace, [claire.alone, asId('nobody')])).toEqual([claire])
      expect(await store.alone(workspace, [])).toEqual([])
      expect(await store.reading(workspace)).toEqual({ upTo: 5, before: 2, declared: 'caisse' })
    })

    it('keeps a face in place of the one before, and is then found by nothing that it no longer says', async () => {
      await kept({ faces: [{ ...claire, name: 'Claire Martin', named: [], events: 13 }] })
      expect(await found('lefevre')).toEqual([])
      expect(await found('martin')).toEqual(['user:1'])
      expect((await store.of(workspace, ['user:1'])).map(({ events }) => events)).toEqual([13])
      expect(await store.reading(workspace)).toEqual({ upTo: 5, before: 2, declared: 'caisse' })
    })

    it('changes what it looked at, and what is then found: what is no longer said, and what is said beside', async () => {
      const faces = await store.change(workspace, async (known, keep) => {
        const found = await known.filed(['user:1', 'user:9'])
        expect(found).toEqual(new Map([['user:1', claire]]))
        const heard = { name: ['Claire Martin', NOON] as const }
        const reading = { ...(await known.reading()), offset: 77 }
        await keep({
          faces: [
            { ...claire, name: 'Claire Martin', heard },
            { ...clara, filed: 'user:9' },
          ],
          reading,
        })
        const kept = await known.filed(['user:1', 'user:9'])
        return [kept.get('user:1'), kept.get('user:9')]
      })
      expect(faces.map((face) => face?.heard?.name?.[0])).toEqual(['Claire Martin', undefined])
      expect(await found('lefevre claire')).toEqual(['user:1'])
      expect(await found('oestreich')).toEqual([])
      expect(await found('martin lille')).toEqual(['user:1'])
      expect((await found('petit')).sort()).toEqual(['user:3', 'user:9'])
      expect(await store.reading(workspace)).toEqual({ upTo: 5, before: 2, declared: 'caisse', offset: 77 })
    })

    it('finds what a machine named by its beginning, and nothing else by that', async () => {
      const browser = { ...clara, filed: 'anonymous:b7c1-9', identifier: 'anonymous:b7c1-9' as const }
      await kept({ faces: [browser] })
      expect(await store.begun(workspace, ['anonymous:b7', 'device:b7'], 9)).toEqual([browser])
      expect(await store.begun(workspace, ['anonymous:7c'], 9)).toEqual([])
    })

    it('counts on, without a word to those who follow what is told', async () => {
      const { point } = await store.keptSince(workspace, 0, 9)
      await kept({ heardOf: [{ filed: 'user:1', events: 14, lastAt: NOON + 9 }] })
      expect(await store.of(workspace, ['user:1'])).toEqual([{ ...claire, events: 14, lastAt: NOON + 9 }])
      expect((await store.latest(workspace, 1)).map(({ filed }) => filed)).toEqual(['user:1'])
      expect((await store.keptSince(workspace, point, 9)).faces).toEqual([])
    })

    it('keeps all of a change, or nothing', async () => {
      const failed = store.change(workspace, async (_, keep) => {
        await keep({ faces: [{ ...claire, name: 'Nobody' }], heardOf: [{ filed: 'user:3', events: 99, lastAt: NOON }] })
        throw new Error('killed')
      })
      await expect(failed).rejects.toThrow('killed')
      expect(await store.of(workspace, ['user:1', 'user:3'])).toEqual([claire, clara])
    })

    it('tells what was kept after a point, the same face again where it was kept again, none that tells nothing', async () => {
      const { told: _, ...silent } = { ...clara, filed: 'user:4' }
      const first = await store.keptSince(workspace, 0, 2)
      expect(first.faces).toEqual([claire, karim])
      const second = await store.keptSince(workspace, first.point, 10)
      expect(second.faces.map(({ filed }) => filed)).toEqual(['user:3'])
      await kept({ faces: [claire, silent] })
      expect((await store.keptSince(workspace, second.point, 10)).faces).toEqual([claire])
    })

    it('keeps workspaces apart', async () => {
      const elsewhere = asId<'Workspace'>('elsewhere')
      expect(await store.search(elsewhere, ['claire'], 10)).toEqual([])
      expect(await store.latest(elsewhere, 10)).toEqual([])
      expect((await store.reading(elsewhere)).upTo).toBe(0)
    })
  })
}
