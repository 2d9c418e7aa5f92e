import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Participant, Workshop, WorkshopAnswer, WorkshopStore } from './index.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)
const monday: Workshop = {
  ...{ id: 'monday', workspace, map: 'cuisine', persona: 'primo' },
  outline: { title: 'Cuisine', stages: [{ id: 'meet', title: { fr: 'Rencontrer' } }], touchpoints: [] },
  ...{ codeHash: 'code-1', codeTurn: 0, openedAt: NOON, openedBy: LOCAL_OWNER.id },
  stand: { current: 'matters', open: false, revealed: [] },
}
const claire: Participant = {
  ...{ workshop: 'monday', id: 'p1', tokenHash: 'claire', name: 'Claire', role: 'store', joinedAt: NOON + 1 },
}
const karim: Participant = { ...claire, id: 'p2', tokenHash: 'karim', name: 'Karim', joinedAt: NOON + 2 }
const says = (participant: string, value: readonly string[], at = NOON): WorkshopAnswer => ({
  ...{ workshop: 'monday', question: 'matters', participant, role: 'store', value, at },
})

/** What every store of workshops does alike. */
export const workshopStoreContract = (open: () => WorkshopStore): void => {
  let store: WorkshopStore
  beforeEach(async () => {
    store = open()
    expect(await store.add(monday)).toBe(true)
    await store.join(claire)
    await store.join(karim)
  })

  describe('a store of workshops', () => {
    it('finds a workshop by id, by map, and while it is open by its code', async () => {
      expect(await store.get(workspace, 'monday')).toEqual(monday)
      expect(await store.list(workspace, 'cuisine')).toEqual([monday])
      expect(await store.byCode('code-1')).toEqual(monday)
      expect(await store.byCode('code-2')).toBeUndefined()
      await store.close(workspace, 'monday', NOON + 9)
      expect(await store.byCode('code-1')).toBeUndefined()
    })

    it('gives a code to one open workshop at a time', async () => {
      const tuesday = { ...monday, id: 'tuesday' }
      expect(await store.add(tuesday)).toBe(false)
      await store.close(workspace, 'monday', NOON + 9)
      expect(await store.add(tuesday)).toBe(true)
    })

    it('keeps where the facilitator stands, until the end', async () => {
      const stand = { current: 'emotion:meet', open: true, revealed: ['matters'] }
      expect(await store.stand(workspace, 'monday', stand)).toBe(true)
      expect((await store.get(workspace, 'monday'))?.stand).toEqual(stand)
      await store.close(workspace, 'monday', NOON + 9)
      expect(await store.stand(workspace, 'monday', { ...stand, revealed: [] })).toBe(false)
      expect(await store.get(workspace, 'monday')).toMatchObject({
        closedAt: NOON + 9,
        stand: { ...stand, open: false },
      })
    })

    it('knows who is in the room, and who holds a token', async () => {
      expect(await store.people('monday')).toEqual([claire, karim])
      expect(await store.participant('karim')).toEqual({ who: karim, workshop: monday })
      expect(await store.participant('p2')).toBeUndefined()
    })

    it('counts the last answer of each', async () => {
      await store.answer(says('p1', ['quote']))
      await store.answer(says('p2', ['quote'], NOON + 1))
      await store.answer(says('p1', ['visit'], NOON + 2))
      const answers = await store.answers('monday')
      expect(answers.map(({ participant, value }) => [participant, value])).toEqual([
        ['p2', ['quote']],
        ['p1', ['visit']],
      ])
    })

    it('cuts what leads from an answer to its author once it is closed', async () => {
      await store.answer(says('p1', ['quote']))
      await store.close(workspace, 'monday', NOON + 9)
      const [answer] = await store.answers('monday')
      expect(answer?.value).toEqual(['quote'])
      expect(['p1', 'p2']).not.toContain(answer?.participant)
    })

    it('remembers that its results were kept, and keeps workspaces apart', async () => {
      const elsewhere = asId<'Workspace'>('elsewhere')
      await store.kept(elsewhere, 'monday', NOON + 5)
      await store.close(elsewhere, 'monday', NOON + 5)
      expect(await store.get(workspace, 'monday')).toEqual(monday)
      expect(await store.get(elsewhere, 'monday')).toBeUndefined()
      await store.kept(workspace, 'monday', NOON + 5)
      expect((await store.get(workspace, 'monday'))?.keptAt).toBe(NOON + 5)
    })
  })
}
