/** Remembers answers within a budget; what was asked least recently goes first. What is larger than the budget is not kept. */
export interface Kept<Value> {
  get(key: string): Value | undefined
  keep(key: string, value: Value, size: number): void
  /** Forgets what is no more of use. */
  forget(isOver: (value: Value) => boolean): void
  readonly size: number
}

export const keptWithin = <Value>(budget: number): Kept<Value> => {
  const kept = new Map<string, { readonly value: Value; readonly size: number }>()
  let total = 0
  const drop = (key: string) => {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }
  return {
    get(key) {
      const found = kept.get(key)
      if (!found) return undefined
      kept.delete(key)
      kept.set(key, found)
      return found.value
    },
    keep(key, value, size) {
      drop(key)
      if (size > budget) return
      kept.set(key, { value, size })
      total += size
      for (const oldest of kept.keys()) {
        if (total <= budget) break
        drop(oldest)
      }
    },
    forget(isOver) {
      for (const [key, { value }] of kept) if (isOver(value)) drop(key)
    },
    get size() {
      return total
    },
  }
}
