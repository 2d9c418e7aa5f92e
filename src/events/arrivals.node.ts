import { type Id, Refused } from '../kernel/index.ts'
import type { LogReader } from '../storage/bus/log.ts'
import { LOADER } from '../storage/clickhouse/loader.ts'
import type { Arrival, ArrivalReader, Arrivals } from './arrivals.ts'
import { OWN_SOURCE } from './event.ts'
import { arrivalOf } from './event-row.ts'

/** Rows of one portion: a second's worth at the rate that is promised, and some more to catch up. */
const MOST_ROWS = 60_000

interface Portion {
  readonly events: Arrival[]
  latest: number | null
  rows: number
}

/** Finds events in rows; gives whether any of them was told by somebody else. */
const eventsIn = (payload: Uint8Array, workspace: string, found: Portion): boolean => {
  let heard = false
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8')
  for (let from = 0; from < text.length; ) {
    const until = text.indexOf('\n', from)
    const line = text.slice(from, until === -1 ? text.length : until)
    from = until === -1 ? text.length : until + 1
    found.rows++
    const event = arrivalOf(line)
    const own = event.source === OWN_SOURCE
    heard ||= !own
    if (event.workspace !== workspace) continue
    found.events.push(event)
    // What was written down here moves no time.
    if (!own && event.at > (found.latest ?? Number.NEGATIVE_INFINITY)) found.latest = event.at
  }
  return heard
}

/**
 * Reads the log, no further than the loader has come: what is read here can be queried, too. Several follow it one after
 * the other: what was read last is given again to who asks from the same place.
 */
export const createArrivalReader = (log: LogReader): ArrivalReader => {
  let last: { readonly of: Id<'Workspace'>; readonly from: number; readonly arrivals: Arrivals } | undefined
  const read = async (workspace: Id<'Workspace'>, offset: number, upTo: number): Promise<Arrivals | undefined> => {
    const found: Portion = { events: [], latest: null, rows: 0 }
    let [end, live] = [offset, false]
    try {
      for await (const record of log.read(offset)) {
        if (record.end > upTo || found.rows >= MOST_ROWS) break
        end = record.end
        if (record.header.stream !== 'events') continue
        if (eventsIn(record.payload, workspace, found)) live ||= record.header.live === true
      }
    } catch (problem) {
      if (problem instanceof Refused && problem.refusal.code === 'log-trimmed') return undefined
      throw problem
    }
    return { ...found, end, live, more: end < upTo }
  }
  return {
    end: () => log.position(LOADER),
    coming: async (workspace, offset) => read(workspace, offset, await log.durableEnd()),
    passed: (offset) => log.passed(offset),
    async after(workspace, offset) {
      if (last?.of === workspace && last.from === offset && last.arrivals.end > offset) return last.arrivals
      const arrivals = await read(workspace, offset, await log.position(LOADER))
      last = arrivals && { of: workspace, from: offset, arrivals }
      return arrivals
    },
  }
}
