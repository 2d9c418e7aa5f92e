import type { Refusal, Words } from '../kernel/index.ts'
import { invalidRequest } from './refusals.ts'

/** What the validator found wrong at one place of a request. */
export interface Finding {
  readonly keyword: string
  /** `/step/0` */
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parentSchema?: { readonly examples?: readonly unknown[] }
}

const both = (fr: string, en: string): Words => ({ fr, en })

/** `step`, or `stages.0.id` within a body. */
const placeOf = ({ instancePath }: Finding): string => instancePath.slice(1).replaceAll('/', '.')

const KINDS: Readonly<Record<string, Words>> = {
  integer: both('un nombre entier', 'a whole number'),
  number: both('un nombre', 'a number'),
  boolean: both('true ou false', 'true or false'),
  string: both('un texte', 'a text'),
  array: both('une liste', 'a list'),
  object: both('un objet', 'an object'),
}

const LIMITS: Readonly<Record<string, (limit: string) => Words>> = {
  minimum: (limit) => both(`vaut au moins ${limit}`, `is at least ${limit}`),
  maximum: (limit) => both(`vaut au plus ${limit}`, `is at most ${limit}`),
  exclusiveMinimum: (limit) => both(`dépasse ${limit}`, `is more than ${limit}`),
  exclusiveMaximum: (limit) => both(`reste en dessous de ${limit}`, `is less than ${limit}`),
  minLength: (limit) => both(`a au moins ${limit} caractère(s)`, `has ${limit} character(s) at least`),
  maxLength: (limit) => both(`a au plus ${limit} caractères`, `has ${limit} characters at most`),
  minItems: (limit) => both(`a au moins ${limit} élément(s)`, `has ${limit} item(s) at least`),
  maxItems: (limit) => both(`a au plus ${limit} éléments`, `has ${limit} items at most`),
}

/** What is wanted at a place: never what stood there, which may be of a person. */
const wanted = ({ keyword, params, parentSchema }: Finding): Words => {
  const limit = LIMITS[keyword]
  if (limit) return limit(String(params.limit))
  if (keyword === 'enum') {
    const choices = (params.allowedValues as readonly unknown[]).join(', ')
    return both(`est l’un de : ${choices}`, `is one of: ${choices}`)
  }
  const kind = keyword === 'type' ? KINDS[String(params.type)] : undefined
  if (kind) return both(`est ${kind.fr}`, `is ${kind.en}`)
  const examples = parentSchema?.examples?.join(', ')
  return examples === undefined
    ? both('ne s’écrit pas ainsi', 'is not written so')
    : both(`s’écrit par exemple ${examples}`, `is written for example ${examples}`)
}

const said = (finding: Finding): Words => {
  const { keyword, params } = finding
  if (keyword === 'required')
    return both(`il manque « ${params.missingProperty} »`, `"${params.missingProperty}" is missing`)
  if (keyword === 'additionalProperties')
    return both(
      `« ${params.additionalProperty} » n’a pas de sens ici`,
      `"${params.additionalProperty}" means nothing here`,
    )
  const { fr, en } = wanted(finding)
  const place = placeOf(finding)
  return place === '' ? both(`elle ${fr}`, `it ${en}`) : both(`« ${place} » ${fr}`, `"${place}" ${en}`)
}

/** One thing or a list of it may be asked for: what is wrong with the one thing is what the caller wants to know. */
const isFormal = ({ keyword, params }: Finding): boolean =>
  keyword === 'anyOf' || keyword === 'oneOf' || (keyword === 'type' && params.type === 'array')

/** Why a request is refused, in the caller's language, with what is wanted instead. */
export const outOfShape = (findings: readonly Finding[]): Refusal => {
  const telling = findings.filter((one) => !isFormal(one))
  const [first] = telling.length > 0 ? telling : findings
  return invalidRequest(first ? said(first) : both('elle ne s’écrit pas ainsi', 'it is not written so'))
}
