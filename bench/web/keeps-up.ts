import type { Page } from 'playwright-core'
import type { Stage } from '../../stories/browser.ts'
import { type Frames, framesDuring } from './measure.ts'

const ROWS = 100_000
const STEPS = 120

/** Moves the mouse over the screen as a hand does, a little at a time. */
const along = async (page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
  for (let step = 1; step <= STEPS; step += 1)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / STEPS, from.y + ((to.y - from.y) * step) / STEPS)
}

/** A card of the large map carried over three columns and back, and dropped; then its title written anew. */
export const edited = async (stage: Stage): Promise<{ dragged: Frames; typed: Frames }> => {
  const visit = await stage.visit()
  const { page } = visit
  await visit.open('/maps/grande')
  const card = page.locator('[data-cell]').filter({ hasText: 'Point de contact 3' }).first()
  await card.waitFor()
  const box = await card.boundingBox()
  if (!box) throw new Error('The card is nowhere')
  const at = { x: box.x + box.width / 2, y: box.y + 12 }
  const far = { x: at.x + 700, y: at.y + 160 }
  const dragged = await framesDuring(page, async () => {
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await along(page, at, far)
    await along(page, far, { x: at.x + 250, y: at.y })
    await page.mouse.up()
  })
  const other = page.locator('[data-cell]').filter({ hasText: 'Point de contact 6' }).first()
  await other.click({ position: { x: 8, y: 8 } })
  await page.keyboard.press('F2')
  const typed = await framesDuring(page, () =>
    page.keyboard.type('Un titre plus long que celui d’avant, écrit d’une traite', { delay: 30 }),
  )
  await page.keyboard.press('Enter')
  await visit.close()
  return { dragged, typed }
}

const scrolled = (page: Page, list: string): Promise<Frames> =>
  framesDuring(page, async () => {
    await page.locator(list).hover()
    for (let turn = 0; turn < 90; turn += 1) await page.mouse.wheel(0, 900)
  })

/** The list of the people of a number, as if there were a hundred thousand: the rows are the demo's, again and again. */
export const listScrolled = async (stage: Stage): Promise<Frames> => {
  const visit = await stage.visit()
  const { page } = visit
  await page.route(/\/api\/maps\/cuisine\/people\?/, async (route) => {
    const { after } = route.request().postDataJSON() as { after: number }
    const answer = await route.fetch({ postData: { ...(route.request().postDataJSON() as object), after: 0 } })
    const rows = (await answer.json()) as { items: { key: string }[] }
    const items = rows.items.map((row) => ({ ...row, key: `${row.key}-${after}` }))
    await route.fulfill({ json: { ...rows, items, total: ROWS } })
  })
  await visit.open('/maps/cuisine')
  await page.locator('[data-tour=who] button').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Voir|personne/ })
    .first()
    .click()
  await page.locator('.people-list li').nth(5).waitFor()
  const frames = await scrolled(page, '.people-list')
  // Rows asked for as it closes are nobody's any more.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await visit.close()
  return frames
}

/** The peer: the same number of rows as plain elements, all of them in the page. */
export const plainListScrolled = async (stage: Stage): Promise<{ frames: Frames; shownMs: number }> => {
  const visit = await stage.visit()
  const { page } = visit
  await page.goto('about:blank')
  await page.setContent('<div id="list" style="height:700px;overflow:auto;font:16px sans-serif"></div>')
  const shownMs = await page.evaluate((count) => {
    const begun = performance.now()
    const rows = Array.from(
      { length: count },
      (_, at) => `<p style="height:40px;margin:0">Client ${at}, 3 étapes, 12 j</p>`,
    )
    const list = document.getElementById('list')
    if (list) list.innerHTML = rows.join('')
    list?.getBoundingClientRect()
    return performance.now() - begun
  }, ROWS)
  const frames = await scrolled(page, '#list')
  await visit.close()
  return { frames, shownMs }
}

/** The peer of an edit: as many plain elements, one of which follows the mouse. */
export const plainDragged = async (stage: Stage, cards: number): Promise<Frames> => {
  const visit = await stage.visit()
  const { page } = visit
  await page.goto('about:blank')
  await page.setContent('<body style="display:grid;grid-template-columns:repeat(12,1fr);gap:8px;font:16px sans-serif">')
  await page.evaluate((count) => {
    for (let at = 0; at < count; at += 1) {
      const card = document.createElement('div')
      card.textContent = `Point de contact ${at + 1}`
      card.style.cssText = 'border:1px solid #ccc;border-radius:8px;padding:8px'
      document.body.append(card)
    }
    const first = document.body.firstElementChild as HTMLElement
    addEventListener('pointermove', ({ clientX, clientY }) => {
      first.style.transform = `translate(${clientX}px, ${clientY}px)`
    })
  }, cards)
  const frames = await framesDuring(page, async () => {
    await along(page, { x: 40, y: 40 }, { x: 740, y: 200 })
    await along(page, { x: 740, y: 200 }, { x: 290, y: 40 })
  })
  await visit.close()
  return frames
}
