import type { Quarantine, replay } from '../../collection/index.ts'

/** What was set aside, for who puts it right: ingest alone writes there. */
export interface Aside {
  readonly list: Quarantine['list']
  readonly replay: (id: string, mended?: unknown) => ReturnType<typeof replay>
}
