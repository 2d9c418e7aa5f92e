/** Names of properties that say who a person is, in the languages of the sources that we know. */
const PERSONAL_NAMES =
  /(?:^|[._\-\s])(?:e-?mail|courriel|phone|mobile|tel|telephone|first_?name|last_?name|full_?name|name|nom|prenom|prénom|address|adresse|street|rue|post_?code|zip|code_?postal|birth\w*|naissance|iban|card|loyalty_?card|ip|lat|lng|latitude|longitude)(?:$|[._\-\s])/

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
const DIGITS = /\+?\d(?:[\d .\-/()]*\d)?/g
/** As many digits as a telephone, a card or an account has; a day (20260914) has fewer. */
const MANY = 9

/** Whether a property’s name says that its value is about who somebody is: `email`, `customer.firstName`, `loyaltyCard`. */
export const isPersonal = (property: string): boolean =>
  PERSONAL_NAMES.test(property.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase())

/** A text with its e-mail addresses and long numbers hidden: what remains says what was said, not by whom. */
export const hidden = (text: string): string =>
  text
    .replace(EMAIL, '•••@•••')
    .replace(DIGITS, (found) => (found.replace(/\D/g, '').length >= MANY ? `••••${found.slice(-2)}` : found))

/** A value as it may be shown to somebody who looks at how data is shaped: hidden whole where its name is personal. */
export const masked = (property: string, value: string): string => (isPersonal(property) ? '••••' : hidden(value))

/** An identifier without the person: its kind, and two signs so that two rows can be told to be of one person or not. */
export const maskedIdentifier = (identifier: string): string => {
  const at = identifier.indexOf(':')
  return `${at < 0 ? '' : identifier.slice(0, at + 1)}••••${identifier.slice(-2)}`
}
