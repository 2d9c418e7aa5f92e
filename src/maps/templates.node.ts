import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { orThrow, type UserText } from '../kernel/index.ts'
import type { JourneyMap } from './map.ts'
import { readMap } from './read.ts'

/** A map to begin from, and what the gallery says of it. */
export interface Template {
  readonly map: JourneyMap
  readonly lead: UserText
}

const FOLDER = fileURLToPath(new URL('../../examples/templates', import.meta.url))

interface Words {
  readonly 'x-template'?: { readonly order?: number; readonly lead?: UserText }
}

let kept: readonly Template[] | undefined

/** The maps shipped to begin from, in the gallery's order; read once. */
export const templates = (): readonly Template[] => {
  kept ??= readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => orThrow(readMap(readFileSync(`${FOLDER}/${name}`, 'utf8'), name)).map as JourneyMap & Words)
    .sort((a, b) => (a['x-template']?.order ?? 99) - (b['x-template']?.order ?? 99))
    .map((map) => ({ map, lead: map['x-template']?.lead ?? '' }))
  return kept
}
