const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of an attribute: its line ends and tabs are blanks (XML 1.0, 3.3.3), its references what they stand for; `undefined` where one is unknown. */
export const attributeText = (raw: string): string | undefined => {
  let sound = true
  const text = raw.replace(/\r\n|[\t\n\r]/g, ' ').replace(/&([^;&\s]*)(;?)/g, (whole, name: string, end: string) => {
    const known = Object.hasOwn(NAMED, name) ? NAMED[name] : characterOf(name)
    if (known === undefined || end === '') sound = false
    return known ?? whole
  })
  return sound ? text : undefined
}

const characterOf = (name: string): string | undefined => {
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
  if (!digits) return undefined
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined
}
