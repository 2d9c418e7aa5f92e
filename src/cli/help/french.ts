import { gathering } from './gathering.fr.ts'
import { measuring } from './measuring.fr.ts'
import { peopleAndMaps } from './people-and-maps.fr.ts'
import { telling } from './telling.fr.ts'

/** What help says of commands, arguments and options, by what it says in English. */
export const HELP_IN_FRENCH: ReadonlyMap<string, string> = new Map([
  ...gathering,
  ...peopleAndMaps,
  ...measuring,
  ...telling,
])

/** The words that the reader of commands writes by itself, around ours. */
export const AROUND: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Usage :'],
  ['Arguments:', 'Arguments :'],
  ['Options:', 'Options :'],
  ['Global Options:', 'Options générales :'],
  ['Commands:', 'Commandes :'],
  ['display help for command', 'montre cette aide'],
  ['output the version number', 'dit la version'],
])

/** What is said of a slip, each with what was typed. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.+)'/, 'erreur : il manque l’argument « $1 »'],
  [/^error: unknown option '(.+)'/, 'erreur : l’option « $1 » n’existe pas'],
  [/^error: unknown command '(.+)'/, 'erreur : la commande « $1 » n’existe pas'],
  [/^error: required option '(.+)' not specified/, 'erreur : il manque l’option « $1 »'],
  [/^error: option '(.+)' argument missing/, 'erreur : il manque la valeur de l’option « $1 »'],
  [/^error: option '(.+)' argument '(.*)' is invalid\./, 'erreur : « $2 » ne convient pas à l’option « $1 ».'],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.+)'\./,
    'erreur : « $1 » ne convient pas à « $2 ».',
  ],
  [/^error: too many arguments.*$/m, 'erreur : trop d’arguments'],
  [/Allowed choices are (.+)\.$/m, 'Choix possibles : $1.'],
  [/\(Did you mean (.+)\?\)/, '(Vouliez-vous dire $1 ?)'],
  [/\(Did you mean one of (.+)\?\)/, '(Vouliez-vous dire l’un de $1 ?)'],
]

/** What was said of a slip, in French; what it says of ours, too. */
export const slipInFrench = (text: string): string => {
  const said = SLIPS.reduce((left, [pattern, french]) => left.replace(pattern, french), text)
  const [, ours] = / (?:»|»\.) (.+)\n?$/.exec(said) ?? []
  const french = ours === undefined ? undefined : HELP_IN_FRENCH.get(ours)
  return ours !== undefined && french !== undefined ? said.replace(ours, french) : said
}
