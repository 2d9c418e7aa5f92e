import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './browser.ts'

describe('Claire opens the application', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it('sees her journeys, live, with a heading, no trouble and nothing of the demo’s people in an address', async () => {
    const visit = await stage.visit()
    await visit.open('/')
    const link = visit.page.getByRole('link', { name: /Rénover sa cuisine|cuisine/i }).first()
    await link.waitFor()
    expect(await visit.page.title()).toMatch(/ – Parcours$/)
    expect(visit.troubles).toEqual([])
    expect(visit.addresses.filter((address) => /[\w.]+(?:@|%40)[\w-]+\.\w|token=/.test(address))).toEqual([])
    await visit.close()
  })

  it('follows a link: the heading of the next screen has the focus, and the title its name', async () => {
    const visit = await stage.visit()
    await visit.open('/')
    await visit.page.getByRole('navigation', { name: 'La boucle' }).getByRole('link', { name: 'Cartes' }).click()
    await visit.page.waitForURL('**/maps')
    await visit.page.locator('h1:focus').waitFor()
    expect(await visit.page.title()).toBe('Cartes – Parcours')
    await visit.close()
  })

  it('has the places under her thumb on a phone, and the whole loop one tap away', async () => {
    const visit = await stage.visit({ width: 390, language: 'en' })
    await visit.open('/')
    await visit.page.getByRole('navigation', { name: 'Short navigation' }).getByRole('button', { name: 'Menu' }).click()
    await visit.page.getByRole('dialog').getByRole('link', { name: 'Maps' }).click()
    await visit.page.waitForURL('**/maps')
    expect(await visit.overflows()).toEqual([])
    await visit.close()
  })
})
