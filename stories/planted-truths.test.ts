import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AS_OF, interactions, type PlantedMoment, TRUTHS } from '../src/demo/index.ts'
import { createMemoryCaseReader } from '../src/journeys/case-reader.memory.ts'
import { followMap, type Lived, livedOf, recogniserOf } from '../src/journeys/index.ts'
import { asId, orThrow } from '../src/kernel/index.ts'
import { readMap } from '../src/maps/index.ts'
import { type NoticedMoment, noticeMoments } from '../src/moments/index.ts'

const text = readFileSync(new URL('../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8')
const { map } = orThrow(readMap(text, 'cuisine.yaml'))

const see = async (without: readonly PlantedMoment[]) => {
  const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const
  const reader = createMemoryCaseReader([...interactions({ without })])
  const table = await reader.journeys(question, recogniserOf(map))
  const followed = followMap(map, table, AS_OF)
  const answer = livedOf(followed, { basis: 'person', minN: 30 })
  return { answer, moments: noticeMoments(followed, answer).moments }
}

/** Each company is lived once for all the tests that look at it. */
const seen = new Map<string, ReturnType<typeof see>>()
const seenWithout = (...without: readonly PlantedMoment[]): ReturnType<typeof see> => {
  const known = seen.get(without.join()) ?? see(without)
  seen.set(without.join(), known)
  return known
}

/** The designed map beside what the synthetic company's people lived, without some of its truths. */
const livedWithout = async (...without: readonly PlantedMoment[]): Promise<Lived> =>
  (await seenWithout(...without)).answer

/** By what each planted truth is noticed among the key moments. */
const NOTICED = {
  momentOfTruth: ({ sign, kind, touchpoint }: NoticedMoment) =>
    sign === 'asymmetry' && kind === TRUTHS.momentOfTruth.kind && touchpoint === TRUTHS.momentOfTruth.touchpoint,
  irritant: ({ sign, kind, touchpoint }: NoticedMoment) =>
    sign === 'low_score' && kind === TRUTHS.irritant.kind && touchpoint === TRUTHS.irritant.touchpoint,
  missingTouchpoint: ({ presence, kind, event }: NoticedMoment) =>
    presence === 'missing' && kind === TRUTHS.missingTouchpoint.kind && event === TRUTHS.missingTouchpoint.event,
  breakingPoint: ({ sign, kind, stage }: NoticedMoment) =>
    sign === 'drop_off' && kind === TRUTHS.breakingPoint.kind && stage === TRUTHS.breakingPoint.stage,
  channelBounce: ({ sign, kind, touchpoint }: NoticedMoment) =>
    sign === 'channel_bounce' && kind === TRUTHS.channelBounce.kind && touchpoint === TRUTHS.channelBounce.touchpoint,
} as const satisfies { readonly [truth in PlantedMoment]: (moment: NoticedMoment) => boolean }
const ALL = Object.keys(NOTICED) as PlantedMoment[]

const touchpoint = (answer: Lived, id: string) => {
  const found = answer.touchpoints.find((one) => one.id === id)
  if (!found) throw new Error(`no touchpoint ${id}`)
  return found
}
const csatOf = (answer: Lived, id: string) =>
  touchpoint(answer, id).satisfaction.find(({ metric }) => metric === 'csat')

describe('what was planted in the synthetic company is found again on its map', () => {
  it('the breaking point: most stop at the quote, far above every other stage', async () => {
    const [first, second] = (await livedWithout()).breakingPoints
    expect(first?.stage).toBe(TRUTHS.breakingPoint.stage)
    expect(first?.dropOff.low).toBeGreaterThan(0.5)
    expect(first?.z).toBeGreaterThan(2 * (second?.z ?? 0))
    const none = await livedWithout('breakingPoint')
    const decide = none.stages.find(({ id }) => id === TRUTHS.breakingPoint.stage)
    expect(decide?.dropOff.value).toBeLessThan(0.35)
  })

  it('the missing touchpoint: calls about the order, while people wait, that no touchpoint foresees', async () => {
    const [first] = (await livedWithout()).offMap
    expect(first).toMatchObject({ event: TRUTHS.missingTouchpoint.event, channel: 'phone', after: 'order-confirmed' })
    expect(first?.lift).toBeGreaterThan(10)
    const none = await livedWithout('missingTouchpoint')
    expect(none.offMap.map(({ event }) => event)).not.toContain(TRUTHS.missingTouchpoint.event)
  })

  it('the irritant: who is told another delivery date is dissatisfied', async () => {
    expect(csatOf(await livedWithout(), TRUTHS.irritant.touchpoint)?.high).toBeLessThan(0.3)
    expect(csatOf(await livedWithout('irritant'), TRUTHS.irritant.touchpoint)?.value).toBeGreaterThan(0.4)
  })

  it('the forced bounce: the configurator is opened again after a call, which the design does not foresee', async () => {
    const again = (answer: Lived) =>
      answer.conformance.deviations.find(
        (deviation) => deviation.kind === 'repeated' && deviation.touchpoint === TRUTHS.channelBounce.touchpoint,
      )?.instances ?? 0
    expect(again(await livedWithout())).toBeGreaterThan(300)
    expect(again(await livedWithout('channelBounce'))).toBeLessThan(30)
  })

  it('people still on their way are open, and never counted as lost', async () => {
    const { instances, stages } = await livedWithout()
    expect(instances.open).toBeGreaterThan(500)
    expect(instances.succeeded + instances.abandoned + instances.open).toBe(instances.total)
    for (const { dropOff, entered } of stages) expect(dropOff.den).toBeLessThanOrEqual(entered)
  })
})

describe('the key moments noticed are the ones that were planted', () => {
  it('all five where all were planted', async () => {
    const { moments } = await seenWithout()
    expect(ALL.filter((truth) => !moments.some(NOTICED[truth]))).toEqual([])
    for (const { status, origin } of moments) expect([status, origin]).toEqual(['proposed', 'data'])
  })

  it.each(ALL)('not %s where it was not planted, and the four others still', async (truth) => {
    const { moments } = await seenWithout(truth)
    expect(ALL.filter((other) => moments.some(NOTICED[other]))).toEqual(ALL.filter((other) => other !== truth))
  })

  it('none where none was planted', async () => {
    const { moments } = await seenWithout(...ALL)
    expect(ALL.filter((truth) => moments.some(NOTICED[truth]))).toEqual([])
  })
})
