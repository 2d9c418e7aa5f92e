/** The names of the segments that a kept question asks for, as the address of its screen says them. */
export const segmentsAsked = (asked: string): readonly string[] =>
  new URLSearchParams(asked).getAll('segment').map(plain)

/** The same question, asking for a segment under its new name; `undefined` where it does not ask for it. */
export const askedRenamed = (asked: string, from: string, to: string): string | undefined => {
  const question = new URLSearchParams(asked)
  const names = question.getAll('segment').map(plain)
  if (!names.includes(from)) return undefined
  question.delete('segment')
  for (const name of names) question.append('segment', addressed(name === from ? to : name))
  return question.toString()
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
