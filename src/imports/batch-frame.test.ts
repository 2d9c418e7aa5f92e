import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameBatch, readFrame } from './batch-frame.ts'

const batches = fc.record({
  lines: fc.array(fc.string().map((text) => Buffer.from(`${text}\n`))),
  resume: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
})

const batchOf = ({ lines, resume }: { lines: Buffer[]; resume: Record<string, unknown> }) => {
  const offsets = new Uint32Array(lines.length + 1)
  lines.forEach((line, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + line.length
  })
  return { rows: new Uint8Array(Buffer.concat(lines)), offsets, resume }
}

describe('a batch on the wire', () => {
  it('arrives as it left', () => {
    fc.assert(
      fc.property(batches, (given) => {
        const batch = batchOf(given)
        const arrived = readFrame(Buffer.concat(frameBatch(batch)))
        expect(arrived).toBeDefined()
        expect(Buffer.from(arrived?.rows ?? [])).toEqual(Buffer.from(batch.rows))
        expect([...(arrived?.offsets ?? [])]).toEqual([...batch.offsets])
        expect(arrived?.resume).toEqual(batch.resume)
      }),
    )
  })

  it('is not read where it was cut', () => {
    fc.assert(
      fc.property(batches, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, where) => {
        const bytes = Buffer.concat(frameBatch(batchOf(given)))
        expect(readFrame(bytes.subarray(0, Math.floor(bytes.length * where)))).toBeUndefined()
      }),
    )
  })
})
