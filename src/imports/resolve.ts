import { done, type Outcome, Refused, refuse, type Words } from '../kernel/index.ts'
import { type ColumnSample, candidates, guess } from './guess.ts'
import { type Choice, type Choices, type CountRole, type Mapping, ROLES, type Role, type Said } from './mapping.ts'
import { nearest } from './nearest.ts'

export const ROLE_WORDS: Readonly<Record<Role, Words>> = {
  case: { fr: 'le dossier ou parcours (--case)', en: 'the case (--case)' },
  event: { fr: 'ce qui s’est passé (--event)', en: 'what happened (--event)' },
  time: { fr: 'le moment (--time)', en: 'when (--time)' },
  profile: { fr: 'la personne (--profile)', en: 'the person (--profile)' },
  channel: { fr: 'le canal (--channel)', en: 'the channel (--channel)' },
  id: { fr: 'l’identifiant de la ligne (--id)', en: 'the row’s own id (--id)' },
  order: { fr: 'l’ordre à instant égal (--order)', en: 'the order within an instant (--order)' },
  store: { fr: 'le magasin (--store)', en: 'the store (--store)' },
  adviser: { fr: 'le conseiller (--adviser)', en: 'the adviser (--adviser)' },
}

const quoted = (names: readonly string[], language: 'fr' | 'en') =>
  names.map((name) => (language === 'fr' ? `« ${name} »` : `"${name}"`)).join(', ')

const COLUMNS_SHOWN = 30
const shown = (names: readonly string[], language: 'fr' | 'en') =>
  quoted(names.slice(0, COLUMNS_SHOWN), language) + (names.length > COLUMNS_SHOWN ? ', …' : '')

/** A column that a person named and the file lacks, with the likeliest that it has. */
export const unknownColumn = (name: string, names: readonly string[], said: Said, file: string): Refused => {
  const near = nearest(name, names)
  const others = near.length > 0 ? near : names
  return new Refused({
    code: 'unknown-column',
    what: {
      fr: `La colonne « ${name} » n’existe pas dans ${file}.`,
      en: `There is no column "${name}" in ${file}.`,
    },
    remedy:
      near.length > 0
        ? { fr: `Vouliez-vous dire ${quoted(near, 'fr')} ?`, en: `Did you mean ${quoted(near, 'en')}?` }
        : { fr: `Colonnes : ${shown(others, 'fr')}.`, en: `Columns: ${shown(others, 'en')}.` },
    at: said.file === undefined ? { file, line: 1 } : { file: said.file, ...(said.line && { line: said.line }) },
  })
}

/** Choices checked against a file's columns: columns by role, and the values that stand for a whole file. */
export const checkChoices = <Any extends Role | CountRole>(
  roles: readonly Any[],
  choices: Choices,
  names: readonly string[],
  file: string,
) => {
  const columns: Partial<Record<Any, string>> = {}
  const values: Partial<Record<Any, string>> = {}
  for (const role of roles) {
    const choice: Choice | undefined = choices.roles[role]
    if (choice === undefined) continue
    if ('value' in choice) values[role] = choice.value
    else if (choice.column === '') continue
    else if (names.includes(choice.column)) columns[role] = choice.column
    else throw unknownColumn(choice.column, names, choice.said, file)
  }
  for (const { condition, said } of choices.where)
    if (!names.includes(condition.property)) throw unknownColumn(condition.property, names, said, file)
  return { columns, values }
}

const missing = (roles: readonly Role[], columns: readonly ColumnSample[], file: string) => {
  const hints = roles.map((role) => ({ role, near: candidates(role, columns) })).filter(({ near }) => near.length > 0)
  const name = (language: 'fr' | 'en') => roles.map((role) => ROLE_WORDS[role][language]).join(', ')
  const option = ({ role, near }: (typeof hints)[number], language: 'fr' | 'en') =>
    `--${role} ${near.map((column) => JSON.stringify(column)).join(language === 'fr' ? ' ou ' : ' or ')}`
  const all = columns.map((column) => column.name)
  return refuse({
    code: 'missing-columns',
    what: {
      fr: `Aucune colonne trouvée pour ${name('fr')}${roles.includes('case') ? ' ni pour la personne (--profile)' : ''}.`,
      en: `No column was found for ${name('en')}${roles.includes('case') ? ' nor for the person (--profile)' : ''}.`,
    },
    remedy: {
      fr: `Nommez-les${hints.length > 0 ? `, par exemple ${hints.map((hint) => option(hint, 'fr')).join(' ')}` : ''}. Colonnes : ${shown(all, 'fr')}.`,
      en: `Name them${hints.length > 0 ? `, for example ${hints.map((hint) => option(hint, 'en')).join(' ')}` : ''}. Columns: ${shown(all, 'en')}.`,
    },
    at: { file, line: 1 },
  })
}

/** What the file's rows are by, chosen or guessed, and the roles without which no row could become an event. */
export const guessMapping = (
  choices: Choices,
  columns: readonly ColumnSample[],
  file: string,
  /** Roles that this kind of file never leaves to a guess. */
  never: readonly Role[] = [],
) => {
  const names = columns.map(({ name }) => name)
  const chosen = checkChoices(ROLES, choices, names, file)
  const open = new Set(choices.exact ? [] : ROLES.filter((role) => !(role in choices.roles) && !never.includes(role)))
  const found = guess(columns, new Set(Object.values(chosen.columns)), open)
  const guessed: ReadonlySet<Role> = new Set(ROLES.filter((role) => role in found))
  const mapping: Mapping = { columns: { ...found, ...chosen.columns }, values: chosen.values, guessed }
  const has = (role: Role) => role in mapping.columns || role in mapping.values
  const lacking: Role[] = [
    ...('time' in mapping.columns ? [] : (['time'] as const)),
    ...(has('event') ? [] : (['event'] as const)),
    ...(has('case') || has('profile') ? [] : (['case'] as const)),
  ]
  return { mapping, lacking, guessed }
}

/** What the file's rows are by: chosen by the person, else guessed; refused where a row could not become an event. */
export const resolveMapping = (
  choices: Choices,
  columns: readonly ColumnSample[],
  file: string,
  never: readonly Role[] = [],
): Outcome<Mapping, 'missing-columns'> => {
  const { mapping, lacking } = guessMapping(choices, columns, file, never)
  return lacking.length > 0 ? missing(lacking, columns, file) : done(mapping)
}
