import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { createMemoryLog } from '../storage/bus/log.memory.ts'
import { LOADER } from '../storage/clickhouse/loader.ts'
import { createArrivalReader } from './arrivals.node.ts'
import { type Event, eventRows, OWN_SOURCE } from './index.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)

const happened = (seq: number, given: Partial<Event>): Event => ({
  ...{ id: asId<'Event'>(`00000000-0000-4000-8000-00000000000${seq}`), workspace, source: 'site', receivedAt: MARCH },
  ...{ at: MARCH, rank: 0, seq, identifier: 'user:claire', caseId: '', event: 'Page Viewed', channel: 'web' },
  ...{ channelInferred: false, party: 'own', store: '', adviser: '', properties: {}, ...given },
})

it('reads what the loader has passed, in the order of arrival, for as many as follow it; nothing where it is gone', async () => {
  const log = createMemoryLog()
  const loader = log.reader(LOADER)
  const append = async (events: readonly Event[], live: boolean) => {
    const header = { stream: 'events', rows: events.length, at: MARCH, ...(live && { live }) } as const
    const { end } = await log.writer.append(header, eventRows(events).rows)
    return end
  }
  const reader = createArrivalReader(log.reader('passages'))
  const visit = happened(1, {
    event: 'Visit',
    at: MARCH + 2.125,
    properties: { path: "l'été\t/", 'traits.city': 'Lille' },
  })
  const first = await append([visit, happened(2, { at: MARCH + 9 })], false)
  const second = await append([happened(3, { workspace: asId('elsewhere') })], true)
  await loader.passed(first)
  expect(await reader.end()).toBe(first)
  const came = await reader.after(workspace, 0)
  expect(came).toMatchObject({ end: first, latest: MARCH + 9, live: false, rows: 2, more: false })
  expect(came?.events).toMatchObject([visit, happened(2, { at: MARCH + 9 })])
  expect(came?.events.map((event) => event.says('traits.'))).toEqual([true, false])
  // Who asks from the same place is given the same, though more has come since.
  await loader.passed(second)
  expect(await reader.after(workspace, 0)).toBe(came)
  expect(await reader.after(workspace, first)).toMatchObject({ events: [], end: second, live: true, rows: 1 })
  // What no question finds yet has come all the same.
  const third = await append([happened(4, {})], true)
  expect(await reader.after(workspace, second)).toMatchObject({ events: [], end: second, more: false })
  expect(await reader.coming(workspace, second)).toMatchObject({ events: [happened(4, {})], end: third, more: false })
  await reader.passed(first)
  expect(await log.reader('ingest').position('passages')).toBe(first)
  await append([visit], true)
  await log.writer.trim(second)
  expect(await reader.after(workspace, 0)).toBeUndefined()
})

it('hears no time in what was written down here: a consent noted today ends no imported journey of last year', async () => {
  const log = createMemoryLog()
  const header = { stream: 'events', rows: 1, at: MARCH, live: true } as const
  const word = happened(1, { event: 'Consent Given', source: OWN_SOURCE, at: MARCH + 9 })
  const { end } = await log.writer.append(header, eventRows([word]).rows)
  await log.reader(LOADER).passed(end)
  expect(await createArrivalReader(log.reader('passages')).after(workspace, 0)).toMatchObject({
    ...{ latest: null, live: false, rows: 1 },
  })
})
