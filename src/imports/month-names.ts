const NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'janv'],
  ['february', 'feb', 'fevrier', 'fevr', 'fev'],
  ['march', 'mar', 'mars'],
  ['april', 'apr', 'avril', 'avr'],
  ['may', 'mai'],
  ['june', 'jun', 'juin'],
  ['july', 'jul', 'juillet', 'juil'],
  ['august', 'aug', 'aout', 'aou'],
  ['september', 'sep', 'sept', 'septembre'],
  ['october', 'oct', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'decembre'],
]

const MONTH = new Map(NAMES.flatMap((names, month) => names.map((name) => [name, month + 1] as const)))

/** A name without accents, in lower case. */
export const unaccented = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The month (1 to 12) that a French or English name or abbreviation says, with or without accents and its dot. */
export const monthOf = (name: string): number | undefined => MONTH.get(unaccented(name).replace(/\.$/, ''))
