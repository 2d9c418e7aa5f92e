/** Where an address names segments: everybody who is looked at, or one side of a comparison. */
const NAMING: ReadonlySet<string> = new Set(['segment', 'aSegment', 'bSegment'])

/** The names of the segments that a kept question asks for, as the address of its screen says them. */
export const segmentsAsked = (asked: string): readonly string[] => [
  ...new Set([...new URLSearchParams(asked)].flatMap(([name, text]) => (NAMING.has(name) ? [plain(text)] : []))),
]

/** The same question, asking for a segment under its new name; `undefined` where it does not ask for it. */
export const askedRenamed = (asked: string, from: string, to: string): string | undefined => {
  if (!segmentsAsked(asked).includes(from)) return undefined
  const question = [...new URLSearchParams(asked)].map(([name, text]) => [
    name,
    NAMING.has(name) && plain(text) === from ? addressed(to) : text,
  ])
  return new URLSearchParams(question).toString()
}

/** An address keeps what would read as JSON (`75`, `true`) between quotes. */
const plain = (text: string): string => {
  const read = readJson(text)
  return typeof read === 'string' ? read : text
}

const addressed = (name: string): string => (readJson(name) === undefined ? name : JSON.stringify(name))

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
