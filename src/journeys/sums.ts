import { joined } from '../kernel/index.ts'

/** Counts of parts, place by place. */
export const addedCounts = (parts: readonly Uint32Array[]): Uint32Array => {
  const [first = new Uint32Array(0), ...others] = parts
  if (others.length === 0) return first
  const sum = first.slice()
  for (const part of others)
    for (let place = 0; place < sum.length; place++) sum[place] = (sum[place] ?? 0) + (part[place] ?? 0)
  return sum
}

/** What parts know by name, each name's values put together in the order of the parts. */
export const byName = <Value, Sum>(
  parts: readonly ReadonlyMap<string, Value>[],
  together: (values: readonly Value[]) => Sum,
): Map<string, Sum> => {
  const found = new Map<string, Value[]>()
  for (const part of parts)
    for (const [name, value] of part) {
      const known = found.get(name)
      if (known) known.push(value)
      else found.set(name, [value])
    }
  return new Map([...found].map(([name, values]) => [name, together(values)]))
}

export const total = (numbers: Iterable<number>): number => {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}

const longOf = (size: number): Float64Array => new Float64Array(size)

/** Columns one behind the other. */
export const behindEachOther = (columns: readonly Float64Array[]): Float64Array => joined(columns, longOf)
