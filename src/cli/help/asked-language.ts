/** The language asked for before any command is read: `--lang fr`, `--lang=fr`. */
export const askedLanguage = (words: readonly string[]): string | undefined => {
  const at = words.indexOf('--lang')
  return at >= 0 ? words[at + 1] : words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length)
}
