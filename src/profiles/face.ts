import type { Id, Instant } from '../kernel/index.ts'
import { bare, type Identifier, type Kind, kindOf } from './identifier.ts'
import type { Reading } from './naming-reader.ts'

/** What sources said of a person under one identifier, in their own words; what likeness is sought in. */
export const TOLD = [
  'firstName',
  'lastName',
  'name',
  'birthday',
  'email',
  'phone',
  'address',
  'postcode',
  'city',
] as const
export type Told = Readonly<Partial<Record<(typeof TOLD)[number], string>>>

/** What a face is told by, with what stands in for a name where there is none. */
export const HEARD = [...TOLD, 'company'] as const
/** The last word on each thing, and when it was said. */
export type Heard = Readonly<Partial<Record<(typeof HEARD)[number], readonly [text: string, at: Instant]>>>

/** What events filed under one identifier tell of whose it is: what people are looked for by, and shown by in a list. */
export interface Face {
  /** As the events carry it. */
  readonly filed: string
  /** The same in the form in which it is compared. */
  readonly identifier: Identifier
  /** The profile that it is where nothing ties it to another identifier. */
  readonly alone: Id<'Profile'>
  readonly name: string
  readonly city: string
  /** Other identifiers that its events were believed about. */
  readonly named: readonly Identifier[]
  readonly told?: Told
  /** When each thing was last said, and what it was: what comes later, of an earlier day, does not take its place. */
  readonly heard?: Heard
  readonly events: number
  readonly lastAt: Instant
}

/** How far the events were read for faces, and by which declared properties: others are other faces. */
export interface FaceReading extends Reading {
  readonly declared: string
}

export interface KnownFaces {
  reading(): Promise<FaceReading>
  /** The faces that are filed under these texts. */
  filed(texts: readonly string[]): Promise<Map<string, Face>>
}

export interface FaceChange {
  /** In place of what was known of the same. */
  readonly faces?: readonly Face[]
  /** Of whom was heard, and nothing new: how often, and when last. */
  readonly heardOf?: readonly Pick<Face, 'filed' | 'events' | 'lastAt'>[]
  /** What these come from. */
  readonly reading?: FaceReading
}

/** Port: the faces of a workspace, and how far the events were read for them. */
export interface FaceStore {
  reading(workspace: Id<'Workspace'>): Promise<FaceReading>
  /** Runs work as the one writer of the workspace's faces: what it keeps is kept as a whole, or not at all. */
  change<T>(
    workspace: Id<'Workspace'>,
    work: (known: KnownFaces, keep: (change: FaceChange) => Promise<void>) => Promise<T>,
  ): Promise<T>
  /** Faces that have a word beginning with each of these, the last heard of first. */
  search(workspace: Id<'Workspace'>, words: readonly string[], most: number): Promise<Face[]>
  /** Known words of names and towns that share a trace with one of these: what was perhaps meant. */
  near(workspace: Id<'Workspace'>, traces: readonly string[], most: number): Promise<string[]>
  /** Faces that have, of each list, one of the words, whole. */
  searchAny(workspace: Id<'Workspace'>, lists: readonly (readonly string[])[], most: number): Promise<Face[]>
  /** Faces whose identifier begins with one of these. */
  begun(workspace: Id<'Workspace'>, beginnings: readonly string[], most: number): Promise<Face[]>
  /** The faces of some identifiers, in the form in which they are compared. */
  of(workspace: Id<'Workspace'>, identifiers: readonly Identifier[]): Promise<Face[]>
  /** The faces whose profiles these are where they stand alone. */
  alone(workspace: Id<'Workspace'>, profiles: readonly Id<'Profile'>[]): Promise<Face[]>
  /** The last heard of. */
  latest(workspace: Id<'Workspace'>, most: number): Promise<Face[]>
  count(workspace: Id<'Workspace'>): Promise<number>
  /** The faces that tell something, kept after a point, in the order in which they were, and the point after them. */
  keptSince(
    workspace: Id<'Workspace'>,
    point: number,
    most: number,
  ): Promise<{ readonly faces: readonly Face[]; readonly point: number }>
}

/** Text as it is compared: no case, no accents, and nothing but letters and digits between blanks. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** What machines name: there are more of these than of anything else, and nobody looks for a part of one. */
export const MACHINE_MADE = ['anonymous', 'device'] as const satisfies readonly Kind[]

/** The ways in which people write an identifier when they look for it; none where a machine wrote it. */
const wordsOfIdentifier = (identifier: Identifier): string[] => {
  if (MACHINE_MADE.some((kind) => kind === kindOf(identifier))) return []
  const value = bare(identifier)
  const whole = value
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()
  if (kindOf(identifier) !== 'phone') return [whole, ...plainWords(value)]
  const digits = value.replace(/\D/g, '')
  // +33 6 12… is said 06 12…, and the overseas departments' +262 6 92… 06 92….
  return [digits, digits.replace(/^(?:33|262|590|594|596|508|687|689)/, '0')]
}

const MOST_WORDS = 40
const LONGEST_WORD = 60

/** Every word that a face is found by. */
export const wordsOfFace = ({ name, city, identifier, named }: Omit<Face, 'alone'>): string[] =>
  [...new Set([...plainWords(name), ...plainWords(city), ...[identifier, ...named].flatMap(wordsOfIdentifier)])]
    .filter((word) => word !== '')
    .map((word) => word.slice(0, LONGEST_WORD))
    .slice(0, MOST_WORDS)

/** What a person typed, as words to look for. Digits written in pairs are one number; an address is one word. */
export const wordsSought = (text: string): string[] => {
  const typed = text.trim()
  if (/^[+\d\s().-]{4,}$/.test(typed)) return [typed.replace(/\D/g, '')]
  if (/^\S+@\S*$/.test(typed)) return [typed.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()]
  return plainWords(typed)
    .map((word) => word.slice(0, LONGEST_WORD))
    .slice(0, 8)
}

/** The words of a name that was perhaps meant: those of an address before its domain, no numbers. */
export const wordsMeant = (text: string): string[] => {
  const named = text.includes('@') ? text.slice(0, text.indexOf('@')) : text
  return plainWords(named)
    .map((word) => word.replace(/\d+/g, '').slice(0, LONGEST_WORD))
    .filter((word) => word !== '')
    .slice(0, 6)
}
