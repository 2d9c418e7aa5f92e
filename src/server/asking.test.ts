import { expect, it } from 'vitest'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { createAsking, Left } from './asking.ts'

/** An engine whose statements take as long as somebody waits for them. */
const slow = () => {
  const stopped: string[] = []
  const until = (statement: string, signal: AbortSignal | undefined) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => {
        stopped.push(statement)
        reject(signal.reason)
      })
    })
  const analytics: Analytics = {
    rows: (statement, _, signal) => until(statement, signal),
    bytes: (statement, _, __, signal) => until(statement, signal),
    run: async () => {},
    insert: async () => {},
    close: async () => {},
  }
  return { analytics, stopped }
}

it('the statement of a question that nobody waits for is stopped at once', async () => {
  const { analytics, stopped } = slow()
  const asking = createAsking()
  const engine = asking.stopping(analytics)
  const answer = asking.amid(7, async () => {
    await Promise.resolve()
    return engine.bytes('read', 'Native')
  })
  await Promise.resolve()
  asking.leave(7)
  await expect(answer).rejects.toBeInstanceOf(Left)
  expect(stopped).toEqual(['read'])
})

it('what another question may wait for goes on', async () => {
  const { analytics, stopped } = slow()
  const asking = createAsking()
  const engine = asking.stopping(analytics)
  const [first, second] = [1, 2].map((number) => asking.amid(number, () => engine.rows(`read ${number}`)))
  asking.leave(1)
  await Promise.resolve()
  expect(stopped).toEqual([])
  void first?.catch(() => undefined)
  void second?.catch(() => undefined)
})
