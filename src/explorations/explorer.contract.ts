import type { Event } from '../events/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import type { Instant } from '../kernel/index.ts'
import { createExplorer, type Explorer, type ExplorerPorts } from './explorer.ts'

/** An explorer of events at hand, asked at some instant, in UTC; what a test is about it says itself. */
export const explorerOf = (events: readonly Event[], now: Instant, otherwise: Partial<ExplorerPorts> = {}): Explorer =>
  createExplorer({
    reader: createMemoryCaseReader(events),
    version: async () => 'v1',
    now: () => now,
    zone: 'UTC',
    budget: 1_000_000,
    ...otherwise,
  })
