import { done, type Outcome, refuse } from '../kernel/index.ts'
import type { ColumnSample } from './guess.ts'
import { guessCounts } from './guess-counts.ts'
import { type Choices, COUNT_ROLES, type CountRole } from './mapping.ts'
import { checkChoices } from './resolve.ts'

/** Columns and whole-file values of counts without persons. */
export interface CountMapping {
  readonly columns: Readonly<Partial<Record<CountRole, string>>>
  readonly values: Readonly<Partial<Record<CountRole, string>>>
}

/** What the rows of counts are by, chosen or guessed, and the roles without which a count could not be placed. */
export const guessCountMapping = (choices: Choices, columns: readonly ColumnSample[], file: string) => {
  const names = columns.map(({ name }) => name)
  const chosen = checkChoices(COUNT_ROLES, choices, names, file)
  const open = new Set(choices.exact ? [] : COUNT_ROLES.filter((role) => !(role in choices.roles)))
  const found = guessCounts(columns, new Set(Object.values(chosen.columns)), open)
  const mapping: CountMapping = { columns: { ...found, ...chosen.columns }, values: chosen.values }
  const has = (role: CountRole) => role in mapping.columns || role in mapping.values
  const lacking: CountRole[] = [
    ...(['from', 'to', 'count'] as const).filter((role) => !has(role)),
    ...(has('touchpoint') || has('channel') ? [] : (['touchpoint'] as const)),
  ]
  return { mapping, lacking, guessed: new Set(COUNT_ROLES.filter((role) => role in found)) }
}

/** What the rows of counts are by; refused where a count could not be placed in time or on the map. */
export const resolveCounts = (
  choices: Choices,
  columns: readonly ColumnSample[],
  file: string,
): Outcome<CountMapping, 'missing-columns'> => {
  const names = columns.map(({ name }) => name)
  const { mapping, lacking } = guessCountMapping(choices, columns, file)
  if (lacking.length === 0) return done(mapping)
  return refuse({
    code: 'missing-columns',
    what: {
      fr: `Aucune colonne trouvée pour ${lacking.join(', ')}.`,
      en: `No column was found for ${lacking.join(', ')}.`,
    },
    remedy: {
      fr: `Un fichier --aggregate a les colonnes touchpoint ou channel, store, from, to, count ; nommez les vôtres dans --mapping. Colonnes : ${names.join(', ')}.`,
      en: `A file for --aggregate has the columns touchpoint or channel, store, from, to, count; name yours in --mapping. Columns: ${names.join(', ')}.`,
    },
    at: { file, line: 1 },
  })
}
