const KEPT = 'parcours.recent'
const MOST = 6

/** What was last opened from the palette, latest first: names of maps and screens, never of people. */
export const recent = (): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export const openedNow = (id: string): void =>
  localStorage.setItem(KEPT, JSON.stringify([id, ...recent().filter((other) => other !== id)].slice(0, MOST)))
