import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Event, type EventMatch, matches } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { durationMs, HOUR } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { eventOf } from './example-logs.node.ts'
import { lived, recogniserOf } from './index.ts'

/**
 * The oracle of `lived`: the definitions of the methods over plain events, journey by journey, without columns, codes or the
 * kernel's functions. Everything is computed again from the events whenever it is needed.
 */
interface Journey {
  readonly named: boolean
  readonly events: Event[]
  status: 'open' | 'succeeded' | 'abandoned'
  closedAt: number | null
}

const naive = (map: JourneyMap, events: readonly Event[], asOf: number) => {
  const ms = (text: string | undefined) => (text === undefined ? Infinity : (durationMs(text) ?? Infinity))
  const hits = (rule: EventMatch | undefined, event: Event) => rule !== undefined && matches(rule, event)
  const touchpointOf = (event: Event) =>
    map.touchpoints.find(({ match }) => (match ?? []).some((rule) => hits(rule, event)))
  const stageOf = (event: Event) => map.stages.findIndex(({ id }) => id === touchpointOf(event)?.stage)
  const enters = (event: Event) =>
    map.perimeter?.entry ? hits(map.perimeter.entry, event) : touchpointOf(event) !== undefined
  const isSurvey = (event: Event) => event.event === 'Survey Answered'
  const opened = (journey: Journey) => journey.events[0]?.at ?? 0
  const windowEnd = (journey: Journey) => opened(journey) + ms(map.perimeter?.window)
  /** The touchpoints of a journey that were lived: not surveys answered after having left. */
  const touches = (journey: Journey) => livedEvents(journey).filter((event) => touchpointOf(event) !== undefined)
  const livedEvents = (journey: Journey) =>
    journey.events.filter(
      (event) => journey.status !== 'abandoned' || event.at <= (journey.closedAt ?? 0) || !isSurvey(event),
    )
  const furthest = (list: readonly Event[]) => Math.max(-1, ...list.map(stageOf))
  const deadline = (journey: Journey) => {
    const stage = furthest(journey.events)
    const since = journey.events.find((event) => stageOf(event) === stage && stage >= 0)?.at ?? 0
    return Math.min(windowEnd(journey), stage < 0 ? Infinity : since + ms(map.stages[stage]?.max))
  }
  const passTime = (journey: Journey, now: number) => {
    if (journey.status !== 'open' || now <= deadline(journey)) return
    journey.closedAt = deadline(journey)
    journey.status = 'abandoned'
  }

  const keys = [
    ...new Set(events.filter(({ at }) => at <= asOf).map((event) => event.caseId || `:${event.identifier}`)),
  ]
  const journeys: Journey[] = []
  let notEntered = 0
  for (const key of keys) {
    const mine = events
      .filter((event) => (event.caseId || `:${event.identifier}`) === key && event.at <= asOf)
      .sort((a, b) => a.at - b.at || a.rank - b.rank || a.seq - b.seq)
    let journey: Journey | undefined
    const open = (event: Event) => {
      journey = { named: event.caseId !== '', events: [], status: 'open', closedAt: null }
      journeys.push(journey)
      live(journey, event)
    }
    const live = (into: Journey, event: Event) => {
      into.events.push(event)
      if (into.status !== 'open' || !hits(map.perimeter?.success, event)) return
      into.status = 'succeeded'
      into.closedAt = event.at
    }
    for (const event of mine) {
      if (journey) passTime(journey, event.at)
      if (!journey) {
        if (enters(event)) open(event)
      } else if (journey.status === 'open' || isSurvey(event) || (journey.status === 'succeeded' && journey.named))
        live(journey, event)
      else if (
        journey.status === 'succeeded' &&
        map.stages[stageOf(event)]?.phase === 'after' &&
        event.at <= windowEnd(journey) &&
        !(map.perimeter?.entry && enters(event))
      )
        live(journey, event)
      else if (!journey.named && enters(event)) open(event)
    }
    if (journey) passTime(journey, asOf)
    else notEntered++
  }

  const count = (status: Journey['status']) => journeys.filter((journey) => journey.status === status).length
  const idsOf = (journey: Journey) => touches(journey).map((event) => touchpointOf(event)?.id ?? '')
  const tally = (texts: readonly string[]) =>
    Object.fromEntries([...new Set(texts)].map((text) => [text, texts.filter((other) => other === text).length]))
  const stages = map.stages.map(({ id, max }, stage) => {
    const entries = journeys.flatMap((journey) => {
      const at = touches(journey).find((event) => stageOf(event) === stage)?.at
      return at === undefined ? [] : [{ journey, at }]
    })
    const times = entries.flatMap(({ journey, at }) => {
      const before = touches(journey).slice(
        0,
        touches(journey).findIndex((event) => stageOf(event) === stage),
      )
      if (furthest(before) > stage) return []
      const next = touches(journey).find((event) => stageOf(event) > stage)?.at
      const success = journey.status === 'succeeded' ? (journey.closedAt ?? 0) : Infinity
      const left = Math.min(next ?? Infinity, success >= at ? success : Infinity)
      return left === Infinity ? [] : [(left - at) / 1000]
    })
    return {
      id,
      entered: entries.length,
      mature: entries.filter(({ journey, at }) => Math.min(at + ms(max), windowEnd(journey)) < asOf).length,
      abandoned: entries.filter(({ journey }) => journey.status === 'abandoned' && furthest(touches(journey)) === stage)
        .length,
      passed: times.length,
      slow: times.filter((time) => time * 1000 > ms(map.stages[stage]?.expected)).length,
    }
  })
  const offMap = (journey: Journey) =>
    livedEvents(journey).filter(
      (event) =>
        !touchpointOf(event) &&
        !isSurvey(event) &&
        !hits(map.perimeter?.entry, event) &&
        !hits(map.perimeter?.success, event),
    )
  return {
    notEntered,
    instances: {
      total: journeys.length,
      succeeded: count('succeeded'),
      abandoned: count('abandoned'),
      open: count('open'),
    },
    stages,
    touchpoints: map.touchpoints.map(({ id }) => ({
      id,
      events: journeys.flatMap(idsOf).filter((other) => other === id).length,
      instances: journeys.filter((journey) => idsOf(journey).includes(id)).length,
    })),
    transitions: tally(
      journeys.flatMap((journey) =>
        idsOf(journey)
          .slice(1)
          .map((id, i) => `${idsOf(journey)[i]} > ${id}`),
      ),
    ),
    variants: tally(journeys.map((journey) => idsOf(journey).join(' '))),
    offMap: tally(journeys.flatMap(offMap).map(({ event, channel }) => `${event} ${channel}`)),
  }
}

const mapWith = (chosen: Readonly<Record<'entry' | 'success' | 'window' | 'max', boolean>>): JourneyMap => ({
  format: 'parcours/1',
  id: 'drawn',
  title: 'Drawn',
  perimeter: {
    ...(chosen.entry && { entry: { event: 'Enter' } }),
    ...(chosen.success && { success: { event: ['Done', 'C+'] } }),
    ...(chosen.window && { window: 'PT40H' }),
  },
  stages: [
    { id: 's0', phase: 'before', title: '', expected: 'PT6H', ...(chosen.max && { max: 'PT12H' }) },
    { id: 's1', phase: 'during', title: '', ...(chosen.max && { max: 'PT20H' }) },
    { id: 's2', phase: 'after', title: '', expected: 'PT2H' },
  ],
  touchpoints: [
    { id: 'a', stage: 's0', title: '', match: [{ event: 'A' }] },
    {
      id: 'b',
      stage: 's0',
      title: '',
      match: [{ event: ['B', 'Enter'], where: [{ property: 'channel', op: 'eq', value: 'web' }] }],
    },
    { id: 'c', stage: 's1', title: '', match: [{ event: ['C', 'C+'] }, { event: 'B' }] },
    {
      id: 'd',
      stage: 's2',
      title: '',
      match: [{ event: 'D' }, { event: 'Survey Answered', where: [{ property: 'channel', op: 'eq', value: 'web' }] }],
    },
  ],
})

const drawnEvents = fc.array(
  fc.record({
    hour: fc.nat(80),
    event: fc.constantFrom('Enter', 'Enter', 'A', 'A', 'B', 'C', 'C+', 'D', 'D', 'Done', 'Noise', 'Survey Answered'),
    who: fc.constantFrom('claire', 'karim', '#kitchen-1'),
    channel: fc.constantFrom('web', 'store'),
  }),
  { maxLength: 30 },
)
const choices = fc.record({ entry: fc.boolean(), success: fc.boolean(), window: fc.boolean(), max: fc.boolean() })

it('what was lived is what the definitions say, event by event, on any log', async () => {
  await fc.assert(
    fc.asyncProperty(choices, drawnEvents, fc.nat(90), async (chosen, drawn, asOfHour) => {
      const map = mapWith(chosen)
      const events = drawn.map(({ hour, event, who, channel }, seq) =>
        eventOf({
          at: hour * HOUR,
          event,
          channel,
          seq,
          ...(who.startsWith('#') ? { caseId: who, identifier: 'case' } : { identifier: who }),
        }),
      )
      const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
      const table = await createMemoryCaseReader(events).journeys(question, recogniserOf(map))
      const found = lived(map, table, asOfHour * HOUR, { top: 1000 })
      const wanted = naive(map, events, asOfHour * HOUR)
      const { onTrack, ...instances } = found.instances
      expect(onTrack).toBeLessThanOrEqual(instances.open)
      expect({
        notEntered: found.notEntered,
        instances,
        stages: found.stages.map(({ id, entered, abandoned, dropOff }) => ({
          id,
          entered,
          abandoned,
          mature: dropOff.den,
        })),
        touchpoints: found.touchpoints.map(({ id, events: all, instances: some }) => ({
          id,
          events: all,
          instances: some,
        })),
        transitions: Object.fromEntries(found.transitions.map(({ from, to, count }) => [`${from} > ${to}`, count])),
        variants: Object.fromEntries(found.variants.map(({ path, instances: some }) => [path.join(' '), some])),
        offMap: Object.fromEntries(found.offMap.map(({ event, channel, events: all }) => [`${event} ${channel}`, all])),
      }).toEqual({
        ...wanted,
        stages: wanted.stages.map(({ passed: _, slow: __, ...stage }) => stage),
      })
      for (const [s, { passed, slow }] of wanted.stages.entries()) {
        if (passed === 0) expect(found.stages[s]?.medianSeconds).toBeNull()
        expect(found.stages[s]?.late.num ?? 0).toBeGreaterThanOrEqual(slow)
      }
      const { conform, deviating, onTrack: way, broken } = found.conformance.outcomes
      expect(conform + deviating + way + broken).toBe(instances.total)
      expect(broken).toBe(instances.abandoned)
    }),
    { numRuns: 600 },
  )
})
