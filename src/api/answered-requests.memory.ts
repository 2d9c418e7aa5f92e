import {
  type AnsweredRequests,
  CUT_OFF_AFTER,
  KEPT_FOR,
  type KeptAnswer,
  type KeyedRequest,
} from './answered-requests.ts'

interface Kept {
  readonly print: string
  readonly begun: number
  readonly answer?: KeptAnswer
}

const nameOf = ({ workspace, actor, key }: KeyedRequest) => JSON.stringify([workspace, actor, key])

/** The memory twin. */
export const createMemoryAnsweredRequests = (): AnsweredRequests => {
  const requests = new Map<string, Kept>()
  return {
    begin: async (request, now) => {
      const kept = requests.get(nameOf(request))
      const over = kept && now - kept.begun > (kept.answer ? KEPT_FOR : CUT_OFF_AFTER)
      if (!kept || over) {
        requests.set(nameOf(request), { print: request.print, begun: now })
        return { state: 'first' }
      }
      if (kept.print !== request.print) return { state: 'other' }
      return kept.answer ? { state: 'answered', answer: kept.answer } : { state: 'in-flight' }
    },
    keep: async (request, answer) => {
      const kept = requests.get(nameOf(request))
      if (kept) requests.set(nameOf(request), { ...kept, answer })
    },
    forget: async (request) => void requests.delete(nameOf(request)),
  }
}
