import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createWorking, workingLine } from './working.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('says nothing within a second, then how far it is while it waits, then that it works it out', () => {
  const said: string[] = []
  const hear = createWorking({ progress: (line) => void said.push(line), language: 'fr', now: Date.now })
  hear(0.25)
  vi.advanceTimersByTime(900)
  expect(said).toEqual([])
  vi.advanceTimersByTime(200)
  expect(said.at(-1)).toBe('Lecture des événements  █████░░░░░░░░░░░░░░░ 25 %  1 s')
  vi.advanceTimersByTime(1000)
  expect(said.at(-1)).toContain('2 s')
  hear(1)
  const told = said.length
  expect(said.at(-1)).toContain('Calcul  ████████████████████ 100 %')
  vi.advanceTimersByTime(5000)
  expect(said.length).toBe(told)
})

it('is said in English, too', () => {
  expect(workingLine(0.5, 3, 'en')).toBe('Reading events  ██████████░░░░░░░░░░ 50%  3 s')
})
