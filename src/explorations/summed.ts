import { behindEachOther, countLived, countPulse, keptLived, rulesOf, tellLived, tellPulse } from '../journeys/index.ts'
import { countMoments, tellMoments } from '../moments/index.ts'
import { countDropOff, middleOf, tellDropOff, waitsAt } from './drop-off.ts'
import type { Explored } from './explored.ts'
import { countFlow, type FlowPaths, shownOf, tellFlow } from './flow.ts'
import type { KnownOfAll } from './members.ts'
import { oneJourney } from './one-journey.ts'
import { countPeople, tellPeople } from './people.ts'
import type { Answers, Question } from './question.ts'
import { scopeOf } from './scope.ts'
import { countTimes, tellTimes } from './times.ts'
import { countWays, tellWays } from './variants.ts'

/** What all parts have in common: the journeys themselves are not kept. */
export type About = Omit<Explored, 'table' | 'instances' | 'rules' | 'part'>

/** Counts one part after another, and tells the answer of what was counted. */
export interface Summing {
  add(part: Explored): void
  tell(about: About): Answers[Question['kind']]
}

const summing = <Counts>(
  count: (part: Explored) => Counts,
  tell: (parts: readonly Counts[], about: About) => Answers[Question['kind']],
): Summing => {
  const parts: Counts[] = []
  return { add: (part) => void parts.push(count(part)), tell: (about) => tell(parts, about) }
}

/** Looks at all parts before one of them is counted. */
export interface Foresight {
  add(part: Explored): void
  told(): KnownOfAll
}

/**
 * What a question must know of everybody first: who is slow is slower than half of all, and who flows through what is shown does
 * so by what is commonest among all. `undefined` where it needs nothing.
 */
export const foresightOf = (question: Question): Foresight | undefined => {
  if (question.kind !== 'people') return undefined
  const { selection } = question
  if (selection.of === 'flow') {
    const parts: FlowPaths[] = []
    return {
      add: (part) => void parts.push(countFlow(part, selection.question)),
      told: () => ({ shown: shownOf(parts, selection.question) }),
    }
  }
  if (selection.of !== 'trait' || selection.trait !== 'slow') return undefined
  const waits: Float64Array[] = []
  return {
    add: (part) => void waits.push(waitsAt(part, selection.stage)),
    told: () => ({ median: middleOf(behindEachOther(waits)) }),
  }
}

/** How a question is answered over parts of all people, the same as over all at once. */
export const summingOf = (question: Question, between: () => void, known?: KnownOfAll): Summing => {
  switch (question.kind) {
    case 'lived': {
      const { kind: _, ...options } = question
      return summing(
        (part) => keptLived(countLived(part, { ...options, between })),
        (parts, about) => {
          const { map, hash, basis } = about
          return { ...tellLived(map, parts, { ...options, hash, basis, between }), scope: scopeOf(about) }
        },
      )
    }
    case 'pulse':
      return summing(
        (part) => countPulse(part, question.since),
        (parts) => tellPulse(parts, question.since),
      )
    case 'times':
      return summing(
        (part) => countTimes(part, part.zone),
        (parts, about) => ({ ...tellTimes(about.map, parts, question.minN), scope: scopeOf(about) }),
      )
    case 'variants':
      return summing(countWays, (parts, about) => ({ ...tellWays(parts, question), scope: scopeOf(about) }))
    case 'flow':
      return summing(
        (part) => countFlow(part, question),
        (parts, about) => ({ ...tellFlow(parts, question), scope: scopeOf(about) }),
      )
    case 'drop-off':
      return summing(
        (part) => countDropOff(part, question.stage),
        (parts, about) => {
          const found = tellDropOff(about.map, parts, question.stage, question.minN)
          return found && { ...found, scope: scopeOf(about) }
        },
      )
    case 'journey':
      return summing(
        (part) => oneJourney(part, question.key, question.journey),
        (parts) => parts.find((one) => one !== null) ?? null,
      )
    case 'people':
      return summing(
        (part) => countPeople(part, question, known),
        (parts, about) => ({ ...tellPeople(parts, question), scope: scopeOf(about), version: about.version }),
      )
    case 'moments': {
      const { kind: _, ...options } = question
      return summing(
        (part) => ({ lived: keptLived(countLived(part, { ...options, between })), seen: countMoments(part) }),
        (parts, about) => {
          const { map, hash, basis } = about
          const lived = tellLived(
            map,
            parts.map((part) => part.lived),
            { ...options, hash, basis, between },
          )
          return tellMoments(
            { map, rules: rulesOf(map) },
            parts.map(({ seen }) => seen),
            lived,
          )
        },
      )
    }
  }
}
