import { AsyncLocalStorage } from 'node:async_hooks'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

export class Left extends Error {}

/** Which questions are under way in a thread, and what each of them has the engine do. */
export const createAsking = () => {
  const signals = new AsyncLocalStorage<AbortSignal>()
  const under = new Map<number, AbortController>()
  return {
    /** The engine, which stops a statement once nobody waits for the question that it is a part of. */
    stopping: (analytics: Analytics): Analytics => ({
      ...analytics,
      rows: (statement, parameters, signal = signals.getStore()) => analytics.rows(statement, parameters, signal),
      bytes: (statement, format, parameters, signal = signals.getStore()) =>
        analytics.bytes(statement, format, parameters, signal),
    }),
    amid: async <Answer>(number: number, work: () => Promise<Answer>): Promise<Answer> => {
      const gone = new AbortController()
      under.set(number, gone)
      try {
        return await signals.run(gone.signal, work)
      } finally {
        under.delete(number)
      }
    },
    /** Nobody waits for a question any more. Where others are under way they may wait for what it reads: that goes on. */
    leave: (number: number): void => {
      if (under.size === 1) under.get(number)?.abort(new Left('Nobody waits for this answer any more'))
    },
  }
}
