import { plainText, type Role } from './normalise.ts'

/** Names of columns, most telling first; looked for as whole words of the name, digits at the end of a word left out. */
const NAMED: readonly (readonly [Role, RegExp])[] = [
  ['email', /\b(?:e ?mails?|mails?|courriel|mel|correo|correo electronico)\b/],
  ['phone', /\b(?:phone|telephone|tel|tph|mobile|portable|gsm|cell|fixe|handy|telefon|telefono|msisdn)\b/],
  [
    'full-name',
    /\b(?:full name|fullname|nom complet|name and surname|first and surname|first and last|nom prenom|nom et prenom|prenom nom|raison sociale|denomination|company name|business name|legal name|organi[sz]ation name|nom (?:de )?(?:l )?(?:entreprise|societe|etablissement|organisme)|contact name|nom client prenom client)\b/,
  ],
  [
    'text',
    /\b(?:birth ?place|place of birth|lieu(?: de)? nais\w*|ville(?: de)? naissance|commune(?: de)? naissance|geburtsort)\b/,
  ],
  [
    'given-name',
    /\b(?:given|first|middle|midl|prenoms?|pre|prn|pren|forename|firstname|givenname|fname|vorname|nombre|nome)\b/,
  ],
  ['city', /\b(?:city|suburb|town|villes?|commune|localite|loc|lieu|ort|stadt|ciudad|bureau distributeur)\b/],
  ['surname', /\b(?:surname|last|family|noms?|lastname|lname|familyname|patronyme|nachname|apellidos?|cognome)\b/],
  [
    'birth-date',
    /\b(?:dob|births?|naissance|nais|naiss|date of birth|birthday|birthdate|ddn|dtn|ne le|nee le|anniversaire|geburtsdatum|geburtstag|nacimiento)\b/,
  ],
  ['gender', /\b(?:gender|sex|sexe|civilite|civ|genre|salutation|title|titre|geschlecht)\b/],
  [
    'street-number',
    /\b(?:street number|house number|house num|street num|numero|num voie|no voie|numero voie|num rue|hausnummer)\b/,
  ],
  [
    'postcode',
    /\b(?:postcode|postal|zip|zipcode|codepostal|cod post|codpost|cp|plz|postcode fake|code insee|codigo postal)\b/,
  ],
  ['region', /\b(?:state|region|departement|dept|dep|province|country|pays)\b/],
  ['number', /\b(?:soc sec id|ssn|social|nir|siret|siren|loyalty|fidelite|carte|card|passport|insee|number)\b/],
  ['address', /\b(?:address|adresses?|adr|street|rue|voie|addr|ligne adresse|strasse|direccion|calle|domicile)\b/],
  ['text', /\b(?:occupation|job|profession|metier|company|societe|employer|entreprise)\b/],
]

const GIVEN_NAMES = new Set(
  'jean pierre michel andre philippe alain bernard nicolas thomas julien louis lucas francois hugo antoine maxime marie claire nathalie isabelle sylvie catherine lea camille manon chloe sophie anne julie sarah emma ines paul jacques christophe patrick david laurent daniel eric christian olivier pascal thierry monique francoise christine martine sandrine valerie stephanie celine aurelie emilie john james robert michael william mary patricia jennifer linda elizabeth oliver jack harry george noah charlie jacob amelia olivia isla emily ava jessica sophia karim mohamed fatima nadia'.split(
    ' ',
  ),
)

const wordsOf = (name: string): string =>
  plainText(
    name
      .replace(/([a-zà-ÿ])([A-Z])/g, '$1 $2')
      .replace(/_/g, ' ')
      .replace(/([A-Za-z])(\d+)\b/g, '$1 $2'),
  )

const isTechnical = (words: string): boolean =>
  /\b(?:id|rec id|unique id|cluster|label|source dataset|index|uuid|guid|row|ligne|created|updated|creation|maj|modification)$/.test(
    words,
  ) && !/soc sec|adresse ligne|ligne adresse|adr ligne/.test(words)

/** What a column holds as its values tell, where its name does not. */
const byValues = (sample: readonly string[]): Role | undefined => {
  const filled = sample.map((value) => value.trim()).filter((value) => value !== '')
  if (filled.length === 0) return undefined
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length
  const like = (pattern: RegExp) => share((value) => pattern.test(value))
  if (like(/^[^@\s]+@[^@\s]+\.\w+$/) > 0.7) return 'email'
  if (like(/^\d{4}[-/.]\d\d[-/.]\d\d(?:\D|$)|^\d\d?[-/. ]\d\d?[-/. ](?:\d{4}|\d\d)$/) > 0.7) return 'birth-date'
  if (like(/^(?:\+|0)\(?\d[\d .()-]{7,}$/) > 0.7) return 'phone'
  if (like(/^(?:m|f|h|mr|mme|mlle|mrs|ms)\.?$/i) > 0.9) return 'gender'
  const words = filled.map(plainText)
  const first = words.filter((word) => GIVEN_NAMES.has(word.split(' ')[0] ?? '')).length / words.length
  if (first > 0.25)
    return words.filter((word) => word.includes(' ')).length > words.length * 0.8 ? 'full-name' : 'given-name'
  if (like(/^(?:\d{1,4}\s*(?:bis|ter)?,?\s+)\p{L}+.*\s\p{L}/iu) > 0.5) return 'address'
  const distinct = new Set(words).size / words.length
  if (like(/^\d{4,5}$/) > 0.9 && distinct > 0.005 && !filled.every((value) => /^(?:19|20)\d\d$/.test(value)))
    return distinct > 0.98 && filled.length > 50 ? undefined : 'postcode'
  const alphabetic = words.filter((word) => /^[a-z][a-z ]+$/.test(word) && word.length <= 30).length / words.length
  if (alphabetic > 0.85 && words.length >= 8)
    return distinct > 0.3 ? 'surname' : distinct > 0.002 && words.length * distinct > 8 ? 'city' : undefined
  return undefined
}

const namedRole = (name: string): Role | undefined => {
  const words = wordsOf(name)
  if (isTechnical(words)) return undefined
  const bornAt = /naissance|birth|nais\b/.test(words)
  const named = NAMED.find(([role, pattern]) => {
    if (!pattern.test(words)) return false
    if (role === 'birth-date') return !/\b(?:pays|dep|departement|country|heure|rang)\b/.test(words)
    return !(role === 'surname' && bornAt && /\bdate\b/.test(words))
  })
  return named?.[0] ?? (words === 'name' ? 'full-name' : undefined)
}

/**
 * What a column seems to hold, from its name, else from its values; `undefined` where it is best left out
 * (a technical id, a label, free remarks). Printed by the command, and made exact by a mapping.
 */
export const guessRole = (name: string, sample: readonly string[]): Role | undefined =>
  isTechnical(wordsOf(name)) ? undefined : (namedRole(name) ?? byValues(sample))

/** What a column is taken for whose values look like what another column is called. */
const ONCE: ReadonlyMap<Role, Role> = new Map<Role, Role>([
  ['surname', 'text'],
  ['given-name', 'text'],
  ['full-name', 'text'],
  ['city', 'text'],
])

/**
 * What the columns of a file hold. A column called « nom » is a full name where it holds two words and no other column
 * holds given names.
 */
export const guessRoles = (
  columns: readonly { readonly name: string; readonly sample: readonly string[] }[],
): { readonly name: string; readonly role: Role }[] => {
  const guessed = columns.flatMap(({ name, sample }) => {
    const named = namedRole(name)
    const role = named ?? guessRole(name, sample)
    return role ? [{ name, role, sample, named: named !== undefined }] : []
  })
  const has = (role: Role, only: 'named' | 'any' = 'any') =>
    guessed.some((column) => column.role === role && (only === 'any' || column.named))
  const inTwoWords = (sample: readonly string[]) => {
    const filled = sample.map(plainText).filter((value) => value !== '')
    return filled.length > 0 && filled.filter((value) => value.includes(' ')).length > filled.length * 0.8
  }
  const roleOf = ({ role, named, sample }: (typeof guessed)[number]): Role | undefined => {
    if (role === 'surname' && !has('given-name') && inTwoWords(sample)) return 'full-name'
    // A whole name says again what its halves say: counted twice, namesakes would be one person.
    if (role === 'full-name' && has('given-name') && has('surname')) return undefined
    if (!named && role === 'birth-date' && has(role, 'named')) return undefined
    // What only its values make look like a name, beside a column that is called one, is something else.
    if (!named && has(role, 'named')) return ONCE.get(role) ?? role
    return role
  }
  return guessed.flatMap((column) => {
    const role = roleOf(column)
    return role === undefined ? [] : [{ name: column.name, role }]
  })
}
