import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, settled } from './browser.ts'

describe('what stands around every screen', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it('finds a touchpoint from anywhere by the keyboard alone, and remembers it', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/maps')
    await page.keyboard.press('Control+k')
    const sought = page.getByRole('combobox', { name: 'Rechercher ou aller à…' })
    await sought.pressSequentially('metre dom')
    await page.getByRole('option', { name: /Métré à domicile/, selected: true }).waitFor()
    expect(await visit.axe()).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForURL('**/maps/cuisine**')
    await settled(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('group', { name: 'Derniers ouverts' }).getByRole('option', { name: /Métré/ }).waitFor()
    await page.keyboard.press('Escape')
    await sought.waitFor({ state: 'detached' })
    expect(visit.troubles).toEqual([])
    expect(visit.addresses.filter((address) => /metre/.test(address))).toEqual([])
    await visit.close()
  })

  it('hands a person’s name over to the people’s screen, in no address', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').pressSequentially('Dupont')
    await page.getByRole('option', { name: /Chercher « Dupont » parmi les clients/ }).click()
    await page.waitForURL('**/people')
    expect(await page.getByRole('textbox').first().inputValue()).toBe('Dupont')
    expect(visit.addresses.filter((address) => /dupont/i.test(address))).toEqual([])
    await visit.close()
  })

  it('tells its keys on one sheet, and goes where two keys lead', async () => {
    const visit = await stage.visit({ language: 'en' })
    const { page } = visit
    await visit.open('/')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await visit.axe()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.waitForURL('**/maps')
    await visit.close()
  })

  it('remembers language, theme and a narrow navigation', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/')
    await page.getByRole('button', { name: 'Réduire' }).click()
    await page.getByRole('button', { name: 'Langue, thème et fuseau' }).click()
    await page.getByText('Sombre', { exact: true }).click()
    await page.getByText('English', { exact: true }).click()
    await page.getByText('Dark', { exact: true }).waitFor()
    await visit.open('/maps')
    await page.getByRole('heading', { name: 'Maps', level: 1 }).waitFor()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('button', { name: 'Widen the navigation' }).waitFor()
    expect(await visit.axe()).toEqual([])
    await visit.close()
  })

  it('lets the keyboard skip to the content', async () => {
    const visit = await stage.visit()
    await visit.open('/maps')
    await visit.page.keyboard.press('Tab')
    await visit.page.getByRole('link', { name: 'Aller au contenu' }).press('Enter')
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe('content')
    await visit.close()
  })

  it('says at the address of nothing where to go', async () => {
    const visit = await stage.visit()
    await visit.open('/nulle-part')
    await visit.page.getByRole('heading', { name: 'Il n’y a rien à cette adresse', level: 1 }).waitFor()
    expect(await visit.axe()).toEqual([])
    await visit.page.getByRole('link', { name: 'Voir les cartes' }).click()
    await visit.page.waitForURL('**/maps')
    await visit.close()
  })

  it('gives back what was typed where a screen breaks', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/maps')
    await page.getByRole('textbox', { name: /Chercher une carte|Filtrer/ }).fill('une idée de Claire')
    // The next answer, in the other language, is of a shape that the screen cannot draw.
    await page.route('**/api/portfolio', (route) => route.fulfill({ json: { items: [null] } }))
    await page.getByRole('button', { name: 'Langue, thème et fuseau' }).click()
    await page.getByText('English', { exact: true }).click()
    await page.getByRole('heading', { name: 'This screen stopped' }).waitFor()
    await page.getByText('une idée de Claire').waitFor()
    expect(await visit.axe()).toEqual([])
    await visit.close()
  })

  it('says what each word means, in both languages', async () => {
    const visit = await stage.visit()
    await visit.open('/help/words')
    await visit.page.getByRole('textbox', { name: 'Filtrer les mots' }).fill('rupture')
    await visit.page.getByText('breaking point').waitFor()
    expect(await visit.page.locator('dt').count()).toBeLessThan(4)
    expect(await visit.axe()).toEqual([])
    await visit.close()
  })
})
