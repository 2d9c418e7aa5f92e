import { expect, it } from 'vitest'
import { activityAnalysis } from '../src/analyses/activity-analysis.ts'
import type { Analysis } from '../src/analyses/analysis.ts'
import { attributionAnalysis } from '../src/analyses/attribution-analysis.ts'
import { compareAnalysis } from '../src/analyses/compare-analysis.ts'
import { contactsAnalysis } from '../src/analyses/contacts-analysis.ts'
import { driversAnalysis } from '../src/analyses/drivers-analysis.ts'
import { effectivenessAnalysis } from '../src/analyses/effectiveness-analysis.ts'
import { funnelAnalysis } from '../src/analyses/funnel-analysis.ts'
import { nextAnalysis } from '../src/analyses/next-analysis.ts'
import { pathsAnalysis } from '../src/analyses/paths-analysis.ts'
import { recommendAnalysis } from '../src/analyses/recommend-analysis.ts'
import { trendsAnalysis } from '../src/analyses/trends-analysis.ts'
import { valueAnalysis } from '../src/analyses/value-analysis.ts'
import { HABIT } from '../src/demo/habits.ts'
import type { Truth } from '../src/demo/index.ts'
import { HABITS } from '../src/demo/truths.ts'
import { parseCondition } from '../src/events/index.ts'
import { orThrow } from '../src/kernel/index.ts'
import { alder, WHOLE } from './alder.ts'

/** What an analysis says of the synthetic company, without some of its truths. */
const answer = async <Body>(
  one: Analysis,
  options: object,
  without: readonly Truth[] = [],
  scope: object = {},
): Promise<Body> =>
  (await one.answer(alder(without), { ...WHOLE, ...scope, options: { map: 'cuisine', ...options } } as never))
    .body as Body

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

interface Worked {
  readonly effects: readonly {
    readonly path: readonly string[]
    readonly found: boolean
    readonly difference: { readonly low: number }
  }[]
}

it('effectiveness: taking the plan up again works, where that was planted', async () => {
  const again = async (without: readonly Truth[] = []) =>
    (await answer<Worked>(effectivenessAnalysis, { landmark: 'P60D' }, without)).effects.filter(
      ({ path, found }) => found && path.includes('redesign'),
    )
  const found = await again()
  expect(found.length).toBeGreaterThan(0)
  for (const { difference } of found) expect(difference.low).toBeGreaterThan(0)
  expect(await again(['redesignDecides'])).toEqual([])
})

interface Trended {
  readonly series: readonly {
    readonly name: string
    readonly points: readonly { readonly period: string; readonly anomaly: string | null }[]
  }[]
}

it('trends: the day on which the site was not measured stands out, and no other of its days does', async () => {
  const marks = async (without: readonly Truth[] = []) =>
    (await answer<Trended>(trendsAnalysis, { of: 'touchpoints' }, without)).series
      .filter(({ name }) => name === 'website')
      .flatMap(({ points }) => points.filter(({ anomaly }) => anomaly !== null).map(({ period }) => period))
  expect(await marks()).toEqual([HABITS.siteUnmeasured.day])
  expect(await marks(['siteUnmeasured'])).toEqual([])
})

interface Credited {
  readonly models: readonly {
    readonly model: string
    readonly credits: readonly { readonly channel: string; readonly low: number; readonly high: number }[]
  }[]
}

it('attribution: the telephone is owed more of the signatures, where the configurator forces people to call', async () => {
  const owed = async (model: string, without: readonly Truth[] = []) =>
    (await answer<Credited>(attributionAnalysis, { conversion: 'signature', resamples: 100 }, without)).models
      .find((one) => one.model === model)
      ?.credits.find(({ channel }) => channel === 'phone')
  for (const model of ['linear', 'markov', 'shapley'])
    expect((await owed(model))?.low, model).toBeGreaterThan((await owed(model, ['channelBounce']))?.high ?? 1)
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

interface Valued {
  readonly buying: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }
  readonly spend: { readonly p: number; readonly q: number; readonly gamma: number }
  readonly byFirst: readonly {
    readonly first: string
    readonly value: { readonly low: number; readonly high: number }
  }[]
}

it('value: who began with the store is worth more, where that was planted', async () => {
  const worth = async (without: readonly Truth[]) => (await answer<Valued>(valueAnalysis, {}, without)).byFirst
  const planted = await worth([])
  expect(planted.slice(0, 2).map(({ first }) => first)).toEqual(['Store Visited (store)', 'store-visit (store)'])
  const none = await worth(['storeLoyalty'])
  expect(none.slice(0, 2).filter(({ first }) => first.endsWith('(store)'))).toEqual([])
})

it('value: the habits by which small goods are bought are found again', async () => {
  const small = { filter: { where: [orThrow(parseCondition('orderId prefix MB-'))] } }
  const { buying, spend } = await answer<Valued>(valueAnalysis, {}, ['storeLoyalty'], small)
  // A customer's mean time between purchases, chance to stop after one, and mean basket (Fader and Hardie).
  expect(buying.alpha / buying.r).toBeGreaterThan(HABIT.weeks * 0.8)
  expect(buying.alpha / buying.r).toBeLessThan(HABIT.weeks * 1.2)
  expect(buying.a / (buying.a + buying.b)).toBeCloseTo(1 / (1 + HABIT.b), 1)
  const basket = (spend.p * spend.gamma) / (spend.q - 1)
  expect(basket).toBeGreaterThan(85 * 0.85)
  expect(basket).toBeLessThan(85 * 1.25)
})

interface Reached {
  readonly steps: readonly {
    readonly ofPrevious: { readonly value: number; readonly low: number; readonly high: number }
  }[]
}

it('funnel: between the quote and the signature more than half of the projects stop, where that was planted', async () => {
  const signs = async (without: readonly Truth[]) =>
    (await answer<Reached>(funnelAnalysis, { step: ['quote', 'signature'] }, without)).steps[1]?.ofPrevious
  expect((await signs([]))?.high).toBeLessThan(0.5)
  expect((await signs(['breakingPoint']))?.low).toBeGreaterThan(0.6)
})

interface Foretold {
  readonly places: readonly { readonly touchpoint: string; readonly open: number; readonly risk: number }[]
  readonly calibration: { readonly foretells: boolean }
}

it('next: who stands at the quote is about to leave, where that was planted, and the risk foretells', async () => {
  const at = async (without: readonly Truth[]) => {
    const { places, calibration } = await answer<Foretold>(nextAnalysis, {}, without)
    expect(calibration.foretells).toBe(true)
    const there = places.filter(({ touchpoint }) => touchpoint === 'quote' || touchpoint === 'quote-view')
    const open = there.reduce((sum, one) => sum + one.open, 0)
    return there.reduce((sum, one) => sum + one.open * one.risk, 0) / open
  }
  expect(await at([])).toBeGreaterThan((await at(['breakingPoint'])) + 0.1)
})

interface Costs {
  readonly perConversion: { readonly low: number; readonly high: number }
}

it('contacts: without a way to follow an order, a conversion takes more of them', async () => {
  const per = async (without: readonly Truth[]) => (await answer<Costs>(contactsAnalysis, {}, without)).perConversion
  expect((await per([])).low).toBeGreaterThan((await per(['missingTouchpoint'])).high)
})

interface Drawn {
  readonly links: readonly {
    readonly step: number
    readonly to: { readonly event?: string | null }
    readonly share: { readonly low: number; readonly high: number }
  }[]
}

it('paths: from the configurator many go to the telephone, where that was planted', async () => {
  const calls = async (without: readonly Truth[]) =>
    (await answer<Drawn>(pathsAnalysis, { start: 'configurator', top: 20 }, without)).links.find(
      ({ step, to }) => step === 0 && to.event === 'configurator-help',
    )?.share
  expect((await calls([]))?.low).toBeGreaterThan(0.25)
  expect((await calls(['channelBounce']))?.high ?? 0).toBeLessThan(0.05)
})

interface Compared {
  readonly differences: readonly {
    readonly measured: string
    readonly difference: { readonly high: number }
    readonly q: number
  }[]
}

it('compare: those whose delivery date changed recommend less than all who ordered, where that was planted', async () => {
  const nps = async (without: readonly Truth[]) =>
    (
      await answer<Compared>(compareAnalysis, { a: ['delayDays exists'], b: ['weeks exists'] }, without)
    ).differences.find(({ measured }) => measured === 'nps')
  const planted = await nps([])
  expect(planted?.q).toBeLessThan(0.01)
  expect(planted?.difference.high).toBeLessThan(-10)
  expect((await nps(['irritant']))?.q).toBeGreaterThan(0.05)
})
