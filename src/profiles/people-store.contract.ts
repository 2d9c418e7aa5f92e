import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId, type Id } from '../kernel/index.ts'
import { type Edge, edge, type Identifier, type PeopleStore } from './index.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)
const saw = (a: Identifier, b: Identifier, at = MARCH, event = 'Order Completed'): Edge => {
  const seen = edge(a, b, { at, source: 'caisse', event, channel: 'store', store: 'lille' })
  if (!seen) throw new Error('an identifier beside itself')
  return seen
}
const profile = (name: string) => asId<'Profile'>(name)
const card = saw('user:claire', 'loyalty:9250', MARCH)

/** What every store of people does alike. */
export const peopleStoreContract = (open: () => PeopleStore): void => {
  let store: PeopleStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of people', () => {
    it('gives back the evidence at an identifier, from either end', async () => {
      await store.change(workspace, (_, keep) => keep({ edges: [card, saw('user:karim', 'loyalty:1')] }))
      const known = store.read(workspace)
      expect((await known.islands(['user:claire'])).edges).toEqual([card])
      expect((await known.islands(['loyalty:9250'])).edges).toEqual([card])
      expect((await known.islands(['loyalty:9250', 'user:claire'])).edges).toEqual([card])
      expect((await known.islands(['user:nobody'])).edges).toEqual([])
    })

    it('brings all that somebody is tied to, from any end, by evidence and by decisions, and nobody else', async () => {
      const said = { at: 1, by: LOCAL_OWNER.id, why: '' }
      const edges = [card, saw('loyalty:9250', 'phone:+33639981234'), saw('user:karim', 'loyalty:1')]
      const decisions = [
        { ...said, kind: 'link' as const, a: 'phone:+33639981234' as const, b: 'anonymous:b7' as const },
        { ...said, kind: 'part' as const, a: 'anonymous:b7' as const, b: 'device:t1' as const },
        { ...said, kind: 'part' as const, a: 'user:karim' as const, b: 'device:t2' as const },
      ]
      const mine = profile('claire')
      const profiles = new Map<Identifier, typeof mine>([
        ['user:claire', mine],
        ['user:karim', profile('karim')],
      ])
      await store.change(workspace, (_, keep) => keep({ edges, decisions, profiles }))
      const known = store.read(workspace)
      for (const from of [['device:t1'], ['user:claire'], ['loyalty:9250', 'anonymous:b7']] as Identifier[][]) {
        const found = await known.islands(from)
        expect(new Set(found.edges.map(({ b }) => b))).toEqual(new Set(['loyalty:9250', 'phone:+33639981234']))
        expect(found.decisions).toEqual(decisions.slice(0, 2))
        expect(found.people).toEqual(new Map([['user:claire', mine]]))
      }
      expect(await known.islands([], mine)).toEqual(await known.islands(['user:claire']))
    })

    it('keeps the first sighting of all and the last, in whatever order they come', async () => {
      const later = saw('user:claire', 'loyalty:9250', MARCH + 5)
      const twin = saw('user:claire', 'loyalty:9250', MARCH, 'Appointment Booked')
      for (const edges of [[later], [card], [twin]]) await store.change(workspace, (_, keep) => keep({ edges }))
      expect((await store.read(workspace).islands(['user:claire'])).edges).toEqual([{ ...twin, last: MARCH + 5 }])
    })

    it('is a dictionary both ways, whose version rises when somebody changes profile and only then', async () => {
      const [one, other] = [profile('one'), profile('other')]
      const profiles = new Map<Identifier, typeof one>([
        ['user:claire', one],
        ['loyalty:9250', one],
      ])
      await store.change(workspace, (_, keep) => keep({ profiles }))
      const known = store.read(workspace)
      const first = await known.version()
      expect((await known.membersOfAll([one])).get(one)).toEqual(['user:claire', 'loyalty:9250'])
      expect(await known.profilesOf(['loyalty:9250', 'user:karim'])).toEqual(new Map([['loyalty:9250', one]]))
      await store.change(workspace, (_, keep) => keep({ profiles }))
      expect(await known.version()).toBe(first)
      await store.change(workspace, (_, keep) => keep({ profiles: new Map([['loyalty:9250', other]]) }))
      expect(await known.version()).toBe(first + 1)
      expect((await known.membersOfAll([one])).get(one)).toEqual(['user:claire'])
      expect(await known.membersOfAll([one, other, profile('nobody')])).toEqual(
        new Map([
          [one, ['user:claire']],
          [other, ['loyalty:9250']],
        ]),
      )
    })

    it('keeps decisions in their order, claims, spellings and how far it has read', async () => {
      const said = {
        kind: 'part',
        a: 'user:claire',
        b: 'user:karim',
        at: MARCH + 0.5,
        by: LOCAL_OWNER.id,
        why: 'voisins',
      } as const
      const claim = { source: 'caisse', property: 'carte', kind: 'crm' } as const
      await store.change(workspace, async (known, keep) => {
        await keep({ decisions: [said], claims: [claim], spellings: [['loyalty:92 50', 'loyalty:9250']] })
        await keep({ decisions: [{ ...said, kind: 'link' }], claims: [{ ...claim, kind: 'loyalty' }] })
        await keep({ reading: { upTo: 1_741_000_000_123_456, before: 7, total: 9 } })
        expect(await known.reading()).toEqual({ upTo: 1_741_000_000_123_456, before: 7, total: 9 })
      })
      const known = store.read(workspace)
      expect(await known.decisions()).toEqual([said, { ...said, kind: 'link' }])
      expect(await known.claims()).toEqual([{ ...claim, kind: 'loyalty' }])
      expect((await known.islands(['loyalty:9250'])).spellings).toEqual(new Map([['loyalty:9250', ['loyalty:92 50']]]))
    })

    it('keeps which value of a trait holds, by the owner’s last word', async () => {
      const rule = { trait: 'name', rule: 'trusted', sources: ['crm', 'caisse'] } as const
      await store.change(workspace, (_, keep) => keep({ traitRule: { ...rule, rule: 'longest', sources: [] } }))
      await store.change(workspace, (_, keep) => keep({ traitRule: rule }))
      expect(await store.read(workspace).traitRules()).toEqual([rule])
    })

    it('knows what changed since analytics was told, and what it was told', async () => {
      const known = store.read(workspace)
      await store.change(workspace, (_, keep) => keep({ spellings: [['loyalty:92 50', 'loyalty:9250']] }))
      const first = await known.version()
      const profiles = new Map<Identifier, Id<'Profile'>>([
        ['user:claire', profile('one')],
        ['anonymous:b7', profile('one')],
      ])
      await store.change(workspace, (_, keep) => keep({ profiles }))
      const card = { identifier: 'loyalty:92 50', profile: 'loyalty:9250', formerly: 'loyalty:92 50' }
      const browser = { identifier: 'anonymous:b7', profile: 'user:claire', formerly: 'anonymous:b7' }
      expect(new Set(await known.untold(0))).toEqual(new Set([card, browser]))
      expect(await known.untold(first)).toEqual([browser])
      await store.change(workspace, (_, keep) => keep({ identities: [browser] }))
      expect(await known.untold(first)).toEqual([])
      // She goes by herself again: whoever was told so is told otherwise.
      await store.change(workspace, (_, keep) => keep({ profiles: new Map([['anonymous:b7', profile('two')]]) }))
      expect(await known.untold(first)).toEqual([{ ...browser, profile: 'anonymous:b7', formerly: 'user:claire' }])
      const tied = { identifier: 'loyalty:92 50', profile: 'user:claire', formerly: 'loyalty:92 50' }
      await store.change(workspace, (_, keep) => keep({ identities: [tied], published: first }))
      expect([await known.published(), await known.publishedAs(['loyalty:92 50', 'user:claire'])]).toEqual([
        first,
        new Map([['loyalty:92 50', 'user:claire']]),
      ])
      const alone = { ...tied, profile: tied.identifier, formerly: tied.profile }
      await store.change(workspace, (_, keep) => keep({ identities: [alone] }))
      expect(await known.publishedAs(['loyalty:92 50'])).toEqual(new Map())
    })

    it('numbers what analytics is told, and gives no number again, whatever becomes of who took it', async () => {
      const known = store.read(workspace)
      const next = () => store.change(workspace, ({ nextTelling }) => nextTelling())
      const first = await next()
      const lost = store.change(workspace, async ({ nextTelling }) => {
        await nextTelling()
        throw new Error('the power went')
      })
      await expect(lost).rejects.toThrow('the power went')
      expect(await known.lastTelling()).toBeGreaterThan(first)
      const then = await next()
      expect(then).toBeGreaterThan(first + 1)
      expect(await known.lastTelling()).toBe(then)
      expect(await store.change(workspace, ({ nextTelling }) => nextTelling(then + 5))).toBe(then + 6)
      expect(await next()).toBe(then + 7)
    })

    it('replaces the questions about somebody whose profile is worked out again', async () => {
      const shared = saw('user:karim', 'phone:+33639981234')
      const question = { one: 'user:claire', other: 'user:karim', edge: shared } as const
      const profiles = new Map<Identifier, ReturnType<typeof profile>>([['user:karim', profile('k')]])
      await store.change(workspace, (_, keep) => keep({ profiles, questions: [question] }))
      expect(await store.read(workspace).questions()).toEqual([question])
      await store.change(workspace, (_, keep) => keep({ profiles, questions: [] }))
      expect(await store.read(workspace).questions()).toEqual([])
    })

    it('leaves nothing of a change that fails, and keeps workspaces apart', async () => {
      const broken = store.change(workspace, async (_, keep) => {
        await keep({ edges: [card], profiles: new Map([['user:claire', profile('one')]]) })
        throw new Error('the power went')
      })
      await expect(broken).rejects.toThrow('the power went')
      expect((await store.read(workspace).islands(['user:claire'])).edges).toEqual([])
      expect([...(await store.read(workspace).membersOfAll([profile('one')])).values()]).toEqual([])
      await store.change(workspace, (_, keep) => keep({ edges: [card] }))
      expect((await store.read(asId<'Workspace'>('elsewhere')).islands(['user:claire'])).edges).toEqual([])
    })
  })
}
