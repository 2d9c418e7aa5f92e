import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { type Followed, followMap, livedOf, recogniserOf } from '../journeys/index.ts'
import { HOUR, type Rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { flowOf } from './flow.ts'
import { membersOf } from './members.ts'
import { oneJourney } from './one-journey.ts'
import { peopleOf } from './people.ts'
import { type FlowQuestion, type Selection, selectionFrom, selectionText } from './selection.ts'

const map: JourneyMap = {
  format: 'parcours/1',
  id: 'drawn',
  title: 'Drawn',
  perimeter: { entry: { event: 'Enter' }, success: { event: 'Done' }, window: 'PT60H' },
  stages: [
    { id: 's0', phase: 'before', title: '', expected: 'PT6H', max: 'PT20H' },
    { id: 's1', phase: 'during', title: '', expected: 'PT2H', max: 'PT20H', any_order: true },
    { id: 's2', phase: 'after', title: '', expected: 'PT2H' },
  ],
  touchpoints: [
    { id: 'a', stage: 's0', title: '', match: [{ event: 'A' }], channels: ['web'] },
    { id: 'b', stage: 's0', title: '', match: [{ event: 'B' }], timeout: 'PT3H' },
    { id: 'c', stage: 's1', title: '', match: [{ event: 'C' }], need: 'optional', repeatable: true },
    { id: 'd', stage: 's1', title: '', match: [{ event: 'D' }] },
    { id: 'e.x', stage: 's2', title: '', match: [{ event: 'E' }] },
  ],
}

const logs = fc.array(
  fc.record({
    hour: fc.nat(80),
    event: fc.constantFrom('Enter', 'Enter', 'A', 'B', 'C', 'D', 'E', 'Done', 'Noise', 'Call: us', 'Survey Answered'),
    who: fc.constantFrom('claire', 'karim', 'léa', '#kitchen-1'),
    channel: fc.constantFrom('web', 'store', ''),
  }),
  { maxLength: 40 },
)

const follow = async (
  drawn: readonly { hour: number; event: string; who: string; channel: string }[],
  asOf: number,
) => {
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
  return followMap(map, table, asOf * HOUR)
}

/** Every number of the answer about people, with whom it is of. */
const numbersOf = (followed: Followed): (readonly [number, Selection])[] => {
  const lived = livedOf(followed, { top: 1_000_000 })
  const { total, succeeded, abandoned, open, onTrack } = lived.instances
  const shares = (rate: Rate, num: Selection, den: Selection) => [[rate.num, num] as const, [rate.den, den] as const]
  return [
    [total, { of: 'journeys' }],
    [succeeded, { of: 'journeys', status: 'succeeded' }],
    [abandoned, { of: 'journeys', status: 'abandoned' }],
    [open, { of: 'journeys', status: 'open' }],
    [onTrack, { of: 'journeys', status: 'on-track' }],
    [succeeded + abandoned, { of: 'journeys', status: 'closed' }],
    ...lived.conformance.bands.map(({ from, instances }) => [instances, { of: 'fitness', from }] as const),
    ...lived.stages.flatMap(({ id: stage, entered, abandoned: left, dropOff, late, deviations }) => {
      const at = (as: Extract<Selection, { of: 'stage' }>['as']): Selection => ({ of: 'stage', stage, as })
      return [
        [entered, at('entered')] as const,
        [left, at('abandoned')] as const,
        ...shares(dropOff, at('abandoned'), at('mature')),
        ...(late.den === 0 ? [] : shares(late, at('late'), at('timed'))),
        [deviations.tooSlow, at('late')] as const,
        [deviations.skipped, at('skipped')] as const,
        [deviations.repeated, at('repeated')] as const,
        [deviations.outOfOrder, at('out_of_order')] as const,
        [deviations.wrongChannel, at('wrong_channel')] as const,
        [deviations.broken, at('broken')] as const,
      ]
    }),
    ...lived.touchpoints.flatMap(({ id: touchpoint, instances, share, byChannel, overdue }) => [
      [instances, { of: 'touchpoint', touchpoint, as: 'reached' }] as const,
      [total - share.num, { of: 'touchpoint', touchpoint, as: 'missed' }] as const,
      ...shares(
        overdue,
        { of: 'touchpoint', touchpoint, as: 'overdue' },
        { of: 'touchpoint', touchpoint, as: 'timed' },
      ),
      ...byChannel.map(
        ({ channel, instances: on }) => [on, { of: 'touchpoint', touchpoint, as: 'reached', channel }] as const,
      ),
    ]),
    ...lived.transitions.map(({ from, to, instances }) => [instances, { of: 'transition', from, to }] as const),
    ...lived.variants.flatMap(({ path, instances, succeeded: through }) => [
      [instances, { of: 'variant', path }] as const,
      [through.num, { of: 'variant', path, status: 'succeeded' }] as const,
    ]),
    ...lived.offMap.map(({ event, channel, instances }) => [instances, { of: 'off-map', event, channel }] as const),
    ...lived.conformance.deviations.map(
      ({ kind, touchpoint, instances }) => [instances, { of: 'deviation', kind, touchpoint }] as const,
    ),
    ...(['conform', 'deviating', 'onTrack', 'broken'] as const).map(
      (outcome) => [lived.conformance.outcomes[outcome], { of: 'outcome', outcome }] as const,
    ),
    [lived.conformance.perfectShare.num, { of: 'outcome', outcome: 'perfect' }],
  ]
}

const ofSelection = (selection: Selection) =>
  ({ selection, order: 'last', descending: true, after: 0, limit: 100 }) as const

it('lists exactly as many journeys as each number counts, nobody twice, whatever was lived', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.nat(90), async (drawn, asOf) => {
      const followed = await follow(drawn, asOf)
      for (const [count, selection] of numbersOf(followed)) {
        // As an address says it and reads it again.
        const told = selectionFrom(selectionText(selection))
        expect(told).toEqual(selection)
        const members = membersOf(followed, selection)
        expect([members.length, new Set(members).size], selectionText(selection)).toEqual([count, count])
        const { total, items } = peopleOf(followed, ofSelection(selection))
        expect([total, items.length]).toEqual([count, count])
      }
    }),
    { numRuns: 150 },
  )
})

const questions = fc.record({
  anchor: fc.constantFrom('start', 'end', 'touchpoint', 'stage', 'drop-off'),
  direction: fc.constantFrom('from', 'to'),
  depth: fc.integer({ min: 2, max: 6 }),
  perStep: fc.integer({ min: 1, max: 4 }),
  offMap: fc.boolean(),
  status: fc.constantFrom(undefined, 'succeeded', 'abandoned'),
})

it('conserves the flow: what comes into a node goes out of it, and each band lists its journeys', async () => {
  await fc.assert(
    fc.asyncProperty(logs, fc.nat(90), questions, async (drawn, asOf, { status, ...asked }) => {
      const followed = await follow(drawn, asOf)
      const at = { touchpoint: 'b', stage: 's1', 'drop-off': 's0', start: '', end: '' }[asked.anchor]
      const direction = asked.anchor === 'end' ? 'to' : asked.anchor === 'start' ? 'from' : asked.direction
      const question: FlowQuestion = { ...asked, at, direction, ...(status && { status }) } as FlowQuestion
      const flow = flowOf(followed, question)
      const first = flow.nodes.filter(({ step }) => step === 0)
      expect(first.reduce((sum, { journeys }) => sum + journeys, 0)).toBe(flow.journeys)
      for (const { step, label, journeys } of flow.nodes) {
        const sum = (side: 'from' | 'to', of: number) =>
          flow.links
            .filter((link) => link.step === of && link[side] === label)
            .reduce((all, link) => all + link.journeys, 0)
        if (step > 0) expect(sum('to', step - 1)).toBe(journeys)
        const over = step === question.depth - 1 || (label.startsWith('end:') && step > 0)
        if (!over) expect(sum('from', step)).toBe(journeys)
        const selection = selectionFrom(selectionText({ of: 'flow', question, step, label }))
        expect(selection && membersOf(followed, selection)).toHaveLength(journeys)
      }
      for (const { step, from, to, journeys } of flow.links)
        expect(membersOf(followed, { of: 'flow', question, step, label: from, to })).toHaveLength(journeys)
    }),
    { numRuns: 150 },
  )
})

it('pages through a list without losing or repeating anybody, in the order asked for', async () => {
  const drawn = ['claire', 'karim', 'léa'].flatMap((who, k) => [
    { hour: k, event: 'Enter', who, channel: 'web' },
    { hour: 10 - k, event: 'A', who, channel: 'store' },
  ])
  const followed = await follow(drawn, 12)
  const page = (after: number) =>
    peopleOf(followed, { selection: { of: 'journeys' }, order: 'last', descending: false, after, limit: 2 })
  expect([page(0).next, page(2).next, page(0).people]).toEqual([2, null, 3])
  expect([...page(0).items, ...page(2).items].map(({ key }) => key)).toEqual([
    'person:léa',
    'person:karim',
    'person:claire',
  ])
  expect(page(0).items[0]).toMatchObject({
    stage: 's0',
    status: 'open',
    channels: ['store', 'web'],
    lastTouchpoint: 'a',
  })
})

it('draws one person’s journey on the design: what came as designed, what came elsewhere, what never came', async () => {
  const events = ['Enter', 'B', 'Noise', 'D', 'Done'].map((event, hour) => ({
    hour,
    event,
    who: 'claire',
    channel: 'store',
  }))
  const followed = await follow(events, 70)
  const { steps } = oneJourney(followed, 'person:claire', 0) ?? { steps: [] }
  expect(steps.map(({ kind, touchpoint, event }) => `${kind} ${touchpoint ?? event}`)).toEqual([
    'sign Enter',
    'skipped a',
    'as-designed b',
    'off-map Noise',
    'as-designed d',
    'sign Done',
    'skipped e.x',
  ])
  expect(steps.find(({ touchpoint }) => touchpoint === 'd')?.afterSeconds).toBe(3600)
  expect(oneJourney(followed, 'person:nobody', 0)).toBeNull()
})
