import { expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Explorations } from './ask.ts'
import { askedOnce } from './asked-once.ts'
import type { View } from './explored.ts'

const map: JourneyMap = { format: 'parcours/1', id: 'kitchen', title: 'Kitchen', stages: [], touchpoints: [] }
const view: View = { workspace: LOCAL_OWNER.workspace, map, hash: 'h', filter: {}, look: {} }
const question = {
  kind: 'flow',
  anchor: 'start',
  at: '',
  direction: 'from',
  depth: 2,
  perStep: 2,
  offMap: false,
} as const

/** Explorations that answer when they are told to, and say what was asked and what was stopped. */
const opened = () => {
  const asked: { answer(value: unknown): void; readonly signal: AbortSignal | undefined }[] = []
  const slow: Explorations = {
    version: async () => 'v1',
    ask: (_view, _question, signal) =>
      new Promise((resolve) => asked.push({ answer: resolve as (value: unknown) => void, signal })),
  }
  return { asked, explorations: askedOnce(slow) }
}

it('works out once what several ask at once, and anew what is asked later', async () => {
  const { asked, explorations } = opened()
  const both = [explorations.ask(view, question), explorations.ask(view, question)]
  expect(asked).toHaveLength(1)
  asked[0]?.answer('flow')
  expect(await Promise.all(both)).toEqual(['flow', 'flow'])
  void explorations.ask(view, question)
  expect(asked).toHaveLength(2)
  void explorations.ask({ ...view, look: { persona: 'senior' } }, question)
  expect(asked).toHaveLength(3)
})

it('goes on while one of them waits, and stops when the last has left', async () => {
  const { asked, explorations } = opened()
  const [claire, karim] = [new AbortController(), new AbortController()]
  const hers = explorations.ask(view, question, claire.signal)
  const his = explorations.ask(view, question, karim.signal)
  claire.abort()
  await expect(hers).rejects.toThrow('aborted')
  expect(asked[0]?.signal?.aborted).toBe(false)
  karim.abort()
  await expect(his).rejects.toThrow('aborted')
  expect(asked[0]?.signal?.aborted).toBe(true)
})
