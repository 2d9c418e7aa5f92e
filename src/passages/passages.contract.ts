import fc from 'fast-check'
import { expect } from 'vitest'
import type { Event } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { type CaseReader, follow, recogniserOf, rulesOf, STATUS } from '../journeys/index.ts'
import { HOUR } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { PassagePeople } from './passage-people.ts'
import type { PassageReader } from './passage-reader.ts'
import type { PassageStore } from './passage-store.ts'
import { createPassages } from './passages.ts'
import { closedAtOf, statusOf } from './walk.ts'

const { workspace } = LOCAL_OWNER

/** Where passages are kept and cases read, empty; `store` comes to hold what arrives and who is who. */
export interface Shelf {
  readonly store: PassageStore
  readonly reader: PassageReader
  readonly cases: CaseReader
  readonly people: PassagePeople
  readonly personOf: (identifier: string) => string
  /** Makes these queryable. */
  load(events: readonly Event[]): Promise<void>
  become(identifier: string, person: string): Promise<void>
}

/** What arrives, who is who, and what time it is: all that a fold looks at. */
const world = (map: JourneyMap, shelf: Shelf) => {
  const arrived: Event[] = []
  const { store, reader, cases, people, personOf } = shelf
  let loaded = 0
  const state = { clock: 0, live: true, maps: [{ map, revision: 1 }], kept: 0 }
  const passages = createPassages({
    store,
    arrivals: {
      end: async () => arrived.length,
      passed: async () => {},
      coming: async () => undefined,
      after: async (_, offset) => {
        if (offset < state.kept) return undefined
        const events = arrived.slice(offset)
        return {
          events: events.map((event) => ({ ...event, says: () => true })),
          end: arrived.length,
          latest: events.length === 0 ? null : Math.max(...events.map(({ at }) => at)),
          live: state.live && events.length > 0,
          rows: events.length,
          more: false,
        }
      },
    },
    reader,
    people,
    maps: async () => state.maps,
    now: () => state.clock,
  })
  return {
    arrived,
    state,
    store,
    fold: async () => {
      if (arrived.length > loaded) await shelf.load(arrived.slice(loaded))
      loaded = arrived.length
      await passages.fold(LOCAL_OWNER)
    },
    /** What `lived` says of the same, at the same time. */
    batch: async () => {
      // What was trimmed before it was read tells nobody whether it came live.
      const { live } = await store.progress(workspace)
      const at = live ? state.clock : Math.max(...arrived.map((event) => event.at))
      const table = await cases.journeys({ workspace, filter: {}, inferred: 'person' }, recogniserOf(map))
      const found = follow(table, rulesOf(map), at)
      return Array.from({ length: found.count }, (_, i) => ({
        key: table.keys[found.caseOf[i] ?? 0],
        status:
          found.status[i] === STATUS.open ? 'open' : found.status[i] === STATUS.succeeded ? 'succeeded' : 'abandoned',
        opened: found.openedAt[i],
        closed: Number.isNaN(found.closedAt[i]) ? null : found.closedAt[i],
        stage: map.stages[found.stage[i] ?? -1]?.id ?? null,
        late: found.status[i] === STATUS.open && found.onTrack[i] === 0,
      })).sort(inOrder)
    },
    live: async () => {
      const identifiers = [...new Set(arrived.map(({ identifier }) => personOf(identifier)))]
      return (await store.of(workspace, identifiers))
        .flatMap(({ key, stage, passage }) =>
          passage
            ? [
                {
                  key,
                  status: statusOf(passage),
                  opened: passage.instance.openedAt,
                  closed: closedAtOf(passage),
                  stage,
                  late: passage.late,
                },
              ]
            : [],
        )
        .sort(inOrder)
    },
  }
}

const inOrder = (a: { key?: string | undefined; opened?: number | undefined }, b: typeof a): number =>
  (a.key ?? '') < (b.key ?? '') ? -1 : a.key === b.key ? (a.opened ?? 0) - (b.opened ?? 0) : 1

const hours = (n: number | undefined) => (n === undefined ? {} : { max: `PT${n}H` })
const maps: fc.Arbitrary<JourneyMap> = fc
  .record({
    entry: fc.boolean(),
    success: fc.boolean(),
    window: fc.option(fc.integer({ min: 2, max: 30 }), { nil: undefined }),
    max: fc.tuple(...[0, 1].map(() => fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }))),
    expected: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    timeout: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  })
  .map(({ entry, success, window, max, expected, timeout }) => ({
    format: 'parcours/1',
    id: 'kitchen',
    title: 'Kitchen',
    perimeter: {
      ...(entry && { entry: { event: 'Visit' } }),
      ...(success && { success: { event: 'Order' } }),
      ...(window !== undefined && { window: `PT${window}H` }),
    },
    stages: [
      { id: 'discover', phase: 'before', title: '', ...hours(max[0]), ...(expected && { expected: `PT${expected}H` }) },
      { id: 'decide', phase: 'during', title: '', ...hours(max[1]) },
      { id: 'live', phase: 'after', title: '' },
    ],
    touchpoints: [
      { id: 'visit', stage: 'discover', title: '', match: [{ event: 'Visit' }] },
      {
        id: 'quote',
        stage: 'decide',
        title: '',
        match: [{ event: 'Quote' }],
        ...(timeout && { timeout: `PT${timeout}H` }),
      },
      { id: 'fit', stage: 'live', title: '', match: [{ event: 'Fit' }] },
    ],
  }))

const NAMES = ['Visit', 'Quote', 'Order', 'Fit', 'Survey Answered', 'Page Viewed']
const IDENTIFIERS = ['user:claire', 'anonymous:b7c1', 'email:claire@lille.example', 'user:karim']
const acts = fc.array(
  fc.oneof(
    {
      weight: 24,
      arbitrary: fc.record({
        event: fc.constantFrom(...NAMES),
        at: fc.nat(40),
        identifier: fc.constantFrom(...IDENTIFIERS),
        caseId: fc.constantFrom('', '', '', 'K1'),
      }),
    },
    { weight: 6, arbitrary: fc.constant('fold' as const) },
    {
      weight: 4,
      arbitrary: fc.record({ identifier: fc.constantFrom(...IDENTIFIERS), person: fc.constantFrom(...IDENTIFIERS) }),
    },
    { weight: 3, arbitrary: fc.record({ wait: fc.nat(10) }) },
    { weight: 1, arbitrary: fc.constant('trim' as const) },
  ),
  { maxLength: 40 },
)

/**
 * The law of live journeys: they are what `lived` says, in whatever order events arrive, merges and unmerges among them,
 * and however often they are folded. `open` gives an empty shelf.
 */
export const liveEqualsBatch = async (open: () => Promise<Shelf>, rounds: number): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(maps, acts, fc.boolean(), async (map, drawn, heard) => {
      const shelf = await open()
      const all = world(map, shelf)
      all.state.live = heard
      all.state.clock = 40 * HOUR
      await all.fold()
      for (const [i, act] of drawn.entries()) {
        if (act === 'fold') await all.fold()
        else if (act === 'trim') all.state.kept = all.arrived.length
        else if ('wait' in act) all.state.clock += act.wait * HOUR
        else if ('person' in act) await shelf.become(act.identifier, act.person)
        else all.arrived.push(eventOf({ ...act, at: act.at * HOUR, seq: i + 1 }))
      }
      await all.fold()
      if (all.arrived.length === 0) return
      expect(await all.live()).toEqual(await all.batch())
      // Nothing came since: nothing changes, and nothing is told twice.
      const told = (await all.store.told(workspace, 0, 1000)).map(({ id }) => id)
      await all.fold()
      expect(await all.live()).toEqual(await all.batch())
      expect((await all.store.told(workspace, 0, 1000)).map(({ id }) => id)).toEqual(told)
    }),
    { numRuns: rounds, endOnFailure: rounds < 50 },
  )
}

/**
 * Made one and parted again, both stand where they stood, at the same time of the clock. (What time alone makes of a journey
 * goes on meanwhile, as it does for everybody.) What was told of the one they were stays told.
 */
export const partedAsTheyStood = async (open: () => Promise<Shelf>, rounds: number): Promise<void> => {
  const who = fc.constantFrom(...IDENTIFIERS)
  await fc.assert(
    fc.asyncProperty(maps, acts, who, who, async (map, drawn, one, other) => {
      const shelf = await open()
      const all = world(map, shelf)
      all.state.clock = 40 * HOUR
      for (const [i, act] of drawn.entries()) {
        if (typeof act === 'object' && 'person' in act) await shelf.become(act.identifier, act.person)
        else if (typeof act === 'object' && 'event' in act)
          all.arrived.push(eventOf({ ...act, at: act.at * HOUR, seq: i + 1 }))
      }
      await all.fold()
      const [before, was] = [await all.live(), shelf.personOf(one)]
      await shelf.become(one, shelf.personOf(other))
      await all.fold()
      const told = (await all.store.told(workspace, 0, 1000)).map(({ id }) => id)
      await shelf.become(one, was)
      await all.fold()
      expect(await all.live()).toEqual(before)
      expect((await all.store.told(workspace, 0, 1000)).map(({ id }) => id)).toEqual(expect.arrayContaining(told))
    }),
    { numRuns: rounds, endOnFailure: rounds < 50 },
  )
}
