import type { Page } from 'playwright-core'
import { type Figure, figure } from '../result.ts'
import { framesDuring } from './measure.ts'

/** What the page's one thread spent on a gesture, in milliseconds. */
interface Spent {
  readonly perFrame: number
  readonly framesPerSecond: number
  readonly p95: number
}

const spentOn = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

const during = async (page: Page, gesture: () => Promise<unknown>): Promise<Spent> => {
  const before = await spentOn(page)
  let frames = 0
  const kept = await framesDuring(page, async () => {
    await gesture()
    frames = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames.length)
  })
  const spent = (await spentOn(page)) - before
  return { perFrame: spent / Math.max(1, frames), framesPerSecond: kept.perSecond, p95: kept.p95 }
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
  const figures: Figure[] = []
  for (const [name, gesture] of GESTURES) {
    const spent: Spent[] = []
    await gesture(page, cell)
    for (let run = 0; run < runs; run++) spent.push(await during(page, () => gesture(page, cell)))
    figures.push(
      figure(
        `${name}, frames`,
        'frames/s',
        spent.map(({ framesPerSecond }) => framesPerSecond),
      ),
      figure(
        `${name}, work a frame`,
        'ms',
        spent.map(({ perFrame }) => perFrame),
      ),
      figure(
        `${name}, frame p95`,
        'ms',
        spent.map(({ p95 }) => p95),
      ),
    )
  }
  return figures
}
