import { keptWithin } from '../explorations/index.ts'
import { ANALYSES } from './analyses.ts'
import type { Analysis, AnalysisPorts, Asked, Scope } from './analysis.ts'
import type { Analyst, News, Sampled } from './analyst.ts'
import { ask, pageOf, sizeOf, type Told } from './ask.ts'
import { createDoneOnce } from './done-once.ts'
import { propertyOfCases } from './read-scope.ts'

/** A sample of people to ask first: what an analysis asks of the outside, over them alone. */
export interface SampleOf {
  readonly ports: AnalysisPorts
  readonly of: Sampled['of']
}

export interface AnalystPorts {
  readonly ports: AnalysisPorts
  /** Some of the people of a question that is large and not at hand; `undefined` for the others. */
  sample(asked: Scope, map: string | undefined): Promise<SampleOf | undefined>
  /** What answers are kept by. */
  version(workspace: Scope['workspace']): Promise<string>
  /** How much the answers kept may take together, in letters. */
  readonly budget: number
}

/** The ports of a question that says how far it is, and stops. */
const watched = (ports: AnalysisPorts, at: string, signal: AbortSignal, hear: (news: News) => void): AnalysisPorts => {
  let furthest = 0
  return {
    ...ports,
    explorer: {
      ...ports.explorer,
      explore: async (view, leaving = signal) => {
        const explored = await ports.explorer.explore({ ...view, version: at }, leaving)
        signal.throwIfAborted()
        hear({ progress: { share: 0.7 } })
        return explored
      },
      async *parts(view, leaving = signal) {
        for await (const explored of ports.explorer.parts({ ...view, version: at }, leaving)) {
          signal.throwIfAborted()
          const { place, of } = explored.part ?? { place: 0, of: 1 }
          // Some questions read the parts twice: nobody is told that less is done than before.
          furthest = Math.max(furthest, (0.7 * (place + 1)) / of)
          hear({ progress: { share: furthest } })
          yield explored
        }
      },
    },
  }
}

/**
 * Answers analyses, keeps the answers while the data is, and tells a sampled one first where the question is large. Asked
 * by several at once it is worked out once.
 */
export const createAnalyst = ({ ports, sample, version, budget }: AnalystPorts): Analyst => {
  const kept = keptWithin<Told>(budget)
  const once = createDoneOnce<Told, News>()

  const sampled = async (one: Analysis, asked: Asked<unknown>, signal: AbortSignal, hear: (news: News) => void) => {
    hear({ progress: { share: 0 } })
    const some = isOfProperty(asked) ? undefined : await sample(asked, mapOf(asked))
    signal.throwIfAborted()
    if (!some) return
    const { body } = await ask(one, some.ports, asked)
    hear({ sampled: { answer: body, of: some.of } })
    hear({ progress: { share: some.of.share } })
    signal.throwIfAborted()
  }

  return {
    analyse: async (name, asked, people, { signal, hear, page } = {}) => {
      const one = ANALYSES.find((each) => each.name === name)
      if (!one) throw new Error(`No analysis is called ${name}`)
      const at = await version(asked.workspace)
      const key = JSON.stringify([name, asked, people ?? null, at])
      const paged = (told: Told): Told => (page ? pageOf(told, page) : told)
      const known = kept.get(key)
      if (known) return paged(known)
      const told = await once(key, { ...(signal && { signal }), ...(hear && { hear }) }, async (leaving, tell) => {
        // Nobody who began to wait wants a first answer: the second is there the sooner.
        if (hear) await sampled(one, asked, leaving, tell)
        const whole = await ask(one, watched(ports, at, leaving, tell), asked, people)
        kept.keep(key, whole, sizeOf(whole))
        return whole
      })
      return paged(told)
    },
  }
}

/** A sample is of people and the source's cases: it tells nothing of cases by a property. */
const isOfProperty = ({ options }: Asked<unknown>): boolean =>
  propertyOfCases((options as { readonly cases?: string }).cases ?? '') !== undefined

const mapOf = ({ options }: Asked<unknown>): string | undefined => {
  const { map } = options as { readonly map?: string }
  return map
}
