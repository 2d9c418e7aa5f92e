import { hash } from 'node:crypto'
import { asId, type Id } from '../kernel/index.ts'
import type { Identifier } from './identifier.ts'

/** A profile's name: 128 bits of the hash of its strongest identifier, so that no person can be read from an address. */
export const nameProfile = (workspace: Id<'Workspace'>, strongest: Identifier): Id<'Profile'> =>
  asId(hash('sha256', `${workspace}\0profile\0${strongest}`).slice(0, 32))
