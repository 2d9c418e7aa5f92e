import type { CommonOptions, Engines } from './context.ts'

/** Engines that a command opens on demand; `close` stops what was started for it and nothing else. */
export interface OpenedEngines extends Engines {
  close(): Promise<void>
}

export type OpenEngines = (options: CommonOptions) => OpenedEngines
