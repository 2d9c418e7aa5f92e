import type { Explorations } from './ask.ts'
import type { View } from './explored.ts'
import type { AnswerTo, Question } from './question.ts'

interface Under {
  readonly answer: Promise<unknown>
  readonly gone: AbortController
  waiting: number
}

/** Rejects as soon as one who waits leaves; the others go on waiting. */
const orLeave = <Value>(answer: Promise<Value>, signal: AbortSignal | undefined, leave: () => void): Promise<Value> => {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const left = () => {
      leave()
      reject(signal.reason)
    }
    if (signal.aborted) return left()
    signal.addEventListener('abort', left, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', left))
  })
}

/** The same question asked by several at once is worked out once; it stops when the last of them has left. */
export const askedOnce = (explorations: Explorations): Explorations => {
  const under = new Map<string, Under>()
  return {
    version: explorations.version,
    ask: async <Asked extends Question>(view: View, question: Asked, signal?: AbortSignal) => {
      const { map, ...asked } = view
      const key = JSON.stringify([map.id, map.revision, asked, question])
      let mine = under.get(key)
      if (!mine) {
        const gone = new AbortController()
        const answer = explorations.ask(view, question, gone.signal)
        const begun: Under = { answer, gone, waiting: 0 }
        mine = begun
        under.set(key, begun)
        const over = () => {
          if (under.get(key) === begun) under.delete(key)
        }
        answer.then(over, over)
      }
      const joined = mine
      joined.waiting++
      const leave = () => {
        joined.waiting--
        if (joined.waiting > 0) return
        under.delete(key)
        joined.gone.abort()
      }
      return orLeave(joined.answer as Promise<AnswerTo<Asked>>, signal, leave)
    },
  }
}
