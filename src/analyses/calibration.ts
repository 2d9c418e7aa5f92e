import { type Estimate, pairSums, ratioOfSums, sumOver } from '../statistics/index.ts'
import { binOf, type Cuts, type Expectation, eachVisit, type KnownJourney } from './next-steps.ts'

export interface CalibrationBand {
  readonly predicted: number
  readonly observed: Estimate
}

/**
 * How well risks foretell, on journeys that were not learnt from: at every moment at which a touchpoint, or a cut of the
 * usual waits after it, is reached. Intervals are over journeys, whose moments are not independent.
 */
export interface Calibration {
  readonly journeys: number
  readonly moments: number
  readonly bands: readonly CalibrationBand[]
  /** Mean squared error, and that of telling everybody the same share. */
  readonly brier: number | null
  readonly brierOfBase: number | null
  /** What the risks save of that error, with its interval: above 0 where they foretell anything. */
  readonly gain: Estimate
  readonly foretells: boolean
  /** Mean predicted less observed. */
  readonly bias: Estimate
  /** How often the likeliest next step is the one that came. */
  readonly nextRight: Estimate
}

const BANDS = 10

/** Sums over journeys, whose moments are not independent, of one mean over moments. */
const meanOver = () => {
  const sums = pairSums()
  return {
    add: (sum: number, moments: number): void => sums.add(sum, moments, 0, 0),
    told: (): Estimate => ratioOfSums(sums.told().a),
  }
}

/**
 * The moments of journeys that were not learnt from, journey by journey, at first only how many have which risk; where the
 * cuts of the usual waits are known, what is expected need not be.
 */
export const createForesight = (cuts: Cuts) => {
  const times = new Map<string, { readonly label: number; readonly waited: number; times: number }>()
  const count = (label: number, bin: number, waited: number): void => {
    const key = `${label} ${bin}`
    const known = times.get(key) ?? { label, waited, times: 0 }
    times.set(key, known)
    known.times++
  }
  return {
    add(journey: KnownJourney): void {
      if (journey.abandoned === null) return
      eachVisit(journey, (label, _, wait) => {
        count(label, 0, 0)
        for (const cut of cuts.get(label) ?? [])
          if (cut < wait) count(label, binOf(cuts.get(label), cut + 1e-9), cut + 1e-9)
      })
    },
    /** How many moments have each risk, the smallest first. */
    risks(expectation: Expectation): readonly (readonly [risk: number, times: number])[] {
      const found = new Map<number, number>()
      for (const { label, waited, times: some } of times.values()) {
        const risk = expectation.risk({ label, before: 0, waited })
        found.set(risk, (found.get(risk) ?? 0) + some)
      }
      return [...found].sort((a, b) => a[0] - b[0])
    },
  }
}

/**
 * In which band of about as many moments each risk lies, and what the band's risks are on average; those of equal risk lie in
 * one, that of their middle.
 */
const bandsOf = (risks: readonly (readonly [number, number])[]) => {
  const all = risks.reduce((sum, [, times]) => sum + times, 0)
  const bandOf = new Map<number, number>()
  const own = Array.from({ length: BANDS }, (): (readonly [number, number])[] => [])
  let from = 0
  for (const one of risks) {
    const [risk, times] = one
    const band = Math.min(BANDS - 1, Math.floor(((from + from + times) / 2 / all) * BANDS))
    bandOf.set(risk, band)
    own[band]?.push(one)
    from += times
  }
  const predicted = own.map((some) => {
    const times = some.reduce((sum, [, each]) => sum + each, 0)
    return sumOver(some.length, (place) => (some[place]?.[0] ?? 0) * (some[place]?.[1] ?? 0)) / times
  })
  return { all, bandOf, predicted }
}

/** Tries what is expected on journeys that it was not learnt from, one after another, where it is known which risks they have. */
export const createTrial = (expectation: Expectation, risks: readonly (readonly [number, number])[], base: number) => {
  const { all, bandOf, predicted } = bandsOf(risks)
  const observed = predicted.map(meanOver)
  const [gain, brier, brierOfBase, bias, right] = [meanOver(), meanOver(), meanOver(), meanOver(), meanOver()]
  let journeys = 0
  const add = (journey: KnownJourney): void => {
    journeys++
    if (journey.abandoned === null) return
    const actual = journey.abandoned ? 1 : 0
    const inBand = new Float64Array(BANDS)
    const sums = { times: 0, visits: 0, right: 0, wrong: 0, bias: 0 }
    const foretold = (risk: number): void => {
      const band = bandOf.get(risk) ?? 0
      inBand[band] = (inBand[band] ?? 0) + 1
      sums.times++
      sums.wrong += (risk - actual) ** 2
      sums.bias += risk - actual
    }
    eachVisit(journey, (label, before, wait, next) => {
      foretold(expectation.risk({ label, before, waited: 0 }))
      sums.visits++
      if (expectation.next({ label, before, waited: 0 })[0]?.label === next) sums.right++
      for (const cut of expectation.cuts(label))
        if (cut < wait) foretold(expectation.risk({ label, before, waited: cut + 1e-9 }))
    })
    const ofBase = sums.times * (base - actual) ** 2
    for (const [band, times] of inBand.entries()) observed[band]?.add(actual * times, times)
    gain.add(ofBase - sums.wrong, sums.times)
    brier.add(sums.wrong, sums.times)
    brierOfBase.add(ofBase, sums.times)
    bias.add(sums.bias, sums.times)
    right.add(sums.right, sums.visits)
  }
  return {
    add,
    told(): Calibration {
      const gained = gain.told()
      return {
        journeys,
        moments: all,
        bands: predicted.flatMap((share, band) => {
          const seen = observed[band]?.told()
          return seen && seen.n > 0 ? [{ predicted: share, observed: seen }] : []
        }),
        brier: brier.told().value,
        brierOfBase: brierOfBase.told().value,
        gain: gained,
        foretells: (gained.low ?? 0) > 0,
        bias: bias.told(),
        nextRight: right.told(),
      }
    },
  }
}
