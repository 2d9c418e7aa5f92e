import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CaseSpans, eventsInSpans, sessionsOf, spansOf } from '../journeys/index.ts'
import { followEdges } from '../journeys/log-edges.ts'
import { countVariants } from '../journeys/log-variants.ts'
import { DAY, HOUR } from '../kernel/index.ts'
import { activityOf } from './activity.ts'
import { type Counted, countActivity, whoCounts } from './activity-counts.ts'
import { calendarOf } from './calendar.ts'
import { firstInstant } from './calendar-option.ts'
import { channelPaths } from './channel-paths.ts'
import { flowOf, waitsBetween, whoBegan } from './flow.ts'
import { funnel } from './funnel.ts'
import { pathsOf } from './paths.ts'
import { retention } from './retention.ts'
import { chooseVariants, namesAlong, pathsIn, secondsOf, whoLived } from './variants.ts'
import { countWaits, tellWaits, whoWaits } from './waits.ts'

/** One person: after a pause, what happened on which channel; and how much of it is looked at, if any. */
interface Person {
  readonly lived: readonly { readonly pause: number; readonly what: number; readonly on: number }[]
  readonly seen: number
}

const names = { activities: ['visit', 'call', 'quote'], channels: ['web', 'phone'] }

const tableOf = (people: readonly Person[]) => {
  const lived = people.map((one) => {
    let now = 0
    return one.lived.map(({ pause, what, on }) => {
      now += pause * (HOUR / 4)
      return { at: now, what, on }
    })
  })
  const flat = lived.flat()
  return {
    ...names,
    keys: people.map((_, p) => `person:${p}`),
    inferred: new Uint8Array(people.length).fill(1),
    starts: Uint32Array.from([0, ...lived.map((_, p) => lived.slice(0, p + 1).flat().length)]),
    at: Float64Array.from(flat, ({ at }) => at),
    activity: Uint16Array.from(flat, ({ what }) => what),
    channel: Uint16Array.from(flat, ({ on }) => on),
  }
}

/** What is looked at of everybody, where it stands: those of whom nothing is are left out. */
const cutOf = (people: readonly Person[]): CaseSpans => {
  const { keys, inferred, begins, ends, ...columns } = spansOf(tableOf(people))
  const kept = people.flatMap(({ seen }, p) => (seen >= 0 ? [p] : []))
  return {
    ...columns,
    keys: kept.map((p) => keys[p] ?? ''),
    inferred: Uint8Array.from(kept, (p) => inferred[p] ?? 0),
    begins: Uint32Array.from(kept, (p) => begins[p] ?? 0),
    ends: Uint32Array.from(kept, (p) => Math.min(ends[p] ?? 0, (begins[p] ?? 0) + (people[p]?.seen ?? 0))),
  }
}

/** The same people alone, of whom nothing else is known. */
const aloneOf = (people: readonly Person[]): CaseSpans => {
  const kept = people.flatMap((one, p) => (one.seen >= 0 ? [{ key: `person:${p}`, one }] : []))
  const table = tableOf(kept.map(({ one }) => ({ ...one, lived: one.lived.slice(0, one.seen) })))
  return spansOf({ ...table, keys: kept.map(({ key }) => key) })
}

const steps = [0, 1].map((code) => ({ label: `${code}`, codes: [code] }))
const everything = async (table: CaseSpans) => {
  const sequences = { ...table, code: table.activity }
  const days = calendarOf('day', 'Europe/Paris', 0, 30 * DAY)
  const ways = pathsIn(table)
  const { kept, best } = chooseVariants(table, ways, { starts: [0], ends: [1, 2], top: 3 })
  const told = best.map((v) => namesAlong(table, ways.first[v] ?? 0))
  const { activities } = table
  const who = (counted: Counted, cell: number) => whoCounts(table, days, counted, cell)
  const waits = tellWaits(
    steps.map(({ label }) => label),
    [countWaits(table, steps, 30 * DAY)],
  )
  const orders = (['ordered', 'strict', 'any'] as const).map((order) => {
    const { events: _, ...answer } = funnel(sequences, { steps, order, window: DAY, windowFrom: 'first' })
    return { ...answer, reached: [...answer.reached] }
  })
  return {
    size: [eventsInSpans(table), firstInstant(table, 30 * DAY), table.keys],
    orders,
    paths: (['from', 'to'] as const).map((direction) => pathsOf(sequences, { direction, depth: 3, perStep: 2 }).answer),
    retention: retention(sequences, days, { kind: 'bounded', periods: 3, asOf: 30 * DAY }),
    ways: [countVariants(table, 5), told, secondsOf(table, ways, best), whoLived(ways, kept)],
    flow: [
      await flowOf({ sequences, activities }, 10, (pairs) => waitsBetween(sequences, activities.length, pairs)),
      whoBegan(sequences, 1, 'end'),
      followEdges(table),
    ],
    activity: [
      activityOf(countActivity(table, days), table, days),
      who('only', 0),
      who('bounce', 1),
      who('name', 1),
      who('once', 0),
    ],
    waits: [waits, whoWaits(table, steps, 0, 'waiting')],
    channels: channelPaths(table, [2]),
  }
}

it('some of the cases, where they stand among others, are answered for as if there were no others', async () => {
  const person = fc.record({
    lived: fc.array(fc.record({ pause: fc.nat(9), what: fc.nat(2), on: fc.nat(1) }), { maxLength: 6 }),
    seen: fc.integer({ min: -1, max: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 8 }), async (people) => {
      const [cut, alone] = [cutOf(people), aloneOf(people)]
      expect(await everything(cut)).toEqual(await everything(alone))
      expect(await everything(sessionsOf(cut))).toEqual(await everything(sessionsOf(alone)))
    }),
    { numRuns: Number(process.env.PARCOURS_TEST_ROUNDS ?? 40) },
  )
})
