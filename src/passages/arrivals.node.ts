import { OWN_SOURCE, readEvent } from '../events/index.ts'
import { Refused } from '../kernel/index.ts'
import type { LogReader } from '../storage/bus/log.ts'
import { LOADER } from '../storage/clickhouse/loader.ts'
import type { ArrivalReader, Arrivals } from './arrivals.ts'

/** Rows of one portion: a second's worth at the rate that is promised, and some more to catch up. */
const MOST_ROWS = 60_000

/** Cells of a row: whose, from where, when, named how. */
const [WORKSPACE, SOURCE, AT, NAME] = [1, 2, 3, 9]

/** The first ten cells of a line: what decides whether the rest is read. */
const headOf = (line: string): readonly string[] => line.split('\t', NAME + 1)

/** Finds events in rows; gives whether any of them was told by somebody else. */
const eventsIn = (
  payload: Uint8Array,
  workspace: string,
  names: ReadonlySet<string>,
  found: { events: Arrivals['events'][number][]; latest: number | null; rows: number },
): boolean => {
  let heard = false
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8')
  for (let from = 0; from < text.length; ) {
    const until = text.indexOf('\n', from)
    const line = text.slice(from, until === -1 ? text.length : until)
    from = until === -1 ? text.length : until + 1
    found.rows++
    const head = headOf(line)
    const own = head[SOURCE] === OWN_SOURCE
    heard ||= !own
    if (head[WORKSPACE] !== workspace) continue
    if (names.has(head[NAME] ?? '')) found.events.push(readEvent(line))
    // What was written down here moves no time.
    if (own) continue
    const seconds = head[AT] ?? ''
    const at = seconds.includes(' ') ? Number.NaN : Number(seconds) * 1000
    if (at > (found.latest ?? Number.NEGATIVE_INFINITY)) found.latest = at
  }
  return heard
}

/** Reads the log, no further than the loader has come: what is read here can be queried, too. */
export const createArrivalReader = (log: LogReader): ArrivalReader => ({
  end: () => log.position(LOADER),
  async after(workspace, offset, names) {
    // What was kept of before is kept for good.
    await log.passed(offset)
    const loaded = await log.position(LOADER)
    const found = { events: [] as Arrivals['events'][number][], latest: null as number | null, rows: 0 }
    let [end, live] = [offset, false]
    try {
      for await (const record of log.read(offset)) {
        if (record.end > loaded || found.rows >= MOST_ROWS) break
        end = record.end
        if (record.header.stream !== 'events') continue
        if (eventsIn(record.payload, workspace, names, found)) live ||= record.header.live === true
      }
    } catch (problem) {
      if (problem instanceof Refused && problem.refusal.code === 'log-trimmed') return undefined
      throw problem
    }
    return { ...found, end, live, more: end < loaded }
  },
})
