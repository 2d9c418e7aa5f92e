import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { afterCalm } from './after-calm.ts'

const CALM = { calm: 3_000, longest: 30_000 }

describe('work that waits for calm', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Something comes in each second, for so many seconds. */
  const traffic = async (nudge: () => void, seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      nudge()
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }

  it('is done once, when nothing has come in for a while', async () => {
    const work = vi.fn(async () => {})
    const { nudge } = afterCalm(work, CALM)
    await traffic(nudge, 10)
    expect(work).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('is done from time to time where the traffic never pauses', async () => {
    const work = vi.fn(async () => {})
    const { nudge } = afterCalm(work, CALM)
    await traffic(nudge, 100)
    expect(work).toHaveBeenCalledTimes(3)
  })

  it('is done seldomer the longer it takes', async () => {
    const work = vi.fn(() => new Promise<void>((done) => setTimeout(done, 20_000)))
    const { nudge } = afterCalm(work, CALM)
    await traffic(nudge, 220)
    expect(work).toHaveBeenCalledTimes(1)
    await traffic(nudge, 30)
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('ends once the work under way has, and begins no other', async () => {
    let [begun, ended] = [0, 0]
    const { nudge, stop } = afterCalm(async () => {
      begun++
      await new Promise<void>((done) => setTimeout(done, 5_000))
      ended++
    }, CALM)
    nudge()
    await vi.advanceTimersByTimeAsync(4_000)
    const stopping = stop()
    nudge()
    await vi.advanceTimersByTimeAsync(60_000)
    await stopping
    expect([begun, ended]).toEqual([1, 1])
  })
})
