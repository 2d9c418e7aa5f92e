import { keptWithin } from '../explorations/index.ts'
import { Refused } from '../kernel/index.ts'
import { ANALYSES } from './analyses.ts'
import type { AnalysisPorts, Asked, Scope } from './analysis.ts'
import type { Analyst, Sampled } from './analyst.ts'
import { ask, pageOf, sizeOf, type Told } from './ask.ts'
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

/** Answers analyses, keeps the answers while the data is, and tells a sampled one first where the question is large. */
export const createAnalyst = ({ ports, sample, version, budget }: AnalystPorts): Analyst => {
  const kept = keptWithin<Told>(budget)
  return {
    analyse: async (name, asked, people, { signal, hear, page } = {}) => {
      const one = ANALYSES.find((each) => each.name === name)
      if (!one) throw new Error(`No analysis is called ${name}`)
      const at = await version(asked.workspace)
      const key = JSON.stringify([name, asked, people ?? null, at])
      const known = kept.get(key)
      const turn = async (): Promise<void> => {
        await ports.turn?.()
        signal?.throwIfAborted()
      }
      const look = (): void => signal?.throwIfAborted()
      const paged = (told: Told): Told => (page ? pageOf(told, page) : told)
      if (known) return paged(known)
      if (hear) {
        hear({ progress: { share: 0 } })
        const some = isOfProperty(asked) ? undefined : await sample(asked, mapOf(asked))
        signal?.throwIfAborted()
        if (some) {
          const first = await firstAnswer(one, { ...some.ports, turn, look }, asked)
          if (first) hear({ sampled: { answer: first.body, of: some.of } })
          hear({ progress: { share: some.of.share } })
          signal?.throwIfAborted()
        }
      }
      let furthest = 0
      let inParts = false
      /** Over the data of one version: where it moved while parts of it were read, what they tell does not belong together. */
      const watchedAt = (of: string): AnalysisPorts => ({
        ...ports,
        turn,
        look,
        explorer: {
          ...ports.explorer,
          explore: async (view, leaving = signal) => {
            const explored = await ports.explorer.explore({ ...view, version: of }, leaving)
            signal?.throwIfAborted()
            inParts ||= explored.gathered === true
            hear?.({ progress: { share: 0.7 } })
            return explored
          },
          async *parts(view, leaving = signal) {
            for await (const explored of ports.explorer.parts({ ...view, version: of }, leaving)) {
              signal?.throwIfAborted()
              inParts ||= explored.part !== undefined
              const { place, of: all } = explored.part ?? { place: 0, of: 1 }
              // Some questions read the parts twice: nobody is told that less is done than before.
              furthest = Math.max(furthest, (0.7 * (place + 1)) / all)
              hear?.({ progress: { share: furthest } })
              yield explored
            }
          },
        },
      })
      const told = await ask(one, watchedAt(at), asked, people)
      const now = inParts ? await version(asked.workspace) : at
      if (now === at) {
        kept.keep(key, told, sizeOf(told))
        return paged(told)
      }
      // Once more, all of it; data that always moves is told as it was met, and kept under no version.
      const again = await ask(one, watchedAt(now), asked, people)
      if ((await version(asked.workspace)) === now)
        kept.keep(JSON.stringify([name, asked, people ?? null, now]), again, sizeOf(again))
      return paged(again)
    },
  }
}

/** What a sample is refused, such as an event that is too rare for it, everybody may be told. */
const firstAnswer = (...asked: Parameters<typeof ask>): Promise<Told | undefined> =>
  ask(...asked).catch((problem: unknown) => {
    if (problem instanceof Refused) return undefined
    throw problem
  })

/** A sample is of people and the source's cases: it tells nothing of cases by a property. */
const isOfProperty = ({ options }: Asked<unknown>): boolean =>
  propertyOfCases((options as { readonly cases?: string }).cases ?? '') !== undefined

const mapOf = ({ options }: Asked<unknown>): string | undefined => {
  const { map } = options as { readonly map?: string }
  return map
}
