import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { sharedData } from '../shared-data.ts'
import { drawBelow, drawsOf } from '../statistics/index.ts'
import { attribute, type ChannelPath, MODELS, shareIntervals } from './attribution.ts'
import { channelPaths } from './channel-paths.ts'

const file = sharedData('value/ChannelAttribution_PathData.csv')

describe.skipIf(file === undefined)(
  'the published paths (skipped where the shared data is not on this machine)',
  () => {
    const rows: readonly Readonly<Record<string, string>>[] = file
      ? parse(readFileSync(file, 'utf8'), { columns: true })
      : []
    const paths: ChannelPath[] = rows.map((row) => ({
      channels: (row.path ?? '').split('>').map((channel) => channel.trim()),
      conversions: Number(row.total_conversions),
      value: Number(row.total_conversion_value),
      nulls: Number(row.total_null),
    }))
    it.each([
      ['markov', 'alpha', 5344.948],
      ['markov', 'iota', 3884.615],
      ['markov', 'eta', 3340.847],
      ['shapley', 'alpha', 7627.944],
    ] as const)('credit by %s gives %s %d conversions', (model, channel, conversions) => {
      expect(attribute(model, paths).get(channel)).toBeCloseTo(conversions, 3)
    })
  },
)

const path = fc.record({
  channels: fc.array(fc.constantFrom('web', 'store', 'phone', 'email'), { minLength: 1, maxLength: 6 }),
  conversions: fc.nat(5),
  value: fc.constant(0),
  nulls: fc.nat(5),
})

describe('credit', () => {
  it('adds up to the conversions, whatever the model', () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 20 }), fc.constantFrom(...MODELS), (paths, model) => {
        const conversions = paths.reduce((sum, { conversions: some }) => sum + some, 0)
        const credited = [...attribute(model, paths).values()].reduce((sum, some) => sum + some, 0)
        expect(credited).toBeCloseTo(conversions, 6)
      }),
    )
  })
  it('goes to the only channel there is', () => {
    const paths = [{ channels: ['store', 'store'], conversions: 3, value: 0, nulls: 4 }]
    for (const model of MODELS) expect(attribute(model, paths).get('store')).toBeCloseTo(3, 9)
  })
  it('halves backwards in time, and favours the ends by position', () => {
    const paths = [{ channels: ['web', 'phone', 'store'], conversions: 7, value: 0, nulls: 0 }]
    expect([...attribute('time-decay', paths).entries()].sort()).toEqual([
      ['phone', 2],
      ['store', 4],
      ['web', 1],
    ])
    expect(attribute('position', paths).get('phone')).toBeCloseTo(1.4)
    expect(attribute('first', paths).get('web')).toBe(7)
    expect(attribute('last', paths).get('store')).toBe(7)
  })
})

/** Simulated companies; a proof takes 300 and more. */
const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 20)

/** People who prefer one of three channels, each as many, and come on up to five ways, three in ten of which convert. */
const equalChannels = (seed: number, people: number): ChannelPath[] => {
  const draws = drawsOf(seed)
  const [starts, channel, activity]: [number[], number[], number[]] = [[0], [], []]
  for (let p = 0; p < people; p++) {
    const favourite = drawBelow(draws, 3)
    for (let ways = 1 + drawBelow(draws, 5); ways > 0; ways--) {
      const converts = draws() < 0.3
      for (let left = drawBelow(draws, 4); left >= 0; left--) {
        channel.push(draws() < 0.8 ? favourite : drawBelow(draws, 3))
        activity.push(converts && left === 0 ? 1 : 0)
      }
    }
    starts.push(channel.length)
  }
  const table = spansOf({
    keys: Array.from({ length: people }, (_, p) => `person:${p}`),
    inferred: new Uint8Array(people).fill(1),
    starts: Uint32Array.from(starts),
    at: Float64Array.from(channel, (_, e) => e),
    activity: Uint32Array.from(activity),
    activities: ['Visit', 'Order Completed'],
    channel: Uint16Array.from(channel),
    channels: ['web', 'store', 'phone'],
  })
  return channelPaths(table, [1])
}

describe('channels that bring as much as each other', () => {
  it.each(['linear', 'markov', 'shapley'] as const)(
    'are held by their intervals, and not told apart, by %s',
    async (model) => {
      let [held, apart] = [0, 0]
      for (let round = 1; round <= ROUNDS; round++) {
        const intervals = await shareIntervals([model], equalChannels(round, 300), { times: 200, seed: 1 })
        const shares = intervals.get(model)
        const [web, store, phone] = ['web', 'store', 'phone'].map((name) => shares?.get(name) ?? { low: 1, high: 0 })
        for (const one of [web, store, phone]) if (one && one.low <= 1 / 3 && one.high >= 1 / 3) held++
        if (web && store && (web.low > store.high || store.low > web.high)) apart++
      }
      expect(held / ROUNDS / 3).toBeGreaterThanOrEqual(0.93)
      expect(apart / ROUNDS).toBeLessThanOrEqual(0.05)
    },
  )
})

describe('the share of a channel', () => {
  const paths = [
    { channels: ['web', 'store'], conversions: 60, value: 0, nulls: 40 },
    { channels: ['phone'], conversions: 20, value: 0, nulls: 80 },
    { channels: ['store'], conversions: 20, value: 0, nulls: 10 },
  ]
  it('lies in its interval, which is narrower the more ways there are', async () => {
    const width = async (times: number) => {
      const many = paths.map((one) => ({ ...one, conversions: one.conversions * times, nulls: one.nulls * times }))
      const conversions = 100 * times
      const intervals = (await shareIntervals(['markov'], many, { times: 200, seed: 1 })).get('markov') ?? new Map()
      for (const [channel, some] of attribute('markov', many)) {
        expect(some / conversions).toBeGreaterThan(intervals.get(channel)?.low ?? 1)
        expect(some / conversions).toBeLessThan(intervals.get(channel)?.high ?? 0)
      }
      const { low = 0, high = 0 } = intervals.get('phone') ?? {}
      return high - low
    }
    expect(await width(100)).toBeLessThan((await width(1)) / 5)
  })
  it('is drawn again alike with the same seed', async () => {
    const asked = { times: 20, seed: 4 }
    expect(await shareIntervals(['shapley'], paths, asked)).toEqual(await shareIntervals(['shapley'], paths, asked))
  })
  it('is drawn no more once nobody waits for it', async () => {
    let turns = 0
    const turn = async () => {
      if (++turns > 3) throw new Error('Claire has left')
    }
    await expect(shareIntervals(['markov'], paths, { times: 200, seed: 4, turn })).rejects.toThrow('Claire has left')
    expect(turns).toBe(4)
  })
  it('are not drawn to the end of a draw that nobody waits for: each removal and every thousand ways look up', async () => {
    const names = Array.from({ length: 40 }, (_, k) => `channel ${k}`)
    const paths = names.map((channel, k) => ({
      channels: [channel, names[(k + 1) % 40] ?? ''],
      conversions: 1,
      value: 0,
      nulls: 2,
    }))
    let looks = 0
    const look = () => {
      if (++looks === 30) throw new Error('Claire has left')
    }
    await expect(shareIntervals(['markov'], paths, { times: 1, seed: 4, look })).rejects.toThrow('Claire has left')
    for (const model of MODELS) {
      looks = 0
      const leaving = () => {
        if (++looks === 3) throw new Error('Claire has left')
      }
      const many = Array.from({ length: 5000 }, () => paths[0] as ChannelPath)
      expect(() => attribute(model, many, leaving)).toThrow('Claire has left')
    }
  })
})
