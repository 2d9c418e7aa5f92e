import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Json } from '../events/index.ts'
import type { Finding } from './finding.ts'
import type { JourneyMap } from './map.ts'
import { type Positions, placeOf, step } from './position.ts'
import { MAP_SCHEMA } from './schema.ts'
import { wordsOf } from './schema-words.ts'

let compiled: ValidateFunction<JourneyMap> | undefined
/** Compiled at the first need: it takes longer than most commands. */
const schema = (): ValidateFunction<JourneyMap> => {
  compiled ??= new Ajv2020({ allErrors: true, verbose: true, strict: false }).compile<JourneyMap>(MAP_SCHEMA)
  return compiled
}

/** Whether a plain value is a map of `parcours/1`; else what is wrong, in the order of the file. */
export const validate = (
  value: Json,
  positions: Positions,
  file: string,
): { readonly map: JourneyMap } | { readonly findings: readonly Finding[] } => {
  const check = schema()
  if (check(value)) return { map: value }
  const errors = withoutEchoes(check.errors ?? [])
  const findings = errors.map((error): Finding => {
    const { code, key, what, remedy } = wordsOf(error)
    const path = error.instancePath + (key === undefined ? '' : step(key))
    return { code, severity: 'error', path, at: placeOf(positions, file, path), what, remedy }
  })
  const unique = new Map(findings.map((finding) => [`${finding.code} ${finding.path} ${finding.what.en}`, finding]))
  return { findings: [...unique.values()].sort(inFileOrder) }
}

export const inFileOrder = (a: Finding, b: Finding): number =>
  (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0)

/** An alternative that fails says so once: the errors of each branch below it only repeat it. */
const withoutEchoes = (errors: readonly ErrorObject[]): ErrorObject[] => {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf')
  return errors.filter(
    (error) =>
      !alternatives.some(
        (outer) =>
          outer !== error &&
          (error.instancePath === outer.instancePath || error.instancePath.startsWith(outer.instancePath + '/')) &&
          (error.keyword !== 'anyOf' ||
            outer.instancePath.length < error.instancePath.length ||
            isInside(error, outer)),
      ),
  )
}

const isInside = (inner: ErrorObject, outer: ErrorObject): boolean =>
  inner.instancePath === outer.instancePath && inner.schemaPath === '#/$defs/scalar/anyOf' && outer !== inner
