import type { RowBlock } from './row-block.ts'

const SEPARATOR = 0x1f

/** FNV-1a, 32 bits: names a column in a row's canonical form. */
const tagOf = (name: string): number => {
  let tag = 0x811c9dc5
  for (const code of Buffer.from(name)) tag = Math.imul(tag ^ code, 0x01000193)
  return tag >>> 0
}

/**
 * The canonical form of a row: the source, then each filled cell under the tag of its column's name, by name.
 * It does not depend on the columns' order, on the delimiter, the encoding or the quotes of the file,
 * nor on columns without values, nor on the mapping.
 */
export class ContentRow {
  bytes: Buffer = Buffer.alloc(1 << 12)
  length = 0
  private readonly head: number
  private names: readonly string[] = []
  private order = new Int32Array(0)
  private tags = new Uint32Array(0)

  constructor(source: string) {
    this.head = this.bytes.write(source.slice(0, 1000), 0, 'utf8')
    this.bytes[this.head++] = 0
  }

  /** Puts a row's canonical form in `bytes`, up to `length`. */
  take(block: RowBlock, row: number): void {
    if (block.names !== this.names) this.learn(block.names)
    const { width, starts, ends, bytes: from } = block
    const { order, tags } = this
    const base = row * width
    let into = this.bytes
    let at = this.head
    for (let i = 0; i < width; i++) {
      const column = order[i] as number
      const start = starts[base + column] as number
      const end = ends[base + column] as number
      if (end <= start) continue
      if (at + end - start + 5 > into.length) into = this.grow(at, end - start + 5)
      const tag = tags[i] as number
      into[at] = tag
      into[at + 1] = tag >>> 8
      into[at + 2] = tag >>> 16
      into[at + 3] = tag >>> 24
      at += 4
      for (let j = start; j < end; j++) into[at++] = from[j] as number
      into[at++] = SEPARATOR
    }
    this.length = at
  }

  private grow(length: number, more: number): Buffer {
    const grown = Buffer.alloc(Math.max(length + more, this.bytes.length * 2))
    this.bytes.copy(grown, 0, 0, length)
    this.bytes = grown
    return grown
  }

  private learn(names: readonly string[]): void {
    this.names = names
    this.order = Int32Array.from(names.keys()).sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
    this.tags = Uint32Array.from(this.order, (column) => tagOf(names[column] ?? ''))
  }
}
