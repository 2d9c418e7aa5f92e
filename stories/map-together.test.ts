import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'
import { parcours } from './program.ts'

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

  it('move a touchpoint with a finger held on it for a moment; a quick one scrolls', async () => {
    const phone = await stage.visit({ width: 390 })
    await phone.open('/maps/cuisine')
    await until(phone.page, 'synced')
    const cards = phone.page.locator('[data-stage="prepare"] [data-card]')
    const ids = () => cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-card')))
    const before = await ids()
    await cards.first().scrollIntoViewIfNeeded()
    const [from, to] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()]
    if (!from || !to) throw new Error('no cards')
    const finger = await phone.context.newCDPSession(phone.page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y = 0) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x + 60, y }] })
    const [start, end] = [from.y + 14, to.y + to.height - 4]
    await touch('touchStart', start)
    await phone.page.waitForTimeout(500)
    for (let step = 1; step <= 12; step++) await touch('touchMove', start + ((end - start) * step) / 12)
    await phone.page.waitForTimeout(100)
    await touch('touchEnd')
    await expect.poll(ids).toEqual([before[1], before[0], ...before.slice(2)])
    expect(phone.troubles).toEqual([])
    await phone.close()
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

  it('are shown both where a revision from a file gave one title another, and lose neither', async () => {
    const { page } = claire
    await rename(page, 'catalogue', 'Le titre de Claire')
    await until(page, 'synced')
    const file = `${stage.folder}/theirs.yaml`
    expect((await parcours('map', 'pull', 'cuisine', '-o', file, '--data', stage.folder)).code).toBe(0)
    const retitled = (text: string, id: string, title: string) =>
      text.replace(new RegExp(`(id: ${id}\\n(?:.*\\n)*?\\s+title: ).*`), `$1${title}`)
    const theirs = retitled(
      retitled(readFileSync(file, 'utf8'), 'catalogue', 'Le titre du fichier'),
      'website',
      'Le site',
    )
    writeFileSync(file, theirs)
    expect((await parcours('map', 'push', file, '--data', stage.folder)).code).toBe(0)
    // What another program stored is learnt when the reader comes back to the page.
    await page.reload()
    await page.getByRole('button', { name: /^Fusionner la révision/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /Le titre du fichier/ }).waitFor()
    expect(await dialog.getByRole('radio', { name: /Le titre de Claire/, checked: true }).count()).toBe(1)
    expect(await claire.axe()).toEqual([])
    await dialog.getByRole('button', { name: 'Fusionner' }).click()
    await untilTitled(page, 'website', 'Le site')
    expect(await titleOf(page, 'catalogue')).toBe('Le titre de Claire')
  })
})
