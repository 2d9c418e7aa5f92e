import type { Json } from '../events/index.ts'
import { isObject, namedItems } from './keyed.ts'
import type { JourneyMap } from './map.ts'
import { step as pointerStep } from './position.ts'

/** A place in a map by the names of its parts: `['touchpoints', 'show-flat', 'experience', 'senior', 'emotion']`. */
type Names = readonly string[]

interface Found {
  readonly value: Json | undefined
  readonly pointer: string
}

/** Walks a map by names: items of a named list by their name, of another list by their position. */
const walk = (map: JourneyMap, names: Names): Found => {
  let value: Json | undefined = map as unknown as Json
  let pointer = ''
  for (const [depth, name] of names.entries()) {
    if (Array.isArray(value)) {
      const items = namedItems(names.slice(0, depth), value)
      const index = items ? [...items.keys()].indexOf(name) : Number(name)
      value = (value as readonly Json[])[index]
      pointer += pointerStep(index < 0 ? name : index)
    } else {
      value = isObject(value) ? value[name] : undefined
      pointer += pointerStep(name)
    }
  }
  return { value, pointer }
}

/** What stands at a place of a map. */
export const valueAt = (map: JourneyMap, names: Names): Json | undefined => walk(map, names).value

/** The JSON pointer of a place of a map, as findings tell it. */
export const pointerAt = (map: JourneyMap, names: Names): string => walk(map, names).pointer
