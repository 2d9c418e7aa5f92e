import type { ColumnSample } from './guess.ts'
import { COUNT_ROLES, type CountRole } from './mapping.ts'
import { unaccented } from './month-names.ts'

/** Names that say a role of a count, in French and English, without accents, blanks or signs. */
const NAMES: Readonly<Record<CountRole, readonly string[]>> = {
  touchpoint: ['touchpoint', 'pointdecontact', 'event', 'evenement', 'activity', 'activite', 'etape'],
  channel: ['channel', 'canal'],
  store: ['store', 'storeid', 'magasin', 'boutique', 'agence'],
  from: ['from', 'start', 'begin', 'debut', 'de', 'du', 'datedebut', 'heuredebut', 'fromts'],
  to: ['to', 'end', 'fin', 'a', 'au', 'datefin', 'heurefin', 'tots'],
  count: ['count', 'nombre', 'nb', 'passages', 'visites', 'visits', 'calls', 'appels', 'volume', 'footfall'],
  medianSeconds: ['medianseconds', 'median', 'mediane', 'medianesecondes', 'dureemediane', 'attentemediane'],
  satisfactionN: ['satisfactionn', 'nsatisfaction', 'reponses', 'answers', 'respondents'],
  satisfactionMean: ['satisfactionmean', 'satisfaction', 'meansatisfaction', 'satisfactionmoyenne', 'moyenne'],
}

const bare = (name: string) => unaccented(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1$2')).replace(/[^a-z0-9]/g, '')

/** Columns proposed for the roles of a count that are still open, by their names alone. */
export const guessCounts = (
  columns: readonly ColumnSample[],
  taken: ReadonlySet<string>,
  open: ReadonlySet<CountRole>,
): Partial<Record<CountRole, string>> => {
  const found: Partial<Record<CountRole, string>> = {}
  for (const role of COUNT_ROLES.filter((role) => open.has(role))) {
    const used = new Set([...taken, ...Object.values(found)])
    const free = columns.filter(({ name }) => !used.has(name))
    const match = NAMES[role].map((name) => free.find((column) => bare(column.name) === name)).find(Boolean)
    if (match) found[role] = match.name
  }
  return found
}
