import type { Refusal } from '../kernel/index.ts'
import type { ByteSource } from './byte-source.node.ts'

/** Bytes in memory as a file's, given in chunks of a chosen size, and damaged at the end where asked. */
export const bytesInMemory = (text: string | Buffer, chunk = 1 << 16, damage?: Refusal, file = 'visits.csv') => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const source: ByteSource = {
    file,
    size: bytes.length,
    modified: 0,
    gzip: false,
    head: bytes.subarray(0, 1 << 18),
    headIsAll: bytes.length <= 1 << 18,
    consumed: 0,
    damage: undefined,
    chunks: async function* (from = 0) {
      for (let at = from; at < bytes.length; at += chunk) {
        source.consumed = Math.min(bytes.length, at + chunk)
        yield Buffer.from(bytes.subarray(at, at + chunk))
      }
      source.damage = damage
    },
    close: async () => {},
  }
  return source
}
