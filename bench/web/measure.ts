import type { CDPSession, Page } from 'playwright-core'

/** The processor as if it were so many times slower. */
export const throttled = async (page: Page, times: number): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
  return session
}

/**
 * Milliseconds from the first byte asked for until the screen has its heading and the page answers: the first task
 * posted once the heading stands has run.
 */
export const INTERACTIVE = `
  const look = () => {
    if (!document.querySelector('#content h1:not([data-working]), main h1:not([data-working])') || globalThis.interactiveAt) return
    watch.disconnect()
    setTimeout(() => { globalThis.interactiveAt = performance.now() })
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { childList: true, subtree: true })
`

export const interactiveAt = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => 'interactiveAt' in globalThis)
  return page.evaluate(() => (globalThis as unknown as { interactiveAt: number }).interactiveAt)
}

/** How the page kept up while something was done: its frames, and the time between them. */
export interface Frames {
  readonly perSecond: number
  /** The time between two frames that one in twenty exceeds, in milliseconds. */
  readonly p95: number
  /** The share of frames that came late: a whole frame or more after their turn. */
  readonly late: number
}

/** Said as text: what compiles this file would leave its own names in a function. */
const COUNT = `
  globalThis.framesSeen = []
  globalThis.counting = true
  const tick = (at) => {
    framesSeen.push(at)
    if (counting) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
`

/** Counts the page's frames while something is done. */
export const framesDuring = async (page: Page, done: () => Promise<unknown>): Promise<Frames> => {
  await page.evaluate(COUNT)
  await done()
  const at = await page.evaluate(() => {
    const seen = globalThis as unknown as { framesSeen: number[]; counting: boolean }
    seen.counting = false
    return seen.framesSeen
  })
  const gaps = at.slice(1).map((one, index) => one - (at[index] ?? 0))
  const sorted = [...gaps].sort((a, b) => a - b)
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  return {
    perSecond: (1000 * gaps.length) / total,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    late: gaps.filter((gap) => gap > 2 * (1000 / 60)).length / gaps.length,
  }
}

/** The value that one in twenty exceeds. */
export const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
