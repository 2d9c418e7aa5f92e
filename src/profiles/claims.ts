import { type Edge, edge, type Sighting } from './evidence.ts'
import { type Identifier, identifier, KINDS, type Kind, parseIdentifier } from './identifier.ts'

/** The owner's word that a property of a source's events names the person: a column of a file that is known to be theirs. */
export interface Claim {
  readonly source: string
  readonly property: string
  readonly kind: Kind
}

/** Where events that came live carry what their source is believed about; what is only claimed stands elsewhere. */
const BELIEVED = 'identifiers.'
/** The former id of an alias: what the person was before being known. */
const PREVIOUS = `${BELIEVED}previous`

/** Every property that may name a person, whatever the source. */
export const claimedProperties = (claims: readonly Claim[]): string[] => [
  ...new Set([PREVIOUS, ...KINDS.map((kind) => BELIEVED + kind), ...claims.map(({ property }) => property)]),
]

/** Whom an event names, and by which other names: the raw material of evidence. */
export interface Naming {
  /** As the event carries it. */
  readonly identifier: string
  /** Properties that may name a person, in clear. */
  readonly properties: Readonly<Record<string, string>>
  readonly first: Sighting
  readonly last: number
}

const kindOfProperty = (property: string, source: string, claims: readonly Claim[]): Kind | undefined => {
  if (property === PREVIOUS) return 'anonymous'
  if (property.startsWith(BELIEVED)) return KINDS.find((kind) => kind === property.slice(BELIEVED.length))
  return claims.find((claim) => claim.source === source && claim.property === property)?.kind
}

/** The evidence in an event: each name beside the one that the event is filed under. A case of a file names nobody. */
export const evidenceOf = (
  { identifier: filed, properties, first, last }: Naming,
  claims: readonly Claim[],
): Edge[] => {
  const self = parseIdentifier(filed)
  if (self === undefined) return []
  return Object.entries(properties).flatMap(([property, value]) => {
    const kind = kindOfProperty(property, first.source, claims)
    const other: Identifier | undefined = kind && identifier(kind, value)
    const found = other && edge(self, other, first)
    return found ? [{ ...found, last }] : []
  })
}
