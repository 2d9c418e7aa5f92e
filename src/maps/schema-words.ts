import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Words } from '../kernel/index.ts'

/** What a named part of the schema asks for, in words. */
const WANTED: Readonly<Record<string, Words>> = {
  text: {
    fr: 'un texte, ou un texte par langue ({fr: …, en: …})',
    en: 'a text, or a text by language ({fr: …, en: …})',
  },
  eventNames: { fr: 'un nom d’événement, ou une liste de noms', en: 'an event name, or a list of names' },
  scalar: { fr: 'un texte, un nombre ou vrai/faux', en: 'a text, a number or true/false' },
  value: { fr: 'un texte, un nombre, vrai/faux, ou une liste', en: 'a text, a number, true/false, or a list' },
  duration: { fr: 'une durée ISO 8601 (P10D, PT1H30M)', en: 'an ISO 8601 duration (P10D, PT1H30M)' },
  id: {
    fr: 'un identifiant (lettres, chiffres, tiret, point ; 100 au plus)',
    en: 'an id (letters, digits, dash, dot; at most 100)',
  },
  date: { fr: 'un jour (2026-09-14)', en: 'a day (2026-09-14)' },
}
const TYPES: Readonly<Record<string, Words>> = {
  string: { fr: 'un texte', en: 'a text' },
  number: { fr: 'un nombre', en: 'a number' },
  integer: { fr: 'un nombre entier', en: 'a whole number' },
  boolean: { fr: 'vrai ou faux (true, false)', en: 'true or false' },
  array: { fr: 'une liste', en: 'a list' },
  object: { fr: 'un ensemble « clé: valeur »', en: 'a set of "key: value"' },
}

/** A schema error in words: its code, the extra step of its path where the culprit is a key, what is wrong and what to do. */
export interface SchemaWords {
  readonly code: string
  readonly key?: string
  readonly what: Words
  readonly remedy: Words
}

const lastOf = (path: string): string => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)) || '/'

const expects = (name: string, wanted: Words): SchemaWords => ({
  code: 'schema-value',
  what: { fr: `« ${name} » attend ${wanted.fr}.`, en: `"${name}" takes ${wanted.en}.` },
  remedy: { fr: `Donnez ${wanted.fr}.`, en: `Give ${wanted.en}.` },
})

const unknownKey = (key: string, known: readonly string[]): SchemaWords => {
  const near = nearest(key, known)
  return {
    code: 'schema-unknown-key',
    key,
    what: { fr: `La clé « ${key} » n’existe pas ici.`, en: `The key "${key}" does not exist here.` },
    remedy: near
      ? { fr: `Vouliez-vous « ${near} » ?`, en: `Did you mean "${near}"?` }
      : {
          fr: `Retirez-la, ou nommez-la « x-${key} » si elle est à vous.`,
          en: `Remove it, or name it "x-${key}" if it is your own.`,
        },
  }
}

const missing = (key: string): SchemaWords => ({
  code: 'schema-missing-key',
  what: { fr: `La clé « ${key} » manque.`, en: `The key "${key}" is missing.` },
  remedy: { fr: `Ajoutez « ${key}: … ».`, en: `Add "${key}: …".` },
})

/** The words for one error of the schema's validator. */
export const wordsOf = (error: ErrorObject): SchemaWords => {
  const name = lastOf(error.instancePath)
  const named = WANTED[/#\/\$defs\/(\w+)\//.exec(error.schemaPath)?.[1] ?? '']
  const { params } = error
  switch (error.keyword) {
    case 'additionalProperties': {
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {})
      return unknownKey(String(params.additionalProperty), known)
    }
    case 'required':
      return missing(String(params.missingProperty))
    case 'const':
      return {
        code: 'schema-format',
        what: { fr: 'Ce format de carte n’est pas « parcours/1 ».', en: 'This map format is not "parcours/1".' },
        remedy: { fr: 'Écrivez « format: parcours/1 ».', en: 'Write "format: parcours/1".' },
      }
    case 'enum': {
      const values = (params.allowedValues as readonly string[]).join(', ')
      return expects(name, { fr: `l’une de ces valeurs : ${values}`, en: `one of: ${values}` })
    }
    case 'minimum':
    case 'maximum': {
      const [fr, en] = error.keyword === 'minimum' ? ['au moins', 'at least'] : ['au plus', 'at most']
      return expects(name, { fr: `${fr} ${params.limit}`, en: `${en} ${params.limit}` })
    }
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return expects(name, { fr: 'une valeur non vide', en: 'a value that is not empty' })
    case 'type':
      return expects(name, named ?? TYPES[String(params.type)] ?? { fr: String(params.type), en: String(params.type) })
    default:
      if (hasEmptyValue(error.data)) return brokenByComma(name)
      return expects(name, named ?? { fr: 'une autre forme', en: 'another form' })
  }
}

/** `{fr: Soulagé, agacé}` is a text and an empty key: a comma has cut the words in two. */
const hasEmptyValue = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.values(data).some((value) => value === null)

const brokenByComma = (name: string): SchemaWords => ({
  code: 'schema-value',
  what: {
    fr: `« ${name} » contient un morceau de texte sans langue : une virgule l’a coupé.`,
    en: `"${name}" holds a piece of text without language: a comma has cut it.`,
  },
  remedy: {
    fr: 'Entre accolades, un texte avec une virgule se met entre guillemets.',
    en: 'Inside braces, put a text that has a comma in quotes.',
  },
})

/** The known key that a mistyped one stands for: at most two edits away, and fewer than a third of its letters. */
const nearest = (key: string, known: readonly string[]): string | undefined => {
  const [best] = known
    .map((each) => ({ each, edits: editsBetween(key.toLowerCase(), each) }))
    .filter(({ each, edits }) => edits <= 2 && edits * 3 <= Math.max(each.length, key.length))
    .sort((a, b) => a.edits - b.edits)
  return best?.each
}

/** Levenshtein's distance. */
const editsBetween = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? 0
}
