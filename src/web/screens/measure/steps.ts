import type { Question } from './question.ts'

export type Mode = 'drop' | 'reset' | 'drop-off'

/** What must not happen after a step, and what becomes of whoever does it. */
export interface Exclusion {
  readonly event: string
  readonly mode: Mode
}

/** A step with all that hangs on it, so that it keeps it where it is moved. */
export interface AskedStep {
  readonly label: string
  readonly optional: boolean
  readonly without: readonly Exclusion[]
}

const listOf = (value: Question[string]): readonly string[] => (Array.isArray(value) ? value : [])

/** The steps of a question. */
export const stepsOf = (question: Question, name = 'step'): readonly AskedStep[] => {
  const own = name === 'step'
  const optional = new Set(own ? listOf(question.optional) : [])
  const exclusions = own ? listOf(question.exclude) : []
  return listOf(question[name]).map((label, at) => ({
    label,
    optional: optional.has(String(at + 1)),
    without: exclusions.flatMap((text) => {
      const [, event = '', after = '', mode = 'drop'] = /^(.+)@(\d+)(?::(drop|reset|drop-off))?$/.exec(text) ?? []
      return Number(after) === at + 1 ? [{ event, mode: mode as Mode }] : []
    }),
  }))
}

/** The same as a question says them: what is first is never optional, and nothing is excluded after the last. */
export const questionOfSteps = (steps: readonly AskedStep[], name = 'step'): Question => {
  const list = steps.map(({ label }) => label)
  if (name !== 'step') return { [name]: list.length > 0 ? list : undefined }
  const optional = steps.flatMap((step, at) => (step.optional && at > 0 ? [String(at + 1)] : []))
  const exclude = steps
    .slice(0, -1)
    .flatMap(({ without }, at) => without.map(({ event, mode }) => `${event}@${at + 1}:${mode}`))
  return {
    step: list.length > 0 ? list : undefined,
    optional: optional.length > 0 ? optional : undefined,
    exclude: exclude.length > 0 ? exclude : undefined,
  }
}

/** A list with one of its things moved to another place. */
export const moved = <Thing>(list: readonly Thing[], from: number, to: number): readonly Thing[] => {
  const thing = list[from]
  if (thing === undefined || to < 0 || to >= list.length) return list
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(to, 0, thing)
}
