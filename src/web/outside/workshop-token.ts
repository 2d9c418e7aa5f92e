const PLACE = 'parcours.workshop'

/** The token of the workshop that this telephone joined, so that a page loaded again is the same person. */
export const keptToken = (code: string): string | undefined => {
  try {
    const [known, token] = (localStorage.getItem(PLACE) ?? '').split(' ')
    return token !== undefined && (code === '' || known === code.toUpperCase()) ? token : undefined
  } catch {
    return undefined
  }
}

export const keepToken = (code: string, token: string): void => {
  try {
    localStorage.setItem(PLACE, `${code.toUpperCase()} ${token}`)
  } catch {
    // Where a browser keeps nothing, a page loaded again joins again.
  }
}
