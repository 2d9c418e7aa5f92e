import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'

const stagesOn = (page: Page) =>
  page.locator('[data-stage]').evaluateAll((columns) => columns.map((column) => column.getAttribute('data-stage')))
const cardsOn = (page: Page) =>
  page.locator('[data-card]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card')))
const titleOf = (page: Page, touchpoint: string) =>
  page.locator(`[data-cell="touchpoint:${touchpoint}"] .cell-title`).textContent()
const untilTitled = (page: Page, touchpoint: string, title: string) =>
  page.locator(`[data-cell="touchpoint:${touchpoint}"] .cell-title`, { hasText: title }).waitFor()
const until = (page: Page, state: string) => page.locator(`[data-state=${state}]`).waitFor()
const cell = (page: Page, name: string) => page.locator(`[data-cell="${name}"]`)

const rename = async (page: Page, touchpoint: string, title: string) => {
  await cell(page, `touchpoint:${touchpoint}`).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}

describe('Claire and Karim on one map', () => {
  let stage: Stage
  let claire: Visit
  let karim: Visit
  beforeAll(async () => {
    stage = await openStage()
    claire = await stage.visit()
    karim = await stage.visit()
    for (const visit of [claire, karim]) {
      await visit.open('/maps/cuisine')
      await until(visit.page, 'synced')
    }
  })
  afterAll(() => stage.close())

  it('see what the other does at once, and where the other is', async () => {
    await rename(claire.page, 'catalogue', 'Catalogue demandé')
    await untilTitled(karim.page, 'catalogue', 'Catalogue demandé')
    await karim.page.locator('[data-cell="touchpoint:catalogue"].with-other').waitFor()
    expect(await claire.page.getByRole('group', { name: 'Sur cette carte en ce moment' }).isVisible()).toBe(true)
  })

  it('move one column both, one of them offline, and rename: one column, in one place, and nothing is lost', async () => {
    const before = await stagesOn(claire.page)
    const cards = await cardsOn(claire.page)
    await karim.context.setOffline(true)
    await until(karim.page, 'offline')
    await cell(claire.page, 'stage:design').focus()
    await claire.page.keyboard.press('Alt+ArrowRight')
    await rename(claire.page, 'website', 'Pages du site, vues par Claire')
    await cell(karim.page, 'stage:design').focus()
    await karim.page.keyboard.press('Alt+ArrowLeft')
    await rename(karim.page, 'store-visit', 'Magasin, vu par Karim')
    await until(claire.page, 'synced')
    expect(await titleOf(claire.page, 'store-visit')).not.toContain('Karim')

    await karim.context.setOffline(false)
    await until(karim.page, 'synced')
    await untilTitled(karim.page, 'website', 'Pages du site, vues par Claire')
    await untilTitled(claire.page, 'store-visit', 'Magasin, vu par Karim')
    await until(claire.page, 'synced')
    await claire.page.waitForFunction(
      (order) =>
        JSON.stringify(
          [...document.querySelectorAll('[data-stage]')].map((each) => each.getAttribute('data-stage')),
        ) === order,
      JSON.stringify(await stagesOn(karim.page)),
    )
    expect((await stagesOn(claire.page)).toSorted()).toEqual(before.toSorted())
    expect((await cardsOn(claire.page)).toSorted()).toEqual(cards.toSorted())
    expect((await cardsOn(karim.page)).toSorted()).toEqual(cards.toSorted())
  })

  it('find what they wrote when they reload without any network, and bring it along later', async () => {
    const { page, context } = karim
    // What opens the screen again is being kept in the browser.
    const kept = () =>
      page.evaluate(async () => (await (await caches.open('parcours-1')).match('/api/maps/cuisine')) !== undefined)
    await expect.poll(kept, { timeout: 30_000 }).toBe(true)
    await context.setOffline(true)
    await until(page, 'offline')
    await rename(page, 'configurator', 'Écrit dans le train')
    await page.reload()
    await untilTitled(page, 'configurator', 'Écrit dans le train')
    await context.setOffline(false)
    await until(page, 'synced')
    await untilTitled(claire.page, 'configurator', 'Écrit dans le train')
  })

  it('undo what they did themselves, never what the other did', async () => {
    await rename(claire.page, 'social-post', 'De Claire')
    await until(claire.page, 'synced')
    await cell(karim.page, 'touchpoint:questionnaire').focus()
    await karim.page.keyboard.press('Delete')
    await claire.page.locator('[data-card="questionnaire"]').waitFor({ state: 'detached' })
    await cell(claire.page, 'touchpoint:social-post').focus()
    await claire.page.keyboard.press('Control+z')
    await claire.page.waitForFunction(() => !document.body.textContent?.includes('De Claire'))
    expect(await claire.page.locator('[data-card="questionnaire"]').count()).toBe(0)
    await karim.page.keyboard.press('Control+z')
    await claire.page.locator('[data-card="questionnaire"]').waitFor()
  })

  it('move a touchpoint by the keyboard alone, each step said', async () => {
    const { page } = claire
    await cell(page, 'touchpoint:plan-saved').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    const said = page.locator('.unseen[role=status]')
    expect(await said.textContent()).toMatch(/place \d+ sur \d+ dans /)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Space')
    expect(await said.textContent()).toMatch(/posé à la place \d+ sur \d+ dans /)
    const home = await page
      .locator('[data-card="plan-saved"]')
      .evaluate((card) => card.closest('[data-stage]')?.getAttribute('data-stage'))
    expect(home).not.toBe('prepare')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('touchpoint:plan-saved')
    await page.keyboard.press('Control+z')
    await page.locator('[data-stage="prepare"] [data-card="plan-saved"]').waitFor()
  })

  it('lose nothing that was said to be saved when the api is killed', async () => {
    await rename(claire.page, 'catalogue', 'Gardé avant la panne')
    await until(claire.page, 'synced')
    process.kill(stage.processOf('api'), 'SIGKILL')
    await until(claire.page, 'offline')
    await rename(claire.page, 'social-post', 'Écrit pendant la panne')
    await until(claire.page, 'synced')
    const other = await stage.visit()
    await other.open('/maps/cuisine')
    expect(await titleOf(other.page, 'catalogue')).toBe('Gardé avant la panne')
    expect(await titleOf(other.page, 'social-post')).toBe('Écrit pendant la panne')
    await other.close()
  })

  it('keep a revision with a reason; the map is then level with it', async () => {
    const { page } = claire
    await page.getByRole('button', { name: /^Garder \d+ changement/ }).click()
    await page.getByLabel(/^Pourquoi ces changements/).fill('Atelier de Lille')
    await page.getByRole('dialog').getByRole('button', { name: 'Garder une révision' }).click()
    await page.getByText(/La révision \d+ est gardée/).waitFor()
    await page.getByRole('button', { name: 'Révision à jour' }).waitFor()
  })
})
