import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'

const card = (visit: Visit) => visit.page.getByRole('dialog')
const heading = (visit: Visit) => card(visit).getByRole('heading', { level: 2 })

/** Presses the keys of the tour until it is over; the titles of its stops, as they came. */
const follow = async (visit: Visit, step: (visit: Visit) => Promise<void>): Promise<readonly string[]> => {
  const seen: string[] = []
  for (let stop = 0; stop < 12; stop += 1) {
    await heading(visit).waitFor()
    const title = (await heading(visit).textContent()) ?? ''
    seen.push(title)
    await step(visit)
    await visit.page.waitForFunction(
      (before) => document.querySelector('[role=dialog] h2')?.textContent !== before,
      title,
    )
    const over = await visit.page.evaluate(
      () => JSON.parse(localStorage.getItem('parcours.tour') ?? '{}').over === true,
    )
    if (over) return seen
  }
  throw new Error(`The tour does not end: ${seen.join(', ')}`)
}

describe('Claire takes the tour', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ people: 2400 })
  })
  afterAll(() => stage?.close())

  it('from home to where customers stop, who they are, what is missing, and how to share it', async () => {
    const visit = await stage.visit({ newcomer: true })
    await visit.open('/')
    await visit.page.getByRole('button', { name: 'Commencer la visite' }).click()
    await heading(visit).waitFor()
    expect(await visit.axe()).toEqual([])
    const titles = await follow(visit, async ({ page }) => {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Suivant|Terminer/ })
        .click()
    })
    expect(titles.slice(0, 3)).toEqual([
      'Un parcours, tel qu’il est vécu',
      'La carte, éclairée par les données',
      'Là où l’on s’arrête',
    ])
    expect(titles).toContain('Ce qui manque à la carte')
    expect(titles).toContain('L’ajouter à la carte')
    expect(titles).toContain('Les moments qui comptent')
    expect(titles).toContain('La montrer à tous')
    expect(titles.at(-1)).toBe('De l’aide, toujours ici')
    expect(visit.troubles).toEqual([])
    await visit.close()
  })

  it('by the keyboard, leaves it with Escape, finds it again where she left it, and declines it for good', async () => {
    const visit = await stage.visit({ newcomer: true, language: 'en' })
    await visit.open('/')
    await visit.page.getByRole('button', { name: 'Start the tour' }).press('Enter')
    await card(visit).getByText('Step 1 of').waitFor()
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).toBe('A journey, as it is lived')
    await visit.page.keyboard.press('ArrowRight')
    await card(visit).getByText('Step 2 of').waitFor()
    await visit.page.keyboard.press('Escape')
    await card(visit).waitFor({ state: 'detached' })
    await visit.open('/')
    await visit.page.getByText(/waits for you at step 2/).waitFor()
    await visit.page.getByRole('button', { name: 'Resume the tour' }).press('Enter')
    await card(visit).getByText('Step 2 of').waitFor()
    await visit.page.keyboard.press('Escape')
    await visit.open('/')
    await visit.page.getByRole('button', { name: 'No, thank you' }).click()
    await visit.open('/')
    expect(await visit.page.getByRole('region', { name: 'Guided tour' }).count()).toBe(0)
    await visit.page.getByRole('button', { name: 'Help' }).click()
    await visit.page.getByRole('menuitem', { name: 'Guided tour, 5 minutes' }).click()
    await card(visit).getByText('Step 1 of').waitFor()
    await visit.close()
  })

  it('on a phone, where the card keeps under her thumb', async () => {
    const visit = await stage.visit({ newcomer: true, width: 390 })
    await visit.open('/')
    await visit.page.getByRole('button', { name: 'Commencer la visite' }).tap()
    const titles = await follow(visit, async ({ page }) => {
      expect(await page.getByRole('dialog').evaluate((one) => one.getBoundingClientRect().bottom)).toBeLessThan(800)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Suivant|Terminer/ })
        .tap()
    })
    expect(titles.length).toBeGreaterThan(6)
    expect(await visit.overflows()).toEqual([])
    await visit.close()
  })
})
