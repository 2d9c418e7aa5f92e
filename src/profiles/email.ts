/** Providers whose mailboxes ignore what follows a plus; elsewhere `a+b` may be another person's mailbox. */
const IGNORE_TAGS = new Set([
  'gmail.com',
  'outlook.com',
  'outlook.fr',
  'hotmail.com',
  'hotmail.fr',
  'live.com',
  'live.fr',
  'icloud.com',
  'me.com',
  'proton.me',
  'protonmail.com',
  'fastmail.com',
])
const SHAPE = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/
/** Mailboxes of nobody: what a till or a form types in for want of an address. */
const NOBODY =
  /^(?:no-?reply|ne-?pas-?repondre|null|none|noemail|no-?mail|pasdemail|sansmail|unknown|inconnu)@|^(?:test|a|x)@(?:test|a|x)\./

/**
 * The mailbox that an address names: lower case, `mailto:` and the tag removed where the provider ignores tags, dots
 * too for Gmail. `undefined` where it is no address, or nobody's.
 */
export const emailOf = (text: string): string | undefined => {
  const bare = text.toLowerCase().replace(/^mailto:/, '')
  if (!SHAPE.test(bare) || NOBODY.test(bare)) return undefined
  const at = bare.lastIndexOf('@')
  const domain = bare.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com')
  const mailbox = IGNORE_TAGS.has(domain) ? bare.slice(0, at).replace(/(?<=.)\+.*$/, '') : bare.slice(0, at)
  const local = domain === 'gmail.com' ? mailbox.replaceAll('.', '') : mailbox
  return local === '' ? undefined : `${local}@${domain}`
}
