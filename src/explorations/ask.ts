import type { Condition } from '../events/index.ts'
import { livedOf, pulseOf } from '../journeys/index.ts'
import { unreachable } from '../kernel/index.ts'
import { noticeMoments } from '../moments/index.ts'
import { dropOffAt } from './drop-off.ts'
import type { Explored, View } from './explored.ts'
import type { Explorer } from './explorer.ts'
import { flowOf } from './flow.ts'
import { keptWithin } from './kept-within.ts'
import { oneJourney } from './one-journey.ts'
import { peopleOf } from './people.ts'
import type { Answers, AnswerTo, LivedQuestion, Question } from './question.ts'
import { scopeOf } from './scope.ts'
import { foresightOf, summingOf } from './summed.ts'
import { timesIn } from './times.ts'
import { hintOf } from './unmet.ts'
import { variantsOf } from './variants.ts'

/** Port: answers questions about lived journeys; in this process, or in a thread beside it. */
export interface Explorations {
  ask<Asked extends Question>(view: View, question: Asked, signal?: AbortSignal): Promise<AnswerTo<Asked>>
  /** What changes whenever the answers may. */
  version(workspace: View['workspace']): Promise<string>
}

const livedAnswer = (
  explored: Explored,
  { kind: _, ...options }: LivedQuestion,
  between: () => void,
): Answers['lived'] => ({
  ...livedOf(explored, { hash: explored.hash, basis: explored.basis, ...options, between }),
  scope: scopeOf(explored),
})

/** `between` is called now and then; it throws where nobody waits any more. */
const workOut = (explored: Explored, question: Question, between: () => void): Answers[Question['kind']] => {
  switch (question.kind) {
    case 'lived':
      return livedAnswer(explored, question, between)
    case 'moments': {
      const { kind: _, ...options } = question
      return noticeMoments(
        explored,
        livedOf(explored, { ...options, hash: explored.hash, basis: explored.basis, between }),
      )
    }
    case 'pulse':
      return pulseOf(explored, question.since)
    case 'people':
      return { ...peopleOf(explored, question), scope: scopeOf(explored), version: explored.version }
    case 'journey':
      return oneJourney(explored, question.key, question.journey)
    case 'flow':
      return { ...flowOf(explored, question), scope: scopeOf(explored) }
    case 'variants':
      return { ...variantsOf(explored, question), scope: scopeOf(explored) }
    case 'times':
      return { ...timesIn(explored, explored.zone, question.minN), scope: scopeOf(explored) }
    case 'drop-off': {
      const found = dropOffAt(explored, question.stage, question.minN)
      return found && { ...found, scope: scopeOf(explored) }
    }
    default:
      return unreachable(question)
  }
}

/** So many answers are remembered with the journeys that they are of, and as long as those. */
const REMEMBERED = 40
const answers = new WeakMap<Explored, Map<string, Answers[Question['kind']]>>()

/** One answer over journeys that were followed, worked out once. */
const answerTo = (
  explored: Explored,
  question: Question,
  between: () => void = () => {},
): Answers[Question['kind']] => {
  const mine = answers.get(explored) ?? new Map<string, Answers[Question['kind']]>()
  answers.set(explored, mine)
  const key = JSON.stringify(question)
  const known = mine.get(key)
  if (known !== undefined) return known
  const answer = workOut(explored, question, between)
  if (mine.size >= REMEMBERED) mine.clear()
  mine.set(key, answer)
  return answer
}

/** What a view asks of the events of whom it tells. */
export const conditionsOf = ({ filter, look }: Pick<View, 'filter' | 'look'>): readonly Condition[] => [
  ...(filter.source === undefined ? [] : [{ property: 'source', op: 'eq', value: filter.source } as const]),
  ...(filter.where ?? []),
  ...(look.who ?? []),
]

/** A lived journey of nobody says so where that is because a condition asks for what no event has. */
const withHints = async (explorer: Explorer, view: View, lived: Answers['lived']): Promise<Answers['lived']> => {
  const asked = conditionsOf(view)
  if (lived.instances.total > 0 || asked.length === 0) return lived
  const hints = (await explorer.unmet(view.workspace, asked)).map(hintOf)
  return hints.length === 0 ? lived : { ...lived, hints }
}

/** Answers in this very thread; over parts of all people where those are more than the memory holds. */
export const createExplorations = (explorer: Explorer): Explorations => {
  const remembered = keptWithin<Answers[Question['kind']]>(REMEMBERED)
  /** Whether anything was read in parts, and the answer. */
  const answered = async (view: View, question: Question, signal: AbortSignal | undefined) => {
    const between = () => signal?.throwIfAborted()
    const atOnce = (explored: Explored) => ({ inParts: false, answer: answerTo(explored, question, between) })
    const foresight = foresightOf(question)
    if (foresight)
      for await (const explored of explorer.parts(view, signal)) {
        if (!explored.part) return atOnce(explored)
        foresight.add(explored)
      }
    const sums = summingOf(question, between, foresight?.told())
    let last: Explored | undefined
    for await (const explored of explorer.parts(view, signal)) {
      if (!explored.part) return atOnce(explored)
      sums.add(explored)
      last = explored
    }
    if (!last) throw new Error('No part was read')
    const { table: _, instances: __, rules: ___, part: ____, ...about } = last
    return { inParts: true, answer: sums.tell(about) }
  }
  return {
    version: explorer.version,
    ask: async <Asked extends Question>(view: View, question: Asked, signal?: AbortSignal) => {
      const { map, version: given, ...asked } = view
      const keyAt = (version: string) => JSON.stringify([map.id, { ...asked, version }, question])
      const version = given ?? (await explorer.version(view.workspace))
      const hinted = async (answer: Answers[Question['kind']]) =>
        (question.kind === 'lived'
          ? await withHints(explorer, view, answer as Answers['lived'])
          : answer) as AnswerTo<Asked>
      const known = remembered.get(keyAt(version))
      if (known !== undefined) return hinted(known)
      const first = await answered({ ...view, version }, question, signal)
      const now = first.inParts ? await explorer.version(view.workspace) : version
      // Parts of data that moved meanwhile do not belong together: once more, all of it. What always moves is told as it was met.
      const { answer } = now === version ? first : await answered({ ...view, version: now }, question, signal)
      if (first.inParts && (now === version || (await explorer.version(view.workspace)) === now))
        remembered.keep(keyAt(now), answer, 1)
      return hinted(answer)
    },
  }
}
