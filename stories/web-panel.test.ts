import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'

describe('Claire writes what the map says', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  const section = (visit: Visit, name: RegExp) => visit.page.getByRole('button', { name })
  /** Opens a part of the panel, which may be open already from the part before. */
  const open = async (visit: Visit, name: RegExp) => {
    const part = section(visit, name)
    await part.waitFor()
    if ((await part.getAttribute('aria-expanded')) !== 'true') await part.click()
  }

  it('changes a title beside the board: the card says it at once, and undoing gives it back', async () => {
    const visit = await stage.visit()
    await visit.open('/maps/cuisine?aside=touchpoint:configurator')
    const { page } = visit
    const title = page.getByRole('textbox', { name: 'Titre (en français)' })
    await title.fill('Dessiner sa cuisine en ligne')
    await title.blur()
    await page.locator('.touchpoint', { hasText: 'Dessiner sa cuisine en ligne' }).waitFor()
    await page.getByRole('button', { name: 'Annuler', exact: true }).click()
    await page.locator('.touchpoint', { hasText: 'Configurateur 3D en ligne' }).waitFor()
    expect(visit.troubles).toEqual([])
    await visit.close()
  })

  it('types a length of time as she says it; what cannot be read stays to be corrected', async () => {
    const visit = await stage.visit()
    await visit.open('/maps/cuisine?aside=touchpoint:configurator')
    const expected = visit.page.getByRole('textbox', { name: 'Durée prévue' })
    await expected.fill('1 h 30')
    await expected.blur()
    await visit.page.getByText('PT1H30M').waitFor()
    await expected.fill('bientôt')
    await expected.blur()
    expect(await expected.inputValue()).toBe('bientôt')
    expect(await expected.getAttribute('aria-invalid')).toBe('true')
    await visit.close()
  })

  it('sees what a rule recognises while she writes it', async () => {
    const visit = await stage.visit()
    await visit.open('/maps/cuisine?aside=touchpoint:booking')
    const { page } = visit
    await open(visit, /^Reconnu dans les données/)
    const found = page.getByText(/\d événements? reconnus?/)
    await found.waitFor()
    const before = await found.textContent()
    await page.getByRole('button', { name: 'Une condition' }).click()
    const property = page.locator('input[aria-label="Propriété"]').last()
    await property.fill('channel')
    await property.press('Escape')
    const value = page.locator('input[aria-label="Valeur"]').last()
    await value.fill('web')
    await value.press('Escape')
    await expect.poll(() => found.textContent(), { timeout: 20_000 }).not.toBe(before)
    // The cards of the board beside it are held to this by the tests of every screen.
    expect((await visit.axe()).filter((found) => !found.includes('data-cell='))).toEqual([])
    expect(visit.troubles).toEqual([])
    await visit.close()
  })

  it('puts what customers do off the map onto it, in one click that she can undo', async () => {
    const visit = await stage.visit()
    await visit.open('/maps/cuisine?view=off-map')
    const { page } = visit
    const count = page.locator('.touchpoint')
    await page
      .getByRole('button', { name: /^Ajouter à la carte/ })
      .first()
      .click()
    await page.waitForURL(/aside=touchpoint/)
    await page.getByRole('complementary', { name: 'Point de contact' }).waitFor()
    await count.first().waitFor()
    const added = await count.count()
    await page.getByRole('button', { name: 'Annuler', exact: true }).click()
    await expect.poll(() => count.count()).toBe(added - 1)
    await visit.close()
  })

  it('begins a map from a template, and reads it as a table', async () => {
    const visit = await stage.visit()
    await visit.open('/new-map')
    const { page } = visit
    expect(await visit.axe()).toEqual([])
    await page.getByRole('button', { name: /^Ouvrir un compte et changer de banque/ }).click()
    await page.getByRole('textbox', { name: 'Titre de la carte' }).fill('Changer de banque')
    await page.getByRole('button', { name: 'Créer la carte' }).click()
    await page.waitForURL('**/maps/changer-de-banque')
    await visit.open('/maps/changer-de-banque?view=table')
    const table = page.getByRole('table', { name: /Changer de banque : 5 étapes, 13 points de contact/ })
    await table.waitFor()
    expect(await table.getByRole('rowheader').count()).toBe(13 + 5)
    expect(await visit.axe()).toEqual([])
    await visit.close()
  })
})
