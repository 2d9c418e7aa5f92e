import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createArrivalReader } from '../events/arrivals.node.ts'
import { type Event, eventRows, storedProperties } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { createMemoryLog } from '../storage/bus/log.memory.ts'
import { LOADER } from '../storage/clickhouse/loader.ts'
import type { Face } from './face.ts'
import { type Sighting, type StoredFaceReader, seenAgain, sightingsIn } from './face-sighting.ts'
import { facesFrom } from './faces-from.ts'
import { NOTHING_READ, type Reading } from './naming-reader.ts'

const { workspace } = LOCAL_OWNER
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 300)

const happened = (seq: number, identifier: string): Event => ({
  ...{ id: asId(`00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`), workspace, source: 'site', at: seq },
  ...{ receivedAt: seq, rank: 0, seq, identifier, caseId: '', event: 'Visit', channel: 'web', channelInferred: false },
  ...{ party: 'own', store: '', adviser: '', properties: storedProperties({ 'traits.city': 'Lille' }) },
})

/** A log, a loader and a table, in which something may happen whenever somebody waits. */
const world = (happens: () => readonly Act[]) => {
  const log = createMemoryLog()
  const loader = log.reader(LOADER)
  const kept: { readonly event: Event; readonly end: number }[] = []
  let [table, passed]: [number, number] = [0, 0]
  const act = async (what: Act): Promise<void> => {
    if (what.kind === 'insert') table = Math.max(table, Math.min(kept.length, table + what.n))
    else if (what.kind === 'pass') {
      passed = table
      await loader.passed(kept[passed - 1]?.end ?? 0)
    } else {
      const event = happened(kept.length + 1, what.who)
      const header = { stream: 'events', rows: 1, at: 0, live: true } as const
      kept.push({ event, end: (await log.writer.append(header, eventRows([event]).rows)).end })
    }
  }
  const meanwhile = async () => {
    for (const what of happens()) await act(what)
  }
  const seenIn = (but: (event: Event) => boolean, of?: ReadonlyMap<string, unknown>): Sighting[] => {
    const rows = kept.slice(0, table).filter(({ event }) => !of || of.has(event.identifier))
    const counted = new Map<string, number>()
    for (const { event } of rows)
      counted.set(event.identifier, (counted.get(event.identifier) ?? 0) + (but(event) ? 0 : 1))
    return sightingsIn(
      rows.map(({ event }) => ({ ...event, says: () => true })),
      [],
    ).map((seen) => ({ ...seen, events: counted.get(seen.filed) ?? 0 }))
  }
  const stored: StoredFaceReader = {
    async *since() {
      await meanwhile()
      const all = seenIn(() => false)
      const half = Math.ceil(all.length / 2)
      yield { seen: all.slice(0, half), whole: true }
      await meanwhile()
      const others = new Set(all.slice(0, half).map(({ filed }) => filed))
      yield { seen: seenIn(() => false).filter(({ filed }) => !others.has(filed)), whole: true }
      await meanwhile()
      yield { seen: [], whole: true, reading: NOTHING_READ }
    },
    without: async (_, uncounted) => {
      await meanwhile()
      const seen = seenIn((event) => uncounted.get(event.identifier)?.includes(event.id) ?? false, uncounted)
      await meanwhile()
      return seen
    },
  }
  const faces = new Map<string, Face>()
  let reading: Reading = NOTHING_READ
  const reader = facesFrom(createArrivalReader(log.reader('passages')), stored)
  return {
    fold: async () => {
      for await (const part of reader.since(workspace, reading, [])) {
        for (const seen of part.seen)
          faces.set(seen.filed, {
            ...seenAgain(part.whole ? undefined : faces.get(seen.filed), seen),
            alone: asId('p'),
          })
        reading = part.reading ?? reading
      }
      return reading.offset !== undefined
    },
    rest: async () => {
      await act({ kind: 'insert', n: kept.length })
      await act({ kind: 'pass' })
    },
    counts: () => new Map([...faces].map(([filed, { events }]) => [filed, events])),
    truth: () =>
      new Map(
        sightingsIn(
          kept.map(({ event }) => ({ ...event, says: () => true })),
          [],
        ).map(({ filed, events }) => [filed, events]),
      ),
  }
}

type Act =
  | { readonly kind: 'append'; readonly who: string }
  | { readonly kind: 'insert'; readonly n: number }
  | { readonly kind: 'pass' }
const acts = fc.array(
  fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('append' as const),
          who: fc.constantFrom('user:claire', 'user:karim', 'anonymous:b7'),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('insert' as const), n: fc.integer({ min: 1, max: 3 }) }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'pass' as const }) },
    ),
    { maxLength: 4 },
  ),
  { maxLength: 25 },
)

it('what arrives while everything is read whole is counted once, whenever it is loaded', () =>
  fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 4 }), async (drawn, folds) => {
      const left = [...drawn]
      const all = world(() => left.shift() ?? [])
      for (let fold = 0; fold < folds; fold++) await all.fold()
      left.length = 0
      await all.rest()
      // Nothing happens any more: it is followed from here on, and what was left is counted.
      expect([await all.fold(), await all.fold()]).toContain(true)
      expect(all.counts()).toEqual(all.truth())
    }),
    { numRuns: ROUNDS },
  ))
