import type { Id } from '../kernel/index.ts'
import type { Face, Heard, Told } from './face.ts'
import type { Identifier } from './identifier.ts'

/** A face as its table holds it. */
export interface Row {
  readonly filed: string
  readonly identifier: Identifier
  readonly alone: Id<'Profile'>
  readonly name: string
  readonly city: string
  readonly named: readonly Identifier[]
  readonly told: Told
  readonly heard: Heard
  readonly events: number
  readonly last_at: number
}

export const COLUMNS = 'filed, identifier, alone, name, city, named, told, heard, events, last_at'

export const faceOf = ({ last_at, told, heard, ...rest }: Row): Face => ({
  ...rest,
  ...(Object.keys(told).length > 0 && { told }),
  ...(Object.keys(heard).length > 0 && { heard }),
  lastAt: last_at,
})
