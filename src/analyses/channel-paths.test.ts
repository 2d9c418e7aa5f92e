import { expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
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
    { channels: ['web', 'store'], conversions: 1, nulls: 0, value: 0, decay: [0.5, 0.5] },
    { channels: ['phone'], conversions: 0, nulls: 1, value: 0, decay: [0] },
    { channels: ['web'], conversions: 0, nulls: 1, value: 0, decay: [0] },
  ])
})

it('a touch that is a half-life older weighs half', () => {
  const [bought] = channelPaths({ ...table, at: Float64Array.of(0, 7, 9, 1) }, [1], 7)
  expect(bought?.decay?.map((weight) => Math.round(weight * 3))).toEqual([1, 2])
})

it('every way knows whose it is: one person’s are drawn again together', () => {
  expect(channelPaths(table, [1]).map(({ lots }) => [...(lots?.codes ?? [])])).toEqual([[1], [0], [2]])
  const again = channelPaths({ ...table, activity: Uint32Array.of(1, 1, 1, 0), channel: new Uint16Array(4) }, [1])
  expect(again).toMatchObject([
    { channels: ['web'], lots: { codes: Uint32Array.of(1, 2), times: Uint32Array.of(3, 1) } },
  ])
})
