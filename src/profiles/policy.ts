import type { Kind } from './identifier.ts'

/** How far evidence may go on its own. */
export interface Policy {
  /** How many identifiers of a kind one person may have (for each user id that a steward joined). */
  readonly limits: Readonly<Partial<Record<Kind, number>>>
  /** An identifier linked to more persons than this is shared, and merges nobody: a family's tablet, a store's telephone. */
  readonly sharedBeyond: Readonly<Partial<Record<Kind, { readonly users: number; readonly others: number }>>>
}

/** Two user ids are never one person without a steward: that rule is not a setting. */
export const POLICY: Policy = {
  limits: { crm: 5, loyalty: 5, email: 10, phone: 10, social: 20, order: 5000, device: 50, anonymous: 500 },
  sharedBeyond: {
    anonymous: { users: 1, others: 3 },
    device: { users: 1, others: 3 },
    phone: { users: 2, others: 4 },
    email: { users: 2, others: 4 },
    social: { users: 2, others: 4 },
    order: { users: 2, others: 4 },
    loyalty: { users: 2, others: 6 },
  },
}
