/** Gives each text a code, in order of first appearance. */
export interface Dictionary {
  readonly texts: readonly string[]
  code(text: string): number
}

export const createDictionary = (): Dictionary => {
  const texts: string[] = []
  const codes = new Map<string, number>()
  return {
    texts,
    code(text) {
      const known = codes.get(text)
      if (known !== undefined) return known
      codes.set(text, texts.length)
      texts.push(text)
      return texts.length - 1
    },
  }
}
