/** Where a question names segments, and where their conditions are then said: everybody who is looked at, or one side of two. */
const MEANT = { segment: 'who', aSegment: 'a', bSegment: 'b' } as const

type Question = Readonly<Record<string, unknown>>

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat())

/** A question with what the segments that it names mean, said as conditions; the very same where it names none. */
export const meaning = async <Asked extends Question>(
  asked: Asked,
  conditions: (names: readonly string[]) => Promise<readonly string[]>,
): Promise<Asked> => {
  let told: Question = asked
  for (const [named, said] of Object.entries(MEANT)) {
    const { [named]: names, ...rest } = told
    if (names === undefined) continue
    told = { ...rest, [said]: [...listOf(rest[said]), ...(await conditions(listOf(names).map(String)))] }
  }
  return told as Asked
}
