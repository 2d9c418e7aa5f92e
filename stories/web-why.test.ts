import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'

/** The number that a list says it holds, and how many rows of it can be scrolled to. */
const listed = async ({ page }: Visit): Promise<{ said: number; rows: number }> => {
  const aside = page.getByRole('complementary', { name: 'Les personnes' })
  await aside.locator('.person-row').first().waitFor()
  const said = (await aside.getByRole('status').first().textContent()) ?? ''
  const rows = await aside.getByRole('listitem').first().getAttribute('aria-setsize')
  return { said: Number(said.split('parcours')[0]?.replace(/\D/g, '')), rows: Number(rows) }
}

describe('Where customers leave, why, and who they are', () => {
  let stage: Stage
  let visit: Visit
  beforeAll(async () => {
    stage = await openStage({ people: 2400 })
    visit = await stage.visit()
  })
  afterAll(() => stage?.close())

  it('is answered in three clicks from home, and the list is as long as the number says', async () => {
    const { page } = visit
    await visit.open('/')
    await page.getByRole('link', { name: 'Acheter et faire poser sa cuisine' }).first().click()
    await page.getByRole('tab', { name: 'Arrêts' }).click()
    // Where: the stage that stands out is the one shown.
    await page.getByText(/Se décider\s:\s.*abandonnent là/).waitFor()
    // Why: the design appointment that went badly, which was planted in the synthetic company.
    await page.getByRole('row', { name: /ont mal noté.*Rendez-vous de conception/ }).waitFor()
    const button = page.getByRole('button', { name: /Voir qui.*parcours/ })
    const counted = Number(((await button.textContent()) ?? '').replace(/\D/g, ''))
    await button.click()
    expect(counted).toBeGreaterThan(100)
    expect(await listed(visit)).toEqual({ said: counted, rows: counted })
  })

  it('opens one of them as their journey was lived, and no address has named anybody', async () => {
    const { page, addresses } = visit
    const row = page.locator('.person-row').first()
    // A row leads to the person's own page, whose address says nothing of them.
    const sheet = page.getByRole('link', { name: /^Fiche de/ }).first()
    expect(await sheet.getAttribute('href')).toMatch(/^\/people\/[0-9a-f]{32}$/)
    const who = ((await row.locator('span').first().textContent()) ?? '').replace(/^user:/, '')
    await row.click()
    await page.locator('.lived-step').first().waitFor()
    expect(await page.locator('.lived-step').count()).toBeGreaterThan(3)
    expect(who).not.toBe('')
    expect(addresses.filter((address) => address.includes(who) || address.includes(encodeURIComponent(who)))).toEqual(
      [],
    )
  })

  it('follows the filters: everything, the list too, and the address says them', async () => {
    const { page } = visit
    await page.getByRole('button', { name: 'Retour à la liste' }).click()
    const before = await listed(visit)
    await page.getByRole('button', { name: 'Persona', exact: true }).click()
    await page.getByRole('button', { name: 'Senior' }).click()
    await page.getByText(/parcours retenus/).waitFor()
    await expect.poll(async () => (await listed(visit)).said).toBeLessThan(before.said)
    expect(page.url()).toContain('persona=senior')
    expect(visit.troubles).toEqual([])
  })
})
