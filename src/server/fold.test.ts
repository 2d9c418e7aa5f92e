import { describe, expect, it } from 'vitest'
import { type Folding, startFolding } from './fold.ts'

/** A log that grows, folded into a sum with how far it was read; both are kept together, or neither. */
const world = () => {
  const log: number[] = []
  let kept = { sum: 0, upTo: 0 }
  let foldings = 0
  let fails = 0
  let waiting: (() => void)[] = []
  const fold = async () => {
    foldings++
    const next = { sum: kept.sum, upTo: log.length }
    for (const value of log.slice(kept.upTo)) next.sum += value
    await Promise.resolve()
    if (fails > 0) {
      fails--
      throw new Error('killed between reading and keeping')
    }
    kept = next
    for (const done of waiting) done()
    waiting = []
  }
  const folded = async () => {
    while (kept.upTo < log.length) await new Promise<void>((resolve) => waiting.push(resolve))
    return kept.sum
  }
  const failNext = (times: number) => {
    fails = times
  }
  return { log, fold, folded, foldings: () => foldings, failNext }
}

describe('folding', () => {
  it('folds what was there before, and what comes in after', async () => {
    const { log, fold, folded } = world()
    log.push(1, 2)
    const folding = startFolding(fold, () => {}, 1)
    expect(await folded()).toBe(3)
    log.push(4)
    folding.nudge()
    expect(await folded()).toBe(7)
    await folding.stop()
  })

  it('keeps all or nothing where it fails, tries again, and counts nothing twice', async () => {
    const { log, fold, folded, failNext } = world()
    const troubles: unknown[] = []
    failNext(1)
    log.push(5)
    const folding = startFolding(fold, (problem) => troubles.push(problem), 1)
    expect(await folded()).toBe(5)
    expect(troubles).toHaveLength(1)
    await folding.stop()
  })

  it('folds together what comes in while it folds, and nothing where nothing comes', async () => {
    const { log, fold, folded, foldings } = world()
    let folding: Folding | undefined
    const first = new Promise<void>((resolve) => {
      folding = startFolding(
        async () => {
          await fold()
          resolve()
        },
        () => {},
        1,
      )
    })
    await first
    log.push(1)
    for (let i = 0; i < 100; i++) folding?.nudge()
    expect(await folded()).toBe(1)
    await folding?.stop()
    expect(foldings()).toBeLessThanOrEqual(3)
  })

  it('goes on at once where a folding left more behind', async () => {
    let left = 3
    const done = new Promise<void>((resolve) => {
      const fold = async () => {
        left--
        if (left === 0) resolve()
        return left > 0
      }
      startFolding(fold, () => {}, 600_000)
    })
    await done
    expect(left).toBe(0)
  })

  it('stops at once while it waits', async () => {
    const { fold } = world()
    const folding = startFolding(fold, () => {}, 60_000)
    await folding.stop()
  })
})
