import { hash } from 'node:crypto'
import type { Json } from '../events/index.ts'

/** A body as its sender wrote it: JSON, or a form; undefined where it is neither. */
export const bodyOf = (text: string, type: string): Json | undefined => {
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** What tells a request from another where it has no id of its own. */
export const digestOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex').slice(0, 32)
