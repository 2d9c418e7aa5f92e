import type { ErrorCode } from 'yaml'
import type { Place, Refusal, Words } from '../kernel/index.ts'

const refusal = (code: string, at: Place, what: Words, remedy: Words): Refusal => ({ code, what, remedy, at })

export const tooLarge = (at: Place, most: Words): Refusal =>
  refusal(
    'map-too-large',
    at,
    { fr: `La carte est trop grande : plus de ${most.fr}.`, en: `The map is too large: more than ${most.en}.` },
    { fr: 'Découpez-la en sous-parcours.', en: 'Split it into sub-journeys.' },
  )

export const tooDeep = (at: Place, most: number): Refusal =>
  refusal(
    'map-too-deep',
    at,
    {
      fr: `Les valeurs s’emboîtent sur plus de ${most} niveaux.`,
      en: `Values are nested more than ${most} levels deep.`,
    },
    {
      fr: 'Une carte n’en demande pas dix : retirez cette imbrication.',
      en: 'A map needs fewer than ten: remove this nesting.',
    },
  )

export const aliasBomb = (at: Place, most: number): Refusal =>
  refusal(
    'map-alias-bomb',
    at,
    {
      fr: `Les alias YAML de ce fichier se déplient en plus de ${most} valeurs.`,
      en: `The YAML aliases of this file unfold into more than ${most} values.`,
    },
    { fr: 'Écrivez les valeurs au lieu des alias (*nom).', en: 'Write the values out instead of the aliases (*name).' },
  )

export const unknownAlias = (at: Place): Refusal =>
  refusal(
    'map-unknown-alias',
    at,
    { fr: 'Cet alias YAML ne renvoie à aucune ancre.', en: 'This YAML alias refers to no anchor.' },
    { fr: 'Un texte qui commence par * se met entre guillemets.', en: 'Put a text that starts with * in quotes.' },
  )

export const manyDocuments = (at: Place): Refusal =>
  refusal(
    'map-many-documents',
    at,
    { fr: 'Le fichier contient plusieurs documents YAML (---).', en: 'The file holds several YAML documents (---).' },
    { fr: 'Gardez une seule carte par fichier.', en: 'Keep one map in each file.' },
  )

export const duplicateKey = (at: Place, key: string, first: number): Refusal =>
  refusal(
    'map-duplicate-key',
    at,
    {
      fr: `La clé « ${key} » est déjà donnée à la ligne ${first}.`,
      en: `The key "${key}" is already given on line ${first}.`,
    },
    { fr: 'Gardez-en une seule.', en: 'Keep only one of them.' },
  )

export const oddKey = (at: Place): Refusal =>
  refusal(
    'map-odd-key',
    at,
    { fr: 'Une clé doit être un texte simple.', en: 'A key must be plain text.' },
    { fr: 'Écrivez « nom: valeur ».', en: 'Write "name: value".' },
  )

export const noMap = (at: Place): Refusal =>
  refusal(
    'map-empty',
    at,
    { fr: 'Le fichier ne contient pas de carte.', en: 'The file holds no map.' },
    {
      fr: 'Une carte commence par « format: parcours/1 », puis id, title, stages et touchpoints.',
      en: 'A map starts with "format: parcours/1", then id, title, stages and touchpoints.',
    },
  )

export const controlCharacter = (at: Place): Refusal =>
  refusal(
    'map-encoding',
    at,
    { fr: 'Cette ligne contient un caractère de commande.', en: 'This line holds a control character.' },
    { fr: 'Effacez-le, ou enregistrez le fichier en texte UTF-8.', en: 'Delete it, or save the file as UTF-8 text.' },
  )

const SYNTAX: { readonly [Code in ErrorCode]?: Words } = {
  TAB_AS_INDENT: { fr: 'Une tabulation sert de retrait.', en: 'A tab is used as indentation.' },
  BAD_INDENT: { fr: 'Le retrait de cette ligne ne convient pas.', en: 'This line is indented wrongly.' },
  MISSING_CHAR: {
    fr: 'Il manque un caractère (guillemet, virgule, deux-points ou crochet).',
    en: 'A character is missing (a quote, comma, colon or bracket).',
  },
  BAD_SCALAR_START: {
    fr: 'Un texte commence par un signe réservé.',
    en: 'A text starts with a reserved sign.',
  },
  MULTILINE_IMPLICIT_KEY: {
    fr: 'Une clé ne peut pas tenir sur plusieurs lignes.',
    en: 'A key cannot span several lines.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    fr: 'Deux « clé: valeur » se suivent sur une ligne ; un texte avec deux-points se met entre guillemets.',
    en: 'Two "key: value" follow each other on one line; put a text with a colon in quotes.',
  },
  TAG_RESOLVE_FAILED: { fr: 'Cette étiquette YAML (!…) n’est pas admise.', en: 'This YAML tag (!…) is not allowed.' },
}

export const badSyntax = (at: Place, code: ErrorCode): Refusal =>
  refusal(
    'map-syntax',
    at,
    SYNTAX[code] ?? {
      fr: `Cette ligne n’est pas du YAML ni du JSON valide (${code}).`,
      en: `This line is not valid YAML or JSON (${code}).`,
    },
    {
      fr: 'Corrigez cette ligne ou celle qui la précède ; le retrait se fait avec des espaces.',
      en: 'Fix this line or the one before it; indent with spaces.',
    },
  )
