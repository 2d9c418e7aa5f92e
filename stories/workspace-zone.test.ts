import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analysisEndpoints } from '../src/analyses/analyses.http.ts'
import { createAnalyst } from '../src/analyses/index.ts'
import { createApp } from '../src/api/app.ts'
import { createLive } from '../src/api/live.ts'
import { createSessions } from '../src/api/session.ts'
import { createExplorer } from '../src/explorations/index.ts'
import { localOwnerMay } from '../src/governance/index.ts'
import { createMemoryWorkspaceStore } from '../src/governance/workspace-store.memory.ts'
import { createMemoryCaseReader } from '../src/journeys/case-reader.memory.ts'
import { eventOf } from '../src/journeys/example-logs.node.ts'
import { workspaceOver } from '../src/server/workspace.ts'

const SECRET = 'the-folder-of-the-lille-store'
const NOW = Date.parse('2025-05-01T00:00:00Z')
const seen = (who: string, text: string, seq: number) =>
  eventOf({ at: Date.parse(text), identifier: `user:${who}`, event: 'Seen', seq, channel: 'store' })
/** Claire at half past eleven at night in London and half past midnight in Paris; Karim around New York's change of clocks. */
const events = [
  seen('claire', '2025-01-14T23:30:00Z', 0),
  seen('claire', '2025-01-15T12:00:00Z', 1),
  // 23:30 of the 8th in New York, before its clocks change; 23:30 of the 9th, a day of 23 hours later.
  seen('karim', '2025-03-09T04:30:00Z', 2),
  seen('karim', '2025-03-10T03:30:00Z', 3),
]
const explorer = createExplorer({
  reader: createMemoryCaseReader(events),
  version: async () => 'v1',
  now: () => NOW,
  zone: 'Asia/Tokyo',
  budget: 1_000_000,
})
const noMap = () => Promise.reject(new Error('no map is asked for'))
const ports = { explorer, map: noMap, purchases: async () => [], now: () => NOW }
const analyst = createAnalyst({ ports, sample: async () => undefined, version: explorer.version, budget: 1e6 })
const live = createLive()
const told: string[] = []
live.listen(([first]) => told.push(first))
const workspace = workspaceOver(createMemoryWorkspaceStore(), live)
let app: Awaited<ReturnType<typeof createApp>>
let url = ''

beforeAll(async () => {
  app = await createApp({
    version: '0.1.0',
    now: () => NOW,
    sessions: createSessions(SECRET),
    endpoints: [
      ...workspace.endpoints,
      ...workspace.inZone(analysisEndpoints({ analyst: workspace.analysing(analyst), may: localOwnerMay })),
    ],
    pages: { '/': async () => ({ html: '' }) },
    vitals: async () => ({ tallies: {}, up: {} }),
    journal: () => {},
  })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const authorization = `Bearer ${SECRET}`
const move = (zone: string) =>
  fetch(`${url}/api/workspace`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ zone }),
  })

interface Days {
  readonly zone: string
  readonly series: readonly { readonly points: readonly { readonly period: string; readonly count: number }[] }[]
}
/** The days on which somebody was seen. */
const days = async (asked = '') => {
  const answer = await fetch(`${url}/api/analyses/trends?calendar=day${asked}`, { headers: { authorization } })
  const { zone, series } = (await answer.json()) as Days
  const busy = (series[0]?.points ?? []).filter(({ count }) => count > 0)
  return [zone, ...busy.map(({ period, count }) => `${period} ${count}`)]
}

describe('the zone of a workspace', () => {
  it('is Paris until another is set, and cuts the days of whoever names none', async () => {
    expect(await days('&to=2025-02-01')).toEqual(['Europe/Paris', '2025-01-15 2'])
    expect(await (await move('Europe/London')).json()).toEqual({ zone: 'Europe/London' })
    expect(await days('&to=2025-02-01')).toEqual(['Europe/London', '2025-01-14 1', '2025-01-15 1'])
    expect(await days('&to=2025-02-01&zone=Europe/Paris')).toEqual(['Europe/Paris', '2025-01-15 2'])
    expect(told).toContain('everything')
  })
  it('says when a date without a zone begins', async () => {
    await move('Europe/London')
    expect(await days('&from=2025-01-15&to=2025-02-01')).toEqual(['Europe/London', '2025-01-15 1'])
    await move('Europe/Paris')
    expect(await days('&from=2025-01-15&to=2025-02-01')).toEqual(['Europe/Paris', '2025-01-15 2'])
  })
  it('says which days a named period holds', async () => {
    const look = '&asOf=2025-01-20T12:00:00Z&period=7d'
    await move('Europe/Paris')
    // The seven days to the 20th begin on the 14th: Claire came to be known within them, in either zone.
    expect(await days(look)).toEqual(['Europe/Paris', '2025-01-15 2'])
    const later = '&asOf=2025-01-21T12:00:00Z&period=7d'
    expect(await days(later)).toEqual(['Europe/Paris', '2025-01-15 2'])
    await move('Europe/London')
    expect(await days(later)).toEqual(['Europe/London'])
  })
  it('has its own nights on which clocks change', async () => {
    await move('America/New_York')
    expect(await days('&from=2025-03-01')).toEqual(['America/New_York', '2025-03-08 1', '2025-03-09 1'])
    await move('Europe/Paris')
    expect(await days('&from=2025-03-01')).toEqual(['Europe/Paris', '2025-03-09 1', '2025-03-10 1'])
  })
  it('is refused where no zone is called so, and stays what it was', async () => {
    await move('UTC')
    const refused = await move('Mars/Olympus')
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'unknown-zone' })
    expect((await days())[0]).toBe('UTC')
  })
})
