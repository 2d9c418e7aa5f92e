import type { Json } from '../events/index.ts'

/** What a message says of itself rather than of somebody. */
const PLAIN = new Set(['type', 'event', 'timestamp', 'originalTimestamp', 'sentAt', 'channel', 'version'])
const DOTS = '•••'

/** A value of which only the beginning is seen: enough to tell two apart, too little to know somebody. */
export const masked = (text: string): string => (text === '' ? '' : `${[...text][0] ?? ''}${DOTS}`)

/** `email:claire@exemple.fr` as `email:c•••`. */
export const maskedIdentifier = (identifier: string): string => {
  const colon = identifier.indexOf(':')
  return `${identifier.slice(0, colon + 1)}${masked(identifier.slice(colon + 1))}`
}

/** A message with the values that people gave masked; its shape stays, so that what is wrong with it is seen. */
export const maskedMessage = (value: unknown, key = ''): Json => {
  if (typeof value === 'string') return PLAIN.has(key) ? value : masked(value)
  if (typeof value === 'number') return PLAIN.has(key) ? value : DOTS
  if (Array.isArray(value)) return value.map((each) => maskedMessage(each, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskedMessage(inner, name)]))
  return typeof value === 'boolean' ? value : null
}
