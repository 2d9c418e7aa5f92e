import { describe, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import { claireVisits } from '../storage/clickhouse/analytics.contract.ts'
import type { Event, EventMatch } from './index.ts'
import type { RuleReader } from './rule-reader.ts'

const DAY = 86_400_000
const FIRST = Date.UTC(2026, 8, 14, 10)

/** What every reader of rules promises. `load` keeps events and gives a reader over them. */
export const ruleReaderContract = (name: string, load: (events: readonly Event[]) => Promise<RuleReader>): void => {
  let opened = 0
  const lille = async () => {
    const workspace = asId<'Workspace'>(`rules-${++opened}`)
    let seq = 0
    const lived = (event: string, day: number, more: Partial<Event> = {}): Event =>
      claireVisits({
        id: asId<'Event'>(`00000000-0000-4000-8000-${String(opened * 1000 + seq).padStart(12, '0')}`),
        workspace,
        event,
        at: FIRST + day * DAY,
        seq: seq++,
        store: '',
        adviser: '',
        properties: {},
        ...more,
      })
    const reader = await load([
      lived('Page Viewed', 0, { channel: 'web', properties: { path: '/kitchens', price: '90' } }),
      lived('Page Viewed', 0, { channel: 'web', properties: { path: '/ovens', price: '120' } }),
      lived('Page Viewed', 2, {
        channel: 'app',
        identifier: 'user:karim',
        properties: { path: '/kitchens/oak', email: 'karim@lille.example' },
      }),
      lived('Store Visited', 5, {
        channel: 'store',
        store: 'Lille',
        properties: { note: 'appelez le 06 12 34 56 78' },
      }),
    ])
    return { reader, workspace }
  }
  const pages: EventMatch = { event: 'Page Viewed' }
  const kitchens: EventMatch = { event: 'Page Viewed', where: [{ property: 'path', op: 'prefix', value: '/kitchens' }] }
  const ovens: EventMatch = { event: 'Page Viewed', where: [{ property: 'path', op: 'contains', value: 'oven' }] }

  describe(`a reader of rules: ${name}`, () => {
    it('names the events, their properties and their values, the most frequent first', async () => {
      const { reader, workspace } = await lille()
      expect(await reader.names(workspace)).toEqual([
        { name: 'Page Viewed', events: 3 },
        { name: 'Store Visited', events: 1 },
      ])
      expect((await reader.properties(workspace, ['Page Viewed'])).map(({ name }) => name)).toEqual([
        'path',
        'price',
        'email',
      ])
      expect(await reader.values(workspace, [], 'channel', '')).toEqual([
        { name: 'web', events: 2 },
        { name: 'app', events: 1 },
        { name: 'store', events: 1 },
      ])
      expect(await reader.values(workspace, ['Page Viewed'], 'path', 'KITCHEN')).toHaveLength(2)
    })
    it('suggests no value that says who somebody is', async () => {
      const { reader, workspace } = await lille()
      expect(await reader.values(workspace, [], 'email', '')).toEqual([])
      expect(await reader.values(workspace, [], 'note', '')).toEqual([])
    })
    it('counts what a rule recognises: events, people, channels, days', async () => {
      const { reader, workspace } = await lille()
      const seen = await reader.preview({ workspace, match: [kitchens], formerly: [], others: [] })
      expect(seen).toMatchObject({ total: 4, events: 2, people: 2 })
      expect(seen.channels).toEqual([
        { name: 'app', events: 1 },
        { name: 'web', events: 1 },
      ])
      expect(seen.days).toEqual([
        { name: '2026-09-14', events: 1 },
        { name: '2026-09-16', events: 1 },
      ])
      expect(seen.span).toEqual({ from: '2026-09-14', to: '2026-09-19' })
    })
    it('shows the latest without who they are of', async () => {
      const { reader, workspace } = await lille()
      const { samples } = await reader.preview({ workspace, match: [pages], formerly: [], others: [] })
      expect(samples[0]).toMatchObject({ person: 'user:••••im', properties: { path: '/kitchens/oak', email: '••••' } })
      expect(JSON.stringify(samples)).not.toContain('karim')
    })
    it('tells which other touchpoints recognise the same events', async () => {
      const { reader, workspace } = await lille()
      const others = [
        { id: 'ovens', match: [ovens] },
        { id: 'kitchens', match: [kitchens] },
        { id: 'store', match: [{ event: 'Store Visited' }] },
      ]
      const { overlaps } = await reader.preview({ workspace, match: [pages], formerly: [], others })
      expect(overlaps).toEqual([
        { id: 'kitchens', events: 2 },
        { id: 'ovens', events: 1 },
      ])
    })
    it('tells what the map no longer misses', async () => {
      const { reader, workspace } = await lille()
      const others = [{ id: 'ovens', match: [ovens] }]
      const { offMap } = await reader.preview({ workspace, match: [pages], formerly: [kitchens], others })
      expect(offMap).toEqual({ before: 1, after: 1 })
      const none = await reader.preview({ workspace, match: [], formerly: [], others: [] })
      expect(none).toMatchObject({ events: 0, samples: [], overlaps: [], offMap: { before: 4, after: 4 } })
    })
    it('knows nothing of another workspace', async () => {
      const { reader } = await lille()
      const elsewhere = asId<'Workspace'>('elsewhere')
      expect(await reader.names(elsewhere)).toEqual([])
      const seen = await reader.preview({ workspace: elsewhere, match: [pages], formerly: [], others: [] })
      expect(seen).toMatchObject({ total: 0, events: 0, span: null })
    })
  })
}
