import { createHash } from 'node:crypto'
import { type Event, eventRows } from '../events/index.ts'
import type { EventSink, Kept } from '../imports/index.ts'
import { apolline } from './apolline.ts'
import { type CompanyOptions, interactions } from './company.ts'
import { DEMO_SOURCE } from './diary.ts'

const BATCH = 5000

/** The same company has the same key: keeping it twice adds nothing, and an interrupted keeping resumes. */
const keyOf = (options: CompanyOptions): string =>
  createHash('sha256')
    .update(JSON.stringify({ company: 1, ...options }))
    .digest('hex')

/** Events in batches of at most `size`. */
function* batches(events: Iterable<Event>, size: number): Generator<readonly Event[]> {
  let batch: Event[] = []
  for (const event of events) {
    batch.push(event)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/**
 * Generates the company and keeps its events, once each: resolves when all can be queried. `told` is called after each
 * batch with how many events were given so far.
 */
export const keepCompany = async (
  sink: EventSink,
  options: CompanyOptions,
  told: (given: number) => void = () => {},
): Promise<Kept> => {
  const open = await sink.open({ workspace: 'default', source: DEMO_SOURCE, key: keyOf(options), ids: 'given' })
  let given = 0
  for (const batch of batches(interactions(options), BATCH)) {
    given += batch.length
    await open.append({
      ...eventRows(batch.map((event) => ({ ...event, seq: open.seqBase + event.seq }))),
      resume: { given },
    })
    told(given)
  }
  return open.finish()
}

/** Keeps the one customer who is met under seven names: each system that met her is a source of its own. */
export const keepApolline = async (sink: EventSink): Promise<Kept> => {
  const hers = apolline()
  let [kept, duplicates] = [0, 0]
  for (const source of new Set(hers.map((event) => event.source))) {
    const open = await sink.open({ workspace: 'default', source, key: keyOf({}), ids: 'given' })
    const told = hers.filter((event) => event.source === source)
    await open.append({
      ...eventRows(told.map((event) => ({ ...event, seq: open.seqBase + event.seq }))),
      resume: { given: told.length },
    })
    const done = await open.finish()
    kept += done.kept
    duplicates += done.duplicates
  }
  return { kept, duplicates }
}
