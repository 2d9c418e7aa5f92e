import { describe, expect, it } from 'vitest'
import { type NativeBlock, nativeBlocks } from './native.ts'

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]
const text = (value: string): number[] => [...varint(Buffer.byteLength(value)), ...Buffer.from(value)]
const wide = (value: number): number[] => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(value))
  return [...bytes]
}
/** One block as the engine would send it: three cases, of which the second has no events. */
const block = (keys: readonly string[]): number[] => [
  ...[...varint(3), ...varint(keys.length)],
  ...[...text('key'), ...text('String'), ...keys.flatMap(text)],
  ...[...text('at'), ...text('Array(Int64)')],
  ...[...[2, 2, 3].flatMap(wide), ...[-1, 2 ** 40 + 1, 7].flatMap(wide)],
  ...[...text('kind'), ...text('Array(LowCardinality(String))'), ...wide(1), ...[1, 1, 3].flatMap(wide)],
  ...[...wide(0x600), ...wide(2), ...text(''), ...text('é'), ...wide(3), 1, 0, 1],
]
const inChunks = async function* (bytes: Uint8Array, each: number): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += each) yield bytes.subarray(from, from + each)
}
const read = async (bytes: Uint8Array, each: number): Promise<NativeBlock[]> => {
  const blocks: NativeBlock[] = []
  for await (const one of nativeBlocks(inChunks(bytes, each))) blocks.push(one)
  return blocks
}

describe('blocks of the engine', () => {
  const keys = [
    ['claire', 'karim', ''],
    ['Zoé', 'k', 'person:\ufffd'],
    ['a'.repeat(200), 'é'.repeat(90), 'b'],
  ]
  const bytes = Uint8Array.from(keys.flatMap(block))

  it.each([1, 7, 64, 10_000])('are read alike however they arrive: %i bytes at a time', async (each) => {
    const blocks = await read(bytes, each)
    expect(blocks.map(({ columns }) => columns.key)).toEqual(keys.map((values) => ({ kind: 'texts', values })))
    for (const { rows, columns } of blocks) {
      expect(rows).toBe(3)
      expect(columns.at).toEqual({
        kind: 'lists',
        ends: Float64Array.of(2, 2, 3),
        items: { kind: 'numbers', values: Float64Array.of(-1, 2 ** 40 + 1, 7) },
      })
      expect(columns.kind).toMatchObject({
        ends: Float64Array.of(1, 1, 3),
        items: { dictionary: ['', 'é'], codes: Uint8Array.of(1, 0, 1) },
      })
    }
  })

  it('lie in the room of the last one where they are looked at one after the other', async () => {
    const rooms = new Set<unknown>()
    for await (const { columns } of nativeBlocks(inChunks(bytes, 64), { passing: true })) {
      expect(columns.at).toMatchObject({ items: { values: Float64Array.of(-1, 2 ** 40 + 1, 7) } })
      expect(columns.kind).toMatchObject({ items: { codes: Uint8Array.of(1, 0, 1) } })
      if (columns.at?.kind === 'lists' && columns.at.items.kind === 'numbers') rooms.add(columns.at.items.values.buffer)
    }
    expect(rooms.size).toBe(1)
  })

  it('are refused where the last one is cut short', async () => {
    await expect(read(bytes.subarray(0, -1), 100)).rejects.toThrow('amid a block')
  })
})
