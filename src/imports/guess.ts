import type { Role } from './mapping.ts'
import { unaccented } from './month-names.ts'

/** A name as words without accents: `idClient`, `id_client` and `ID client` are alike. */
const wordsOf = (name: string): string[] =>
  unaccented(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/** Names that say a role, surest first. Written as words. */
const NAMES: Readonly<Partial<Record<Role, readonly string[]>>> = {
  case: [
    'case concept name',
    'case id',
    'case',
    'caseid',
    'id case',
    'journey id',
    'id parcours',
    'id dossier',
    'dossier',
  ],
  event: ['concept name', 'activity', 'activite', 'event name', 'event', 'evenement', 'event type', 'type evenement'],
  time: [
    'time timestamp',
    'timestamp',
    'horodatage',
    'occurred at',
    'event time',
    'date heure',
    'datetime',
    'date evenement',
  ],
  profile: [
    'profile',
    'profile id',
    'id profil',
    'client id',
    'id client',
    'customer id',
    'user id',
    'userid',
    'client',
  ],
  channel: ['channel', 'canal', 'case channel', 'canal de contact'],
  store: ['store', 'store id', 'magasin', 'id magasin'],
  adviser: ['adviser', 'advisor', 'conseiller', 'id conseiller'],
}

/** Words that say a role, whatever little words stand beside them. */
const SAYING: Readonly<Partial<Record<Role, readonly string[]>>> = {
  case: ['case', 'dossier', 'ticket', 'parcours', 'journey', 'trace', 'demande', 'order', 'commande'],
  event: [
    'event',
    'evenement',
    'activity',
    'activite',
    'action',
    'etape',
    'step',
    'tache',
    'task',
    'interaction',
    'touchpoint',
  ],
  time: ['timestamp', 'horodatage', 'horodate', 'date', 'time', 'heure', 'datetime', 'moment', 'instant', 'ts', 'jour'],
  profile: [
    'profile',
    'profil',
    'client',
    'customer',
    'user',
    'utilisateur',
    'personne',
    'person',
    'visitor',
    'visiteur',
    'contact',
    'usager',
    'adherent',
    'abonne',
  ],
  channel: ['channel', 'canal', 'media'],
  store: ['store', 'magasin', 'boutique', 'agence', 'shop', 'pdv'],
  adviser: ['adviser', 'advisor', 'conseiller', 'conseillere', 'vendeur', 'vendeuse', 'seller', 'agent'],
}
const LITTLE = [
  'id',
  'identifiant',
  'num',
  'numero',
  'number',
  'no',
  'n',
  'code',
  'ref',
  'reference',
  'key',
  'uuid',
  'de',
  'du',
  'des',
  'd',
  'la',
  'le',
  'l',
  'les',
  'of',
  'the',
  'et',
  'and',
  'at',
]
const NAMING = ['name', 'nom', 'libelle', 'label', 'type', 'title', 'intitule']
/** A customer's name is no identifier; a step's name is the step. */
const BESIDE: Readonly<Partial<Record<Role, readonly string[]>>> = {
  event: [...LITTLE, ...NAMING, 'point', 'contact'],
  channel: [...LITTLE, ...NAMING, 'contact'],
  store: [...LITTLE, ...NAMING],
  time: [
    ...LITTLE,
    'event',
    'evenement',
    'date',
    'heure',
    'start',
    'debut',
    'creation',
    'created',
    'complete',
    'local',
    'utc',
    'action',
    'contact',
  ],
}

/** What the sample says of a column. */
export interface ColumnSample {
  readonly name: string
  /** Cells that are there, how many differ, and how many read as times. */
  readonly filled: number
  readonly distinct: number
  readonly times: number
}

const looksLikeTimes = ({ filled, times }: ColumnSample) => filled > 0 && times >= 0.8 * filled

const fits = (role: Role, column: ColumnSample): boolean =>
  role === 'time' ? looksLikeTimes(column) : !(looksLikeTimes(column) && column.filled > 1)

const saidBy = (role: Role, column: ColumnSample): boolean => {
  const words = wordsOf(column.name)
  const saying = SAYING[role] ?? []
  const beside = BESIDE[role] ?? LITTLE
  return (
    words.some((word) => saying.includes(word)) && words.every((word) => saying.includes(word) || beside.includes(word))
  )
}

const named = (role: Role, columns: readonly ColumnSample[]): ColumnSample | undefined => {
  for (const name of NAMES[role] ?? []) {
    const found = columns.find((column) => wordsOf(column.name).join(' ') === name)
    if (found) return found
  }
  return undefined
}

/**
 * The column most likely to have a role, among those free: by its whole name, then by its words; for times, also by
 * cells, and at last by the name alone (a file whose times are all wrong, or that has no rows).
 */
const find = (role: Role, free: readonly ColumnSample[]): string | undefined => {
  const able = free.filter((column) => fits(role, column))
  const found = named(role, able) ?? able.find((column) => saidBy(role, column))
  if (role !== 'time') return found?.name
  return (found ?? able.find(looksLikeTimes) ?? named(role, free) ?? free.find((column) => saidBy(role, column)))?.name
}

/** The order in which roles choose their column. An id or an order is never guessed: a wrong one would lose events. */
const GUESSED: readonly Role[] = ['time', 'case', 'event', 'channel', 'profile', 'store', 'adviser']

/** Columns proposed for the roles that are still open, from their names (French and English) and their cells. */
export const guess = (
  columns: readonly ColumnSample[],
  taken: ReadonlySet<string>,
  open: ReadonlySet<Role>,
): Partial<Record<Role, string>> => {
  const found: Partial<Record<Role, string>> = {}
  for (const role of GUESSED.filter((role) => open.has(role))) {
    const used = new Set([...taken, ...Object.values(found)])
    const column = find(
      role,
      columns.filter(({ name }) => !used.has(name)),
    )
    if (column !== undefined) found[role] = column
  }
  return found
}

/** Columns whose cells repeat as those of a role do, to name when none was found: cases repeat a little, events a lot. */
export const candidates = (role: Role, columns: readonly ColumnSample[]): string[] =>
  columns
    .filter((column) => {
      if (role === 'time') return column.times > 0
      if (looksLikeTimes(column) || column.filled < 2) return false
      const share = column.distinct / column.filled
      return role === 'event' || role === 'channel' ? share <= 0.5 : share > 0.005 && share <= 1
    })
    .slice(0, 5)
    .map(({ name }) => name)
