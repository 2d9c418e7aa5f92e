import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_COLUMNS, type Event, eventRows } from '../../events/index.ts'
import { asId } from '../../kernel/index.ts'
import type { Analytics } from './analytics.ts'

/** An interaction of Claire's in the Lille store. */
export const claireVisits = (more: Partial<Event> = {}): Event => ({
  id: asId<'Event'>('00000000-0000-4000-8000-000000000001'),
  workspace: asId<'Workspace'>('default'),
  source: 'contract',
  at: Date.UTC(2026, 2, 3, 10),
  receivedAt: Date.UTC(2026, 2, 4),
  rank: 0,
  seq: 2 ** 53 - 1,
  identifier: 'user:claire',
  caseId: '',
  event: 'Store Visited',
  channel: 'store',
  channelInferred: false,
  party: 'own',
  store: 'Lille',
  adviser: 'Karim',
  properties: { note: "l'été\tà Lille\n\\", price: '12' },
  ...more,
})

/** What every analytical engine promises, chDB on this machine and a ClickHouse server alike. */
export const analyticsContract = (name: string, open: () => Promise<Analytics>, shared = false): void => {
  describe(`an analytical engine: ${name}`, () => {
    let analytics: Analytics
    /** Tests of a shared server keep to a workspace of their own. */
    const workspace = asId<'Workspace'>(`contract-${Date.now()}`)
    beforeAll(async () => {
      analytics = await open()
    })
    afterAll(async () => {
      // A mutation takes its time over many parts; an engine of the test's own is thrown away instead.
      if (shared) await analytics.run('ALTER TABLE events DELETE WHERE workspace = {workspace:String}', { workspace })
      await analytics.close()
    })
    const count = async (source: string) => {
      const [row] = await analytics.rows<{ n: string }>(
        'SELECT count() AS n FROM events WHERE workspace = {workspace:String} AND source = {source:String}',
        { workspace, source },
      )
      return row?.n
    }

    it('answers rows, with 64-bit integers as texts', async () => {
      expect(await analytics.rows("SELECT toUInt64(18446744073709551615) AS big, 'é' AS text, 1.5 AS half")).toEqual([
        { big: '18446744073709551615', text: 'é', half: 1.5 },
      ])
      expect(await analytics.rows('SELECT 1 AS one WHERE 0')).toEqual([])
    })

    it('binds what people say, whatever they say', async () => {
      const text = "Claire\\ l'été\t\n\r` -- ; {x:String} \u{1F6CB}"
      const [row] = await analytics.rows(
        'SELECT {text:String} AS text, {texts:Array(String)} AS texts, {n:Int64} AS n, {ns:Array(Float64)} AS ns',
        { text, texts: [text, ''], n: -3, ns: [1.5, -2] },
      )
      expect(row).toEqual({ text, texts: [text, ''], n: '-3', ns: [1.5, -2] })
    })

    it('answers a question whose first line says what it asks', async () => {
      expect(await analytics.rows('-- Who came?\nSELECT 1 AS one')).toEqual([{ one: 1 }])
    })

    it('binds long lists', async () => {
      const ids = Array.from({ length: 10_000 }, (_, i) => `user:${i}:${'\0'.repeat(i % 2)}`)
      expect(await analytics.rows('SELECT length({ids:Array(String)}) AS n', { ids })).toEqual([{ n: '10000' }])
    })

    it('forgets the parameters of the question before', async () => {
      await analytics.rows('SELECT {text:String} AS text', { text: 'Claire' })
      await expect(analytics.rows('SELECT {text:String} AS text')).rejects.toMatchObject({ code: '456' })
    })

    it('keeps a row as it was written', async () => {
      const event = claireVisits({ workspace, source: 'as-written' })
      await analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows([event]).rows)
      const [row] = await analytics.rows(
        'SELECT * FROM events WHERE workspace = {workspace:String} AND source = {source:String}',
        { workspace, source: 'as-written' },
      )
      expect(row).toEqual({
        id: event.id,
        workspace,
        source: 'as-written',
        ts: '2026-03-03 10:00:00.000000',
        received_at: '2026-03-04 00:00:00.000000',
        rank: 0,
        seq: '9007199254740991',
        identifier: 'user:claire',
        case_id: '',
        event: 'Store Visited',
        channel: 'store',
        channel_inferred: 0,
        party: 'own',
        store: 'Lille',
        adviser: 'Karim',
        properties: event.properties,
      })
    })

    it('takes a block with the same token once, and a log of a hundred years at once', async () => {
      const events = Array.from({ length: 102 }, (_, i) =>
        claireVisits({ workspace, source: 'token', at: Date.UTC(1950 + i, 5, 1), seq: i }),
      )
      for (let i = 0; i < 2; i++)
        await analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows, 'events:0-10')
      expect(await count('token')).toBe('102')
    })

    it('refuses a block whole for one bad row', async () => {
      const good = eventRows([claireVisits({ workspace, source: 'half' })]).rows
      const bad = Buffer.concat([good, Buffer.from('no row\n')])
      await expect(analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', bad)).rejects.toThrow(/parse/i)
      expect(await count('half')).toBe('0')
    })

    it('streams an answer in the engine’s own formats', async () => {
      let length = 0
      for await (const chunk of await analytics.bytes('SELECT number FROM numbers(1000000)', 'RowBinary'))
        length += chunk.length
      expect(length).toBe(8_000_000)
    })

    it('says what went wrong, before an answer or amid it', async () => {
      await expect(analytics.rows('SELECT nothing')).rejects.toMatchObject({ code: '47' })
      await expect(analytics.rows('SELECT FROM WHERE')).rejects.toMatchObject({ code: '62' })
      const amid = async () => {
        const chunks = await analytics.bytes(
          'SELECT throwIf(number = 4000000) FROM numbers(8000000) SETTINGS max_threads = 1',
          'RowBinary',
        )
        for await (const _ of chunks);
      }
      await expect(amid()).rejects.toThrow(/throwIf/)
    })

    it('answers again after a reader left in the middle', async () => {
      for (let i = 0; i < 5; i++)
        for await (const _ of await analytics.bytes('SELECT number FROM numbers(30000000)', 'RowBinary')) break
      expect(await analytics.rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
    })

    it('answers many at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => analytics.rows<{ n: number }>('SELECT {n:UInt8} AS n', { n })),
      )
      expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
    })
  })
}
