import { createHash } from 'node:crypto'
import { canonicalForm } from './canonical.ts'
import type { JourneyMap } from './map.ts'

/** The hash of a map's design: SHA-256 of its canonical form, in hex. */
export const mapHash = (map: JourneyMap): string => createHash('sha256').update(canonicalForm(map)).digest('hex')
