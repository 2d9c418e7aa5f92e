import type { CDPSession, Page } from 'playwright-core'
import { type Figure, figure } from '../result.ts'
import { framesDuring } from './measure.ts'

/** Milliseconds of processor time that the page's thread has spent: what else the machine does is not counted. */
const spentBy = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** The thread's milliseconds for each frame drawn during a gesture; a frame of 60 a second lasts 16.7. */
const during = async (page: Page, session: CDPSession, gesture: () => Promise<unknown>): Promise<number> => {
  const before = await spentBy(session)
  let frames = 0
  await framesDuring(page, async () => {
    await gesture()
    frames = await page.evaluate(() => (globalThis as unknown as { framesSeen: number[] }).framesSeen.length)
  })
  return ((await spentBy(session)) - before) / Math.max(1, frames)
}

const centre = async (page: Page, cell: string) => {
  const box = await page.locator(`[data-cell="${cell}"]`).boundingBox()
  if (!box) throw new Error(`${cell} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + 12 }
}

/** A card carried over the columns that are on the screen, a step a frame, and put back where it was. */
const drag = async (page: Page, cell: string): Promise<void> => {
  const from = await centre(page, cell)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 120; step++) {
    const turn = (step / 120) * 2 * Math.PI
    await page.mouse.move(from.x + 320 * Math.sin(turn) + 8, from.y + 140 * (1 - Math.cos(turn)))
  }
  await page.keyboard.press('Escape')
  await page.mouse.up()
}

const SENTENCE = 'Un titre que l’on écrit sans s’arrêter, lettre après lettre'

/** A title typed where it stands. */
const type = async (page: Page, cell: string): Promise<void> => {
  await page.locator(`[data-cell="${cell}"]`).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type(SENTENCE, { delay: 16 })
  await page.keyboard.press('Enter')
}

/** A card moved down and up again, each time one change of the map. */
const nudge = async (page: Page, cell: string): Promise<void> => {
  await page.locator(`[data-cell="${cell}"]`).focus()
  for (let step = 0; step < 24; step++) {
    await page.keyboard.press(step % 2 === 0 ? 'Alt+ArrowDown' : 'Alt+ArrowUp')
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
}

const GESTURES = [
  ['dragging a card', drag],
  ['typing a title', type],
  ['moving a card by keys', nudge],
] as const

/** How a map of 12 stages and 120 touchpoints keeps up while it is edited. */
export const mapEditing = async (page: Page, cell: string, runs: number): Promise<readonly Figure[]> => {
  await page.locator(`[data-cell="${cell}"]`).waitFor()
  await page.locator('[data-state=synced]').waitFor()
  // The name that the loader of TypeScript gives to functions means nothing in the page.
  await page.evaluate('globalThis.__name = (named) => named')
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const figures: Figure[] = []
  for (const [name, gesture] of GESTURES) {
    const spent: number[] = []
    await gesture(page, cell)
    for (let run = 0; run < runs; run++) {
      // The frames of the run before have stopped being counted.
      await page.waitForTimeout(100)
      spent.push(await during(page, session, () => gesture(page, cell)))
    }
    figures.push(figure(`${name}: work a frame`, 'ms', spent))
  }
  return figures
}
