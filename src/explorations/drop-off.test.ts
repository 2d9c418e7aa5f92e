import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AS_OF, interactions, type Truth } from '../demo/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { type Followed, followMap, livedOf, recogniserOf } from '../journeys/index.ts'
import { orThrow } from '../kernel/index.ts'
import { readMap } from '../maps/index.ts'
import { dropOffAt } from './drop-off.ts'
import { membersOf } from './members.ts'
import { survivalCurve } from './survival-curve.ts'
import { timesIn } from './times.ts'
import { variantsOf } from './variants.ts'

const text = readFileSync(new URL('../../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8')
const { map } = orThrow(readMap(text, 'cuisine.yaml'))

const companies = new Map<string, Promise<Followed>>()
const company = (without: readonly Truth[] = []): Promise<Followed> => {
  const known = companies.get(without.join()) ?? open(without)
  companies.set(without.join(), known)
  return known
}
const open = async (without: readonly Truth[]): Promise<Followed> => {
  const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
  const reader = createMemoryCaseReader([...interactions({ people: 2000, without })])
  return followMap(map, await reader.journeys(question, recogniserOf(map)), AS_OF)
}

describe('why people leave', () => {
  it('finds the planted moment of truth, and counts the very people whom it lists', async () => {
    const followed = await company()
    const found = dropOffAt(followed, 'decide', 0)
    const [first] = found?.contrasts ?? []
    expect(first?.trait).toBe('low:design-appointment:csat')
    expect(first?.difference.low).toBeGreaterThan(0.2)
    const dropOff = livedOf(followed).stages.find(({ id }) => id === 'decide')?.dropOff
    expect(found?.dropOff).toEqual(dropOff)
    for (const contrast of found?.contrasts ?? []) {
      const list = (side: 'with' | 'without', left: boolean) =>
        membersOf(followed, { of: 'trait', stage: 'decide', trait: contrast.trait, side, left }).length
      expect([list('with', true), list('with', false)]).toEqual([contrast.with.num, contrast.with.den])
      expect([list('without', true), list('without', false)]).toEqual([contrast.without.num, contrast.without.den])
    }
    for (const { touchpoint, channel, journeys } of found?.last ?? [])
      expect(membersOf(followed, { of: 'last', stage: 'decide', touchpoint, channel })).toHaveLength(journeys)
  })

  it('does not find it where it was not planted', async () => {
    const found = dropOffAt(await company(['momentOfTruth']), 'decide', 0)
    expect(found?.contrasts.map(({ trait }) => trait)).not.toContain('low:design-appointment:csat')
    expect(dropOffAt(await company(), 'nowhere', 0)).toBeNull()
  })
})

describe('ways and times', () => {
  it('count every journey once among the ways taken, and keep those asked for', async () => {
    const followed = await company()
    const asked = { order: 'journeys', after: 0, limit: 1_000_000, minN: 0 } as const
    const all = variantsOf(followed, asked)
    expect(all.journeys).toBe(followed.instances.count)
    expect(all.items).toHaveLength(all.total)
    const quoted = variantsOf(followed, { ...asked, contains: 'quote' })
    expect(quoted.journeys).toBe(livedOf(followed).touchpoints.find(({ id }) => id === 'quote')?.instances)
    const page = variantsOf(followed, { ...asked, after: 10, limit: 5 })
    expect(page.items).toEqual(all.items.slice(10, 15))
  })

  it('say the median that the map is lit with, and keep its interval around it', async () => {
    const followed = await company()
    const lived = livedOf(followed)
    for (const { stage, medianSeconds, late, curve } of timesIn(followed, 'Europe/Paris', 0).stages) {
      const same = lived.stages.find(({ id }) => id === stage)
      expect(late).toEqual(same?.late)
      if (lived.instances.open > 0) expect(medianSeconds).toBe(same?.medianSeconds)
      for (const { survival, low, high } of curve) {
        expect(low).toBeLessThanOrEqual(survival)
        expect(high).toBeGreaterThanOrEqual(survival)
      }
    }
  })

  it('estimates Freireich’s remissions with the published interval', () => {
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => ({ time, ended: true }))
    const still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => ({ time, ended: false }))
    const at = (seconds: number) => survivalCurve([...ended, ...still]).find((point) => point.seconds === seconds)
    expect(at(6)?.survival).toBeCloseTo(18 / 21, 9)
    expect(at(10)?.survival).toBeCloseTo((18 / 21) * (16 / 17) * (14 / 15), 9)
    // R survival, conf.type = "log-log": 0.620 to 0.952 at 6.
    expect(at(6)?.low).toBeCloseTo(0.62, 2)
    expect(at(6)?.high).toBeCloseTo(0.952, 2)
    expect(at(23)?.survival).toBeCloseTo(0.4481792717, 9)
  })
})
