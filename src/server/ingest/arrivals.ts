import type { Seen } from '../../collection/intake.node.ts'

/** Somebody who watches what arrives. */
export interface Watcher {
  see(message: Seen): void
  end(): void
}

/** What arrives, told to whoever watches; kept nowhere. */
export interface Arrivals {
  /** Gives what ends the watching. */
  watch(watcher: Watcher): () => void
  tell(message: Seen): void
  end(): void
}

export const createArrivals = (): Arrivals => {
  const watchers = new Set<Watcher>()
  return {
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    tell(message) {
      for (const watcher of watchers) watcher.see(message)
    },
    end() {
      for (const watcher of watchers) watcher.end()
    },
  }
}
