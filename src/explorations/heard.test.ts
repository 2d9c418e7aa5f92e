import { describe, expect, it } from 'vitest'
import { eventOf } from '../journeys/example-logs.node.ts'
import { asId, DAY, MINUTE } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { explorerOf } from './explorer.contract.ts'
import { heardBy } from './heard.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Visit' }, success: { event: 'Sign' }, window: 'P7D' },
  stages: [{ id: 'discover', phase: 'before', title: 'Discover' }],
  touchpoints: [{ id: 'visit', stage: 'discover', title: 'Visit', match: [{ event: 'Visit' }] }],
}
const EVENTS = [
  eventOf({ at: 0, event: 'Visit', identifier: 'user:claire', source: 'shop' }),
  eventOf({ at: 2 * DAY, event: 'Visit', identifier: 'user:karim', source: 'crm-export' }),
]
const NOW = 30 * DAY + 7 * MINUTE
const lived = async (sources: readonly string[], asked: { source?: string; to?: number; asOf?: number } = {}) => {
  const { asOf, ...filter } = asked
  const heard = heardBy(sources, NOW)
  const { instances, asOf: then } = await explorerOf(EVENTS, NOW).explore({
    workspace: asId<'Workspace'>('default'),
    ...{ map: MAP, hash: 'kitchen', filter, look: {} },
    ...(asOf !== undefined && { asOf }),
    ...(heard && { heard }),
  })
  return { days: then / DAY, open: instances.status.filter((status) => status === 0).length }
}

describe('as of when a journey is told where nothing is said of it', () => {
  it('is the latest event of what was imported: nothing is known of later', async () => {
    expect(await lived([])).toEqual({ days: 2, open: 2 })
    expect(await lived(['a source that never sent anything'])).toEqual({ days: 2, open: 2 })
  })
  it('is the clock’s time where a source tells what happens as it happens: who has said nothing since has left', async () => {
    expect(await lived(['shop'])).toEqual({ days: 30, open: 0 })
    expect(await lived(['shop'], { source: 'shop' })).toEqual({ days: 30, open: 0 })
  })
  it('is of the source that is asked about, never after its end, and what was asked', async () => {
    expect(await lived(['shop'], { source: 'crm-export' })).toEqual({ days: 2, open: 1 })
    expect(await lived(['shop'], { to: 5 * DAY })).toEqual({ days: 5, open: 2 })
    expect(await lived(['shop'], { asOf: 3 * DAY })).toEqual({ days: 3, open: 2 })
  })
})
