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
  /** Tells those who watch; undefined while nobody does, since what nobody hears need not be said. */
  watching(): ((message: Seen) => void) | undefined
  end(): void
}

export const createArrivals = (): Arrivals => {
  const watchers = new Set<Watcher>()
  const tell = (message: Seen) => {
    for (const watcher of watchers) watcher.see(message)
  }
  return {
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    watching: () => (watchers.size > 0 ? tell : undefined),
    end() {
      for (const watcher of watchers) watcher.end()
    },
  }
}
