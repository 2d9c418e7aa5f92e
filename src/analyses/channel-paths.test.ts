import { expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { hashed } from '../kernel/index.ts'
import { MOST_LOTS } from './attribution.ts'
import { channelPaths } from './channel-paths.ts'

/** Claire: web, store (buys), phone. Karim: web. */
const table = spansOf({
  keys: ['person:claire', 'person:karim'],
  inferred: Uint8Array.of(1, 1),
  starts: Uint32Array.of(0, 3, 4),
  at: Float64Array.of(1, 2, 3, 1),
  activity: Uint32Array.of(0, 1, 0, 0),
  activities: ['Visit', 'Order Completed'],
  channel: Uint16Array.of(0, 1, 2, 0),
  channels: ['web', 'store', 'phone'],
})

it('a purchase ends a way, and what comes after it has not converted yet', () => {
  expect(channelPaths(table, [1]).map(({ lots: _, ...way }) => way)).toEqual([
    { channels: ['phone'], conversions: 0, nulls: 1, value: 0, decay: [0] },
    { channels: ['web'], conversions: 0, nulls: 1, value: 0, decay: [0] },
    { channels: ['web', 'store'], conversions: 1, nulls: 0, value: 0, decay: [0.5, 0.5] },
  ])
})

it('a touch that is a half-life older weighs half', () => {
  const ways = channelPaths({ ...table, at: Float64Array.of(0, 7, 9, 1) }, [1], 7)
  const bought = ways.find(({ conversions }) => conversions > 0)
  expect(bought?.decay?.map((weight) => Math.round(weight * 3))).toEqual([1, 2])
})

it('every way knows whose it is: one person’s are drawn again together, wherever they stand', () => {
  const [claire, karim] = ['person:claire', 'person:karim'].map((key) => hashed(key) % MOST_LOTS)
  const lots = (cases: typeof table) => channelPaths(cases, [1]).map((way) => [...(way.lots?.codes ?? [])])
  const told = [[(claire ?? 0) * 2], [(karim ?? 0) * 2], [(claire ?? 0) * 2 + 1]]
  expect(lots(table)).toEqual(told)
  const { begins, ends, keys } = table
  const turned = { ...table, begins: begins.slice().reverse(), ends: ends.slice().reverse(), keys: [...keys].reverse() }
  expect(lots(turned)).toEqual(told)
})

it('what one person did alike several times is drawn as often', () => {
  const again = channelPaths({ ...table, activity: Uint32Array.of(1, 1, 1, 0), channel: new Uint16Array(4) }, [1])
  expect(again.map(({ lots }) => [...(lots?.times ?? [])].sort())).toEqual([[1, 3]])
})
