import { expect, it } from 'vitest'
import { type Event, eventRows, OWN_SOURCE } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { asId } from '../kernel/index.ts'
import { createMemoryLog } from '../storage/bus/log.memory.ts'
import { LOADER } from '../storage/clickhouse/loader.ts'
import { createArrivalReader } from './arrivals.node.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)

it('reads what the loader has passed, in the order of arrival, only what a map names; nothing where it is gone', async () => {
  const log = createMemoryLog()
  const loader = log.reader(LOADER)
  const append = async (events: readonly Event[], live: boolean) => {
    const header = { stream: 'events', rows: events.length, at: MARCH, ...(live && { live }) } as const
    const { end } = await log.writer.append(header, eventRows(events).rows)
    return end
  }
  const reader = createArrivalReader(log.reader('passages'))
  const visit = eventOf({ event: 'Visit', at: MARCH + 2.125, seq: 7, properties: { path: "l'été\t/" } })
  const first = await append([visit, eventOf({ event: 'Page Viewed', at: MARCH + 9 })], false)
  const second = await append([eventOf({ event: 'Visit', at: MARCH, workspace: asId('elsewhere') })], true)
  await loader.passed(first)
  const names = new Set(['Visit'])
  expect(await reader.end()).toBe(first)
  expect(await reader.after(workspace, 0, names)).toEqual({
    ...{ events: [visit], end: first, latest: MARCH + 9, live: false, rows: 2, more: false },
  })
  await loader.passed(second)
  expect(await reader.after(workspace, first, names)).toMatchObject({ events: [], end: second, live: true, rows: 1 })
  expect(await log.reader('ingest').position('passages')).toBe(first)
  await append([visit], true)
  await log.writer.trim(second)
  expect(await reader.after(workspace, 0, names)).toBeUndefined()
})

it('hears no time in what was written down here: a consent noted today ends no imported journey of last year', async () => {
  const log = createMemoryLog()
  const header = { stream: 'events', rows: 1, at: MARCH, live: true } as const
  const word = eventOf({ event: 'Consent Given', source: OWN_SOURCE, at: MARCH + 9 })
  const { end } = await log.writer.append(header, eventRows([word]).rows)
  await log.reader(LOADER).passed(end)
  expect(await createArrivalReader(log.reader('passages')).after(workspace, 0, new Set())).toMatchObject({
    ...{ latest: null, live: false, rows: 1 },
  })
})
