import { plainText, type Role } from './normalise.ts'

const NAMED: readonly (readonly [Role, RegExp])[] = [
  ['email', /\b(?:e ?mail|courriel|mel|adresse mail)\b/],
  ['phone', /\b(?:phone|tel|telephone|mobile|portable|gsm)\b/],
  ['birth-date', /\b(?:dob|birth|naissance|date of birth|birthday|date naissance|ddn)\b/],
  ['full-name', /\b(?:full name|fullname|nom complet|name and surname|nom prenom|prenom nom)\b/],
  ['given-name', /\b(?:given|first|prenom|forename|firstname|givenname|fname)\b/],
  ['surname', /\b(?:surname|last|family|nom|lastname|lname|familyname|patronyme)\b/],
  ['street-number', /\b(?:street number|house number|numero|num voie|no voie|numero voie)\b/],
  ['postcode', /\b(?:postcode|postal|zip|zipcode|code postal|cp|postcode fake)\b/],
  ['city', /\b(?:city|suburb|town|ville|commune|localite|birth place|lieu)\b/],
  ['region', /\b(?:state|region|departement|province|country|pays|gender|sex|sexe|civilite)\b/],
  ['number', /\b(?:soc sec id|ssn|social|nir|siret|siren|loyalty|carte|card|passport|insee|number)\b/],
  ['address', /\b(?:address|adresse|street|rue|voie|addr)\b/],
  ['text', /\b(?:occupation|job|profession|company|societe|employer)\b/],
]

/**
 * What a column seems to hold, from its name, else from its values; `undefined` where it is best left out
 * (a technical id, a label, free remarks). Printed by the command, and made exact by a mapping.
 */
export const guessRole = (name: string, sample: readonly string[]): Role | undefined => {
  const words = plainText(name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' '))
  if (/\b(?:id|rec id|unique id|cluster|label|source dataset|index|uuid)$/.test(words) && !/soc sec/.test(words))
    return undefined
  for (const [role, pattern] of NAMED) if (pattern.test(words)) return role
  if (words === 'name') return 'full-name'
  const filled = sample.map((value) => value.trim()).filter((value) => value !== '')
  const share = (pattern: RegExp) => filled.filter((value) => pattern.test(value)).length / Math.max(1, filled.length)
  if (share(/^[^@\s]+@[^@\s]+\.\w+$/) > 0.8) return 'email'
  if (share(/^\d{4}-\d\d-\d\d|^\d\d?\/\d\d?\/\d{4}$/) > 0.8) return 'birth-date'
  if (share(/^(?:\+|0)\d[\d .()-]{7,}$/) > 0.8) return 'phone'
  return undefined
}
