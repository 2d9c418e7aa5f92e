import { isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml'
import { Refused } from '../kernel/index.ts'
import { parseCellCondition } from './cell-filter.ts'
import { type Choice, type Choices, COUNT_ROLES, ROLES } from './mapping.ts'
import { nearest } from './nearest.ts'

const SETTINGS = ['zone', 'dateFormat', 'delimiter', 'encoding', 'party', 'allowDates', 'where', 'channels'] as const
const KEYS: readonly string[] = [...new Set([...ROLES, ...COUNT_ROLES, ...SETTINGS])]
/** A mapping names a few columns; more is no mapping. */
const LONGEST = 1 << 20

interface Entry {
  readonly key: string
  readonly value: unknown
  readonly line: number
}

const refusal = (file: string, line: number | undefined, fr: string, en: string, frRemedy: string, enRemedy: string) =>
  new Refused({
    code: 'unreadable-mapping',
    what: { fr, en },
    remedy: { fr: frRemedy, en: enRemedy },
    at: { file, ...(line !== undefined && { line }) },
  })

const entriesOf = (text: string, file: string): Entry[] => {
  if (text.length > LONGEST)
    throw refusal(
      file,
      1,
      'Cette correspondance dépasse 1 Mo.',
      'This mapping is longer than 1 MB.',
      'Gardez-y les colonnes seules.',
      'Keep only the columns in it.',
    )
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const [error] = document.errors
  if (error) {
    const line = error.linePos?.[0].line
    throw refusal(file, line, 'Ce YAML ne se lit pas.', 'This YAML cannot be read.', error.message, error.message)
  }
  if (!isMap(document.contents))
    throw refusal(
      file,
      1,
      'Cette correspondance est vide.',
      'This mapping is empty.',
      'Écrivez par exemple « case: dossier ».',
      'Write for example "case: ticket".',
    )
  const lineOf = (pair: Pair): number => {
    const key = pair.key
    const at = isScalar(key) ? key.range?.[0] : undefined
    return at === undefined ? 1 : lines.linePos(at).line
  }
  try {
    return document.contents.items.map((pair) => ({
      key: String(isScalar(pair.key) ? pair.key.value : pair.key),
      value: (pair.value as { toJS?: (document: unknown) => unknown } | null)?.toJS?.(document) ?? null,
      line: lineOf(pair),
    }))
  } catch {
    // Aliases that multiply: the YAML library stops counting them.
    throw refusal(
      file,
      1,
      'Ce YAML se répète sans fin (alias).',
      'This YAML repeats itself without end (aliases).',
      'Écrivez les valeurs sans alias.',
      'Write the values without aliases.',
    )
  }
}

/** `order-date` and `orderDate` are one key. */
const camel = (key: string) => key.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())

const choiceOf = ({ value, line }: Entry, file: string): Choice | undefined => {
  const said = { file, line }
  if (typeof value === 'string') return { column: value, said }
  if (value !== null && typeof value === 'object' && 'value' in value) return { value: String(value.value), said }
  return undefined
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string')

const record = (value: unknown): Record<string, string> =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([from, to]) => [from, String(to)]))
    : {}

const unknownKey = ({ key, line }: Entry, file: string) => {
  const near = nearest(camel(key), KEYS)
  const names = (near.length > 0 ? near : KEYS).join(', ')
  return refusal(
    file,
    line,
    `La clé « ${key} » est inconnue.`,
    `The key "${key}" is unknown.`,
    near.length > 0 ? `Vouliez-vous dire ${names} ?` : `Clés : ${names}.`,
    near.length > 0 ? `Did you mean ${names}?` : `Keys: ${names}.`,
  )
}

/**
 * A mapping file, YAML or JSON: roles to columns (`case: dossier`), or to one value for every row
 * (`channel: {value: phone}`), and the settings of the options of the same names.
 */
export const readMapping = (text: string, file: string): Choices => {
  const roles: Record<string, Choice> = {}
  const settings: Record<string, Entry> = {}
  for (const entry of entriesOf(text, file)) {
    const key = camel(entry.key)
    if (!KEYS.includes(key)) throw unknownKey(entry, file)
    if ((SETTINGS as readonly string[]).includes(key)) settings[key] = entry
    else {
      const choice = choiceOf(entry, file)
      if (!choice)
        throw refusal(
          file,
          entry.line,
          `« ${entry.key} » ne nomme pas une colonne.`,
          `"${entry.key}" names no column.`,
          `Écrivez « ${entry.key}: colonne » ou « ${entry.key}: {value: valeur} ».`,
          `Write "${entry.key}: column" or "${entry.key}: {value: text}".`,
        )
      roles[key] = choice
    }
  }
  const text1 = (key: string): string | undefined => {
    const value = settings[key]?.value
    return value === undefined || value === null ? undefined : String(value)
  }
  const optional = Object.fromEntries(
    (['zone', 'dateFormat', 'delimiter', 'encoding'] as const).flatMap((key) => {
      const value = text1(key)
      return value === undefined ? [] : [[key, value]]
    }),
  )
  const whereLine = settings.where?.line
  return {
    roles,
    exact: true,
    where: texts(settings.where?.value ?? []).map((condition) => ({
      condition: parseCellCondition(condition),
      said: { file, ...(whereLine !== undefined && { line: whereLine }) },
    })),
    allowDates: settings.allowDates?.value === true,
    party: text1('party') === 'third' ? 'third' : 'own',
    channels: record(settings.channels?.value),
    ...optional,
  }
}
