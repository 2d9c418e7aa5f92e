import { expect, it } from 'vitest'
import { activityAnalysis } from '../src/analyses/activity-analysis.ts'
import type { Analysis } from '../src/analyses/analysis.ts'
import { driversAnalysis } from '../src/analyses/drivers-analysis.ts'
import { recommendAnalysis } from '../src/analyses/recommend-analysis.ts'
import type { Truth } from '../src/demo/index.ts'
import { alder, WHOLE } from './alder.ts'

/** What an analysis says of the synthetic company, without some of its truths. */
const answer = async <Body>(one: Analysis, options: object, without: readonly Truth[] = []): Promise<Body> =>
  (await one.answer(alder(without), { ...WHOLE, options: { map: 'cuisine', ...options } } as never)).body as Body

interface Recommended {
  readonly touchpoints: readonly {
    readonly touchpoint: string
    readonly difference: { readonly high: number }
    readonly q: number
  }[]
}

it('recommend: who was told another delivery date recommends far less, where that was planted', async () => {
  const [first] = (await answer<Recommended>(recommendAnalysis, {})).touchpoints
  expect(first?.touchpoint).toBe('delivery-date-change')
  expect(first?.difference.high).toBeLessThan(-30)
  const none = (await answer<Recommended>(recommendAnalysis, {}, ['irritant'])).touchpoints
  expect(none.find(({ touchpoint }) => touchpoint === 'delivery-date-change')?.q).toBeGreaterThan(0.05)
})

interface Bounces {
  readonly bounces: readonly {
    readonly channel: string
    readonly via: string
    readonly people: { readonly num: number }
  }[]
}
const bouncesOnTheWeb = async (without: readonly Truth[] = []) =>
  (await answer<Bounces>(activityAnalysis, {}, without)).bounces.find(
    ({ channel, via }) => channel === 'web' && via === 'phone',
  )?.people.num ?? 0

it('activity: the configurator makes people call and come back to the site', async () => {
  expect(await bouncesOnTheWeb()).toBeGreaterThan(5 * (await bouncesOnTheWeb(['channelBounce'])))
})

interface Drivers {
  readonly drivers: readonly {
    readonly name: string
    readonly importance: number
    readonly worst: number
    readonly q: number
  }[]
}

it('drivers: the design appointment moves recommendation, and a changed delivery date lowers it', async () => {
  const small = { resamples: 100, permutations: 499 }
  const byScore = await answer<Drivers>(driversAnalysis, { outcome: 'nps', ...small })
  expect(byScore.drivers.filter(({ q }) => q <= 0.05).map(({ name }) => name)).toContain('design-appointment')
  const byTouch = await answer<Drivers>(driversAnalysis, { outcome: 'nps', drivenBy: 'touchpoints', ...small })
  expect(byTouch.drivers[0]).toMatchObject({ name: 'delivery-date-change', direction: 'down', worst: 1 })
  const none = await answer<Drivers>(driversAnalysis, { outcome: 'nps', ...small }, ['momentOfTruth', 'irritant'])
  expect(none.drivers.filter(({ q }) => q <= 0.05)).toEqual([])
})
