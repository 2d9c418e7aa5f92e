import type { Role } from './mapping.ts'
import type { RejectReason } from './row-block.ts'

/** The role whose column is at fault. */
export const roleAtFault: Readonly<Partial<Record<RejectReason, Role>>> = {
  'no-time': 'time',
  'unreadable-time': 'time',
  'no-such-date': 'time',
  'ambiguous-date': 'time',
  'before-1990': 'time',
  'in-the-future': 'time',
  'out-of-calendar': 'time',
  'no-event': 'event',
  'no-case': 'case',
  'no-id': 'id',
  'unreadable-order': 'order',
}
