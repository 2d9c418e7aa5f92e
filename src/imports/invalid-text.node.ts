import { isUtf8 } from 'node:buffer'
import type { RowBlock } from './row-block.ts'

/** Takes out the rows of a block that are not UTF-8, by their line. */
export const refuseRows = (block: RowBlock, invalid: ReadonlySet<number>): void => {
  if (invalid.size === 0) return
  for (const row of invalid) block.rejected.push({ line: block.lines[row] ?? 0, reason: 'invalid-text' })
  block.filter((row) => !invalid.has(row))
}

/** The same for rows whose cells are all that is known of them. */
export const refuseInvalidCells = (block: RowBlock): void => {
  const invalid = new Set<number>()
  const used = block.ends.subarray(0, block.count * block.width).reduce((most, end) => Math.max(most, end), 0)
  if (isUtf8(block.bytes.subarray(0, used))) return
  for (let cell = 0; cell < block.count * block.width; cell++) {
    const [start, end] = [block.starts[cell] ?? 1, block.ends[cell] ?? 0]
    if (end > start && !isUtf8(block.bytes.subarray(start, end))) invalid.add(Math.floor(cell / block.width))
  }
  refuseRows(block, invalid)
}
