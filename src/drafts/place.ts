/**
 * A draft is one flat Y.Map from places to values: two people who create the same nested object at once (the first lever
 * of a touchpoint) both keep what they wrote, which nested Y.Maps would not do. A place is its steps joined by `/`; a
 * step into a list is `@` and the item's key.
 */
export type Place = readonly string[]

/** The step into a list's item. */
export const item = (key: string): string => `@${escaped(key)}`
/** The step into an object's field. A name never looks like an item, nor like a mark of our own (`~was`). */
export const field = (name: string): string => escaped(name)
export const isItem = (step: string): boolean => step.startsWith('@')
export const nameOf = (step: string): string => plain(isItem(step) ? step.slice(1) : step)

/** Where a removed stage stood: it comes back there if somebody has meanwhile put a touchpoint in it. */
export const WAS = '~was'

export const keyOf = (place: Place): string => place.join('/')
export const placeOf = (key: string): Place => key.split('/')

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1').replace(/^@/, '~2')
const plain = (text: string): string => text.replace(/^~2/, '@').replaceAll('~1', '/').replaceAll('~0', '~')
