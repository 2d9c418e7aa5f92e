import { useSyncExternalStore } from 'react'

/**
 * The name that this browser's person chooses to be shown by. Nobody checks it: until accounts exist, whoever opens the
 * server's link acts as its owner.
 */
const KEPT = 'parcours.name'
const listeners = new Set<() => void>()

export const declaredName = (): string => localStorage.getItem(KEPT) ?? ''

export const declareName = (name: string): void => {
  localStorage.setItem(KEPT, name.trim().slice(0, 60))
  for (const hear of listeners) hear()
}

const listen = (hear: () => void) => {
  listeners.add(hear)
  addEventListener('storage', hear)
  return () => {
    listeners.delete(hear)
    removeEventListener('storage', hear)
  }
}

/** The declared name, `''` where none was chosen yet; follows the other tabs of this browser. */
export const useDeclaredName = (): string => useSyncExternalStore(listen, declaredName)
