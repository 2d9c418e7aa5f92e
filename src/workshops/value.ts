import { LEVERS } from '../maps/index.ts'
import { type LeverAnswer, type Outline, type Question, ratedIn, type Value, type Values } from './workshop.ts'

const MOST = { matters: 5, missing: 5, remarks: 10 } as const
const LONGEST = { title: 120, text: 600, definition: 600, objective: 300 } as const

type Given = { readonly [field: string]: unknown }
const isGiven = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value)

const whole = (value: unknown, low: number, high: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high ? value : undefined

/** One line or a few, without control characters. */
const text = (value: unknown, longest: number): string =>
  typeof value === 'string'
    ? value
        .replace(/[^\P{C}\n]/gu, '')
        .trim()
        .slice(0, longest)
    : ''

const emotionIn = (given: unknown, outline: Outline, stage: string): Values['emotion'] => {
  if (!isGiven(given)) return {}
  return Object.fromEntries(
    ratedIn(outline, stage).flatMap((id) => {
      const felt = Object.hasOwn(given, id) ? whole(given[id], -2, 2) : undefined
      return felt === undefined ? [] : [[id, felt]]
    }),
  )
}

const leversIn = (given: unknown): LeverAnswer => {
  if (!isGiven(given)) return {}
  return Object.fromEntries(
    LEVERS.flatMap((lever) => {
      const level = given[lever]
      if (!isGiven(level)) return []
      const [aimed, perceived] = [whole(level.aimed, 0, 5), whole(level.perceived, 0, 5)]
      if (aimed === undefined && perceived === undefined) return []
      return [[lever, { ...(aimed !== undefined && { aimed }), ...(perceived !== undefined && { perceived }) }]]
    }),
  )
}

const listed = (given: unknown, most: number): readonly unknown[] => (Array.isArray(given) ? given.slice(0, most) : [])

const alignmentIn = (given: unknown): Values['alignment'] | undefined => {
  if (!isGiven(given)) return undefined
  const priority = whole(given.priority, 0, 10)
  const definition = text(given.definition, LONGEST.definition)
  const objective = text(given.objective, LONGEST.objective)
  return priority === undefined || (definition === '' && objective === '')
    ? undefined
    : { definition, priority, objective }
}

/**
 * An answer as it may be kept: only what the question asks and the map knows, on its scale, at its length. `undefined`
 * where nothing of it can be. What is sent comes from anybody's telephone.
 */
export const readValue = (question: Question, outline: Outline, given: unknown): Value | undefined => {
  const stages = new Set(outline.stages.map(({ id }) => id))
  switch (question.kind) {
    case 'emotion':
      return isGiven(given) ? emotionIn(given, outline, question.of ?? '') : undefined
    case 'levers':
      return isGiven(given) ? leversIn(given) : undefined
    case 'matters': {
      const known = new Set(outline.touchpoints.map(({ id }) => id))
      const chosen = listed(given, MOST.matters).filter((id): id is string => typeof id === 'string' && known.has(id))
      return Array.isArray(given) ? [...new Set(chosen)] : undefined
    }
    case 'missing':
      return Array.isArray(given)
        ? listed(given, MOST.missing).flatMap((one) => {
            if (!isGiven(one)) return []
            const [stage, title] = [String(one.stage), text(one.title, LONGEST.title)]
            return stages.has(stage) && title !== '' ? [{ stage, title }] : []
          })
        : undefined
    case 'remarks':
      return Array.isArray(given)
        ? listed(given, MOST.remarks).flatMap((one) => {
            if (!isGiven(one)) return []
            const said = text(one.text, LONGEST.text)
            const about = typeof one.stage === 'string' && stages.has(one.stage) ? { stage: one.stage } : {}
            return said === '' ? [] : [{ ...about, text: said }]
          })
        : undefined
    case 'alignment':
      return alignmentIn(given)
  }
}
