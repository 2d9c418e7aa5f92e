const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The known names that a text mentions as `@Name`, in their order there, each once. The longest name wins: `@Anne-Marie`. */
export const mentionsIn = (text: string, names: readonly string[]): readonly string[] => {
  const known = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length)
  if (known.length === 0) return []
  // Neither inside an e-mail address, nor at the beginning of a longer name.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])@(${known.map(escaped).join('|')})(?![\\p{L}\\p{N}-])`, 'giu')
  const byFold = new Map(known.map((name) => [name.toLocaleLowerCase('fr'), name]))
  const found = [...text.matchAll(pattern)].flatMap(([, name = '']) => byFold.get(name.toLocaleLowerCase('fr')) ?? [])
  return [...new Set(found)]
}
