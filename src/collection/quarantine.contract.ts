import { beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { DAY } from '../kernel/index.ts'
import { eventId } from './event-id.node.ts'
import { type Quarantine, replay, type SetAside, type Source } from './index.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)
const till: Source = {
  workspace,
  name: 'caisse',
  trust: 'server',
  kinds: ['user', 'email'],
  keyHash: 'a',
  addedAt: 0,
  keyedAt: 0,
}
const nameless: SetAside = {
  at: NOON,
  workspace,
  source: 'caisse',
  reason: 'no-person',
  detail: 'neither userId nor anonymousId',
  sentAt: '2026-09-14T12:00:00Z',
  message: { type: 'track', event: 'Visite « été »', timestamp: '2026-09-14T11:00:00Z' },
}
const later: SetAside = { ...nameless, at: NOON + DAY, source: 'site', reason: 'no-event', message: { type: 'track' } }

/** What every quarantine does alike. */
export const quarantineContract = (open: () => Quarantine): void => {
  let quarantine: Quarantine
  let kept: Event[]
  let sources: Source[]
  beforeEach(() => {
    quarantine = open()
    kept = []
    sources = [till]
  })
  const ports = () => ({
    quarantine,
    sourceOf: async (_: string, name: string) => sources.find((source) => source.name === name),
    // As ingest does: what it has by an id it drops.
    keep: async (events: readonly Event[]) => {
      for (const event of events) if (!kept.some(({ id }) => id === event.id)) kept.push(event)
    },
    idOf: eventId,
    tooLarge: () => undefined,
  })
  const listed = async (filter = {}, most = 10) => (await quarantine.list({ workspace, ...filter }, most)).items
  const idOf = async () => (await listed())[0]?.id ?? ''
  const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'ok'

  describe('a quarantine', () => {
    it('tells what was set aside, the latest first, by source and by reason', async () => {
      await quarantine.setAside([nameless, { ...nameless, detail: 'another' }])
      await quarantine.setAside([later])
      expect((await listed()).map(({ source, detail }) => [source, detail])).toEqual([
        ['site', 'neither userId nor anonymousId'],
        ['caisse', 'another'],
        ['caisse', 'neither userId nor anonymousId'],
      ])
      expect(await listed({ source: 'site' })).toMatchObject([later])
      expect(await listed({ reason: 'no-person' })).toHaveLength(2)
      expect(await quarantine.list({ workspace }, 1)).toMatchObject({ items: [later], more: true })
      expect(await quarantine.list({ workspace: 'elsewhere' }, 9)).toEqual({ items: [], more: false })
      expect(await quarantine.get(await idOf())).toMatchObject(later)
    })

    it('lets one go once', async () => {
      await quarantine.setAside([nameless])
      const id = await idOf()
      expect(await Promise.all([quarantine.release(id), quarantine.release(id)])).toEqual([true, false])
      expect(await quarantine.get(id)).toBeUndefined()
      expect(await listed()).toEqual([])
      for (const strange of ['', '../x', `${id}9`, '2026-09-14.3'])
        expect(await quarantine.get(strange)).toBeUndefined()
    })

    it('forgets what is older than a month', async () => {
      await quarantine.setAside([nameless])
      await quarantine.setAside([later])
      await quarantine.expire(NOON + 31 * DAY)
      expect((await listed()).map(({ source }) => source)).toEqual(['site'])
    })
  })

  describe('a message that is replayed', () => {
    it('is still stopped while nothing has changed, and stays', async () => {
      await quarantine.setAside([nameless])
      expect(codeOf(await replay(ports(), await idOf()))).toBe('still-stopped')
      expect(await listed()).toHaveLength(1)
    })

    it('is kept once it is mended, at the time when it came, and leaves for good', async () => {
      await quarantine.setAside([nameless])
      const id = await idOf()
      const mended = { ...(nameless.message as object), userId: 'claire' }
      expect(await replay(ports(), id, mended)).toMatchObject({ ok: true, value: { event: 'Visite « été »' } })
      expect(kept).toMatchObject([{ identifier: 'user:claire', at: NOON - 3_600_000, receivedAt: NOON }])
      expect(await listed()).toEqual([])
      expect(codeOf(await replay(ports(), id, mended))).toBe('quarantine-gone')
      expect(kept).toHaveLength(1)
    })

    it('is kept once where the process ended before it had left', async () => {
      await quarantine.setAside([nameless])
      const id = await idOf()
      const mended = { ...(nameless.message as object), userId: 'claire' }
      const killed = { ...ports(), quarantine: { ...quarantine, release: () => Promise.reject(new Error('killed')) } }
      await expect(replay(killed, id, mended)).rejects.toThrow('killed')
      expect(codeOf(await replay(ports(), id, mended))).toBe('ok')
      expect(kept).toHaveLength(1)
      expect(await listed()).toEqual([])
    })

    it('is believed as far as its source is now, and refused where there is none', async () => {
      const claimed = { type: 'track', event: 'Visit', anonymousId: 'b7', userId: 'claire' }
      await quarantine.setAside([{ ...nameless, message: claimed }])
      sources = [{ ...till, trust: 'browser', kinds: [] }]
      expect(codeOf(await replay(ports(), await idOf()))).toBe('ok')
      expect(kept.map(({ identifier }) => identifier)).toEqual(['anonymous:b7'])
      await quarantine.setAside([later])
      expect(codeOf(await replay(ports(), await idOf()))).toBe('source-unknown')
    })

    it('is read by the address that it came to', async () => {
      await quarantine.setAside([{ ...nameless, call: 'page', message: { name: 'Accueil' } }])
      expect(codeOf(await replay(ports(), await idOf(), { name: 'Accueil', anonymousId: 'b7' }))).toBe('ok')
      expect(kept.map(({ event }) => event)).toEqual(['Page Viewed'])
    })
  })
}
