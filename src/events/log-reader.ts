import type { Id } from '../kernel/index.ts'
import type { Cursor } from './cursor.ts'
import type { Event } from './event.ts'

/** Which interactions of the log are looked at; what is absent keeps all. */
export interface LogFilter {
  readonly source?: string
  readonly channel?: string
  readonly event?: string
  readonly before?: Cursor
}

/** Port: what was kept, as it was kept, the latest first. */
export interface LogReader {
  page(workspace: Id<'Workspace'>, filter: LogFilter, most: number): Promise<readonly Event[]>
}
