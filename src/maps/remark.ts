import type { Words } from '../kernel/index.ts'
import type { Severity } from './finding.ts'
import type { JourneyMap } from './map.ts'
import { pointer } from './position.ts'

/** A finding before it is given its place in the file. */
export interface Remark {
  readonly code: string
  readonly severity: Severity
  readonly path: string
  readonly what: Words
  readonly remedy: Words
}

/** One family of rules: what it has to say about a map that follows the schema. */
export type Rule = (map: JourneyMap) => readonly Remark[]

type Path = readonly (string | number)[]
const remark =
  (severity: Severity) =>
  (code: string, path: Path, what: Words, remedy: Words): Remark => ({
    code,
    severity,
    path: pointer(...path),
    what,
    remedy,
  })

export const error = remark('error')
export const warning = remark('warning')
export const hint = remark('hint')
