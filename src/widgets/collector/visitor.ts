/** What is remembered of a visitor, once there is a consent: an id made up for this site, and the consent itself. */
export interface Visitor {
  id: string
  purposes: string[]
  user?: string
}

const KEY = 'parcours.visitor'

/** Who was here before and consented; undefined for everybody else. */
export const recall = (): Visitor | undefined => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Visitor | null
    return kept?.id && Array.isArray(kept.purposes) ? kept : undefined
  } catch {
    return undefined
  }
}

export const remember = (visitor: Visitor): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(visitor))
  } catch {}
}

export const forgetVisitor = (): void => {
  try {
    localStorage.removeItem(KEY)
  } catch {}
}

/** Also where the page is not served over HTTPS, which has no `randomUUID`. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
