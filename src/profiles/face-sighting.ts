import type { Arrival } from '../events/index.ts'
import type { Id, Instant } from '../kernel/index.ts'
import type { Claim } from './claims.ts'
import { type Face, HEARD, type Heard, TOLD, type Told } from './face.ts'
import { bare, type Identifier, identifier, KINDS, type Kind, kindOf, parseIdentifier } from './identifier.ts'
import { clear, type Reading } from './naming-reader.ts'

/** What some events tell of the face that they are filed under. */
export interface Sighting {
  readonly filed: string
  readonly identifier: Identifier
  readonly named: readonly Identifier[]
  readonly heard: Heard
  readonly events: number
  readonly lastAt: Instant
}

/** Port: reads faces from the events that came in since a reading. */
export interface FaceReader {
  /** `whole` sightings are of all that was ever filed under each; others are of what came in, and add to what is known. */
  since(workspace: Id<'Workspace'>, reading: Reading, declared: readonly Claim[]): AsyncIterable<SightedPart>
}

/** Port: the faces of stored events, which can be counted but for some. */
export interface StoredFaceReader extends FaceReader {
  /** All that is stored of the faces filed under these, but that some of their events, by id, do not count. */
  without(workspace: Id<'Workspace'>, filed: Uncounted, declared: readonly Claim[]): Promise<readonly Sighting[]>
}

/** Under which texts some events are filed, with their ids. */
export type Uncounted = ReadonlyMap<string, readonly string[]>

export interface SightedPart {
  readonly seen: readonly Sighting[]
  readonly whole: boolean
  readonly reading?: Reading
  readonly more?: boolean
}

/**
 * Under which names each thing is told: as a trait, or in clear by a source whose properties the owner declared. The
 * first that says something counts.
 */
export const NAMES: Readonly<Record<(typeof HEARD)[number], readonly string[]>> = {
  firstName: ['firstName', 'first_name', 'prenom'],
  lastName: ['lastName', 'last_name', 'nom'],
  name: ['name'],
  birthday: ['birthday', 'birthDate', 'birth_date', 'date_naissance'],
  email: ['email'],
  phone: ['phone', 'telephone'],
  address: ['address.street', 'address', 'street', 'adresse'],
  postcode: ['postcode', 'address.postalCode', 'postalCode', 'code_postal'],
  city: ['city', 'address.city', 'ville'],
  company: ['company'],
}
const TRAITS = HEARD.map((thing) => [thing, NAMES[thing].map((name) => `traits.${name}`)] as const)
const IN_CLEAR = HEARD.map(
  (thing) => [thing, [...NAMES[thing].map((name) => `traits.${name}`), ...NAMES[thing]]] as const,
)
const BELIEVED = KINDS.map((kind) => [`identifiers.${kind}`, kind] as const)
const MOST_NAMED = 8

/** The identifiers that a face shows, of all that were ever named: always the same, in whatever order they came. */
export const namedOf = (named: Iterable<Identifier>): Identifier[] => [...new Set(named)].sort().slice(0, MOST_NAMED)

const laterSaid = (one: Heard[(typeof HEARD)[number]], other: typeof one): typeof one => {
  if (!one || !other) return one ?? other
  return other[1] > one[1] || (other[1] === one[1] && other[0] > one[0]) ? other : one
}

const heardOver = (one: Heard, other: Heard): Heard =>
  Object.fromEntries(
    HEARD.flatMap((thing) => {
      const said = laterSaid(one[thing], other[thing])
      return said ? [[thing, said] as const] : []
    }),
  )

/** Two sightings of one face, as one; in whatever order. */
const over = (one: Sighting, other: Sighting): Sighting => ({
  ...one,
  named: other.named.length === 0 ? one.named : namedOf([...one.named, ...other.named]),
  heard: Object.keys(other.heard).length === 0 ? one.heard : heardOver(one.heard, other.heard),
  events: one.events + other.events,
  lastAt: Math.max(one.lastAt, other.lastAt),
})

/** An address or a number that events are filed under is told by that. */
const withOwn = (known: Identifier, told: Told): Told => {
  const kind = kindOf(known)
  return kind === 'email' || kind === 'phone' ? { ...told, [kind]: bare(known) } : told
}

/** The face that a sighting shows. */
export const faceSeen = ({ heard, ...seen }: Sighting): Omit<Face, 'alone'> => {
  const kind = kindOf(seen.identifier)
  // Most are browsers that told nothing.
  if (Object.keys(heard).length === 0 && kind !== 'email' && kind !== 'phone')
    return { ...seen, name: '', city: '', heard }
  const said = Object.fromEntries(
    TOLD.flatMap((thing) => {
      const word = heard[thing]
      return word ? [[thing, word[0]] as const] : []
    }),
  )
  const { firstName = '', lastName = '', name = '', city = '' }: Told = said
  const told = withOwn(seen.identifier, said)
  return {
    ...seen,
    name: `${firstName} ${lastName}`.trim() || name || (heard.company?.[0] ?? ''),
    city,
    ...(Object.keys(told).length > 0 && { told }),
    heard,
  }
}

/** A face after more was seen of it. */
export const seenAgain = (before: Face | undefined, seen: Sighting): Omit<Face, 'alone'> =>
  faceSeen(before ? over({ ...before, heard: before.heard ?? {} }, seen) : seen)

/** Whether two faces tell the same, however much and however lately was heard of them. */
export const tellsTheSame = (one: Face, other: Omit<Face, 'alone'>): boolean =>
  one.identifier === other.identifier &&
  JSON.stringify([one.named, one.heard ?? {}]) === JSON.stringify([other.named, other.heard ?? {}])

/** Faces as some arrivals show them. */
export const sightingsIn = (events: readonly Arrival[], declared: readonly Claim[]): Sighting[] => {
  const declaring = new Map<string, (readonly [property: string, kind: Kind])[]>()
  for (const { source, property, kind } of declared)
    declaring.set(source, [...(declaring.get(source) ?? []), [property, kind]])
  const faces = new Map<string, Growing | undefined>()
  for (const event of events) {
    const { identifier: filed, at } = event
    if (!faces.has(filed)) faces.set(filed, growing(filed))
    const face = faces.get(filed)
    if (!face) continue
    face.events += 1
    if (at > face.lastAt) face.lastAt = at
    const own = declaring.get(event.source)
    if (own || event.says('identifiers.'))
      for (const name of namedBy(event, face.identifier, own ?? []))
        if (!face.named.includes(name)) face.named.push(name)
    if (own || event.says('traits.')) face.heard = heardOver(face.heard, heardIn(event, own !== undefined))
  }
  return [...faces.values()].flatMap((face) =>
    face ? [face.named.length > 1 ? { ...face, named: namedOf(face.named) } : face] : [],
  )
}

/** A sighting that more is added to. */
type Growing = { -readonly [Part in keyof Sighting]: Sighting[Part] } & { named: Identifier[] }

const growing = (filed: string): Growing | undefined => {
  const identifier = parseIdentifier(filed)
  return identifier && { filed, identifier, named: [], heard: {}, events: 0, lastAt: Number.NEGATIVE_INFINITY }
}

const heardIn = ({ properties, at }: Arrival, isDeclared: boolean): Heard =>
  Object.fromEntries(
    (isDeclared ? IN_CLEAR : TRAITS).flatMap(([thing, names]) => {
      const name = names.find((each) => (properties[each] ?? '') !== '')
      return name === undefined ? [] : [[thing, [clear(properties[name] ?? ''), at]] as const]
    }),
  )

const namedBy = (
  { properties }: Arrival,
  self: Identifier,
  own: readonly (readonly [property: string, kind: Kind])[],
): Identifier[] =>
  (own.length > 0 ? [...BELIEVED, ...own] : BELIEVED).flatMap(([property, kind]): Identifier[] => {
    const stored = properties[property] ?? ''
    const other = stored === '' ? undefined : identifier(kind, clear(stored))
    return other === undefined || other === self ? [] : [other]
  })
