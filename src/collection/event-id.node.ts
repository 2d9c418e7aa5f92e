import { hash, randomUUID } from 'node:crypto'
import { asId, type Id } from '../kernel/index.ts'
import type { Source } from './source.ts'

/** The same message of a source always has the same id, whenever it is sent again; one without an id of its own is always new. */
export const eventId = ({ workspace, name }: Source, messageId: string): Id<'Event'> => {
  if (messageId === '') return asId(randomUUID())
  const hex = hash('sha256', `live\0${workspace}\0${name}\0${messageId}`, 'hex')
  return asId(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`)
}
