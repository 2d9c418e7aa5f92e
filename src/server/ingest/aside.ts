import type { Quarantine, replay } from '../../collection/index.ts'

/** What was set aside, for who puts it right: ingest alone writes there. */
export interface Aside {
  readonly list: Quarantine['list']
  readonly replay: (id: string, mended?: unknown) => ReturnType<typeof replay>
}

/** Messages of a source that come from within the server: false where nothing is taken in now. */
export type TakeFromWithin = (workspace: string, source: string, messages: readonly unknown[]) => Promise<boolean>
