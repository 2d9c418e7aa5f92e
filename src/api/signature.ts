/** The name that a person gives for what they do: a header, since names are no part of an address. Percent-encoded UTF-8. */
const HEADER = 'x-parcours-name'
const LONGEST = 60

/** The declared name, one line of at most sixty characters; nothing where it is absent or unreadable. */
export const signedBy = (headers: Readonly<Record<string, unknown>>): string | undefined => {
  const header = headers[HEADER]
  if (typeof header !== 'string') return undefined
  try {
    const name = decodeURIComponent(header)
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
    return [...name].slice(0, LONGEST).join('').trim() || undefined
  } catch {
    return undefined
  }
}
