import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'

const COUNTING = `
  addEventListener('click', ({ isTrusted, detail }) => {
    if (isTrusted) sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks') ?? 0) + 1))
  }, true)
`

/** The clicks made since the application was opened. */
const clicks = (visit: Visit): Promise<number> =>
  visit.page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? 0))

/** What a person new to Parcours wants to know first (docs/walks/new-user.md), from the first screen, at most three clicks each. */
describe('Karim, who has never seen Parcours, finds in at most three clicks', () => {
  let stage: Stage
  const arrive = async (): Promise<Visit> => {
    const visit = await stage.visit({ newcomer: true })
    await visit.context.addInitScript(COUNTING)
    await visit.open('/')
    return visit
  }
  beforeAll(async () => {
    stage = await openStage({ people: 2400 })
  })
  afterAll(() => stage?.close())

  it('where customers leave: on the first screen, without a click', async () => {
    const visit = await arrive()
    await visit.page
      .getByText(/Se décider.*s’arrêtent/)
      .first()
      .waitFor()
    expect(await clicks(visit)).toBe(0)
    await visit.close()
  })

  it('why: what was noticed at that stage, each with its evidence', async () => {
    const visit = await arrive()
    await visit.page.getByRole('link', { name: 'Acheter et faire poser sa cuisine' }).first().click()
    await visit.page.getByRole('tab', { name: 'Moments clés' }).click()
    const reasons = visit.page.getByRole('listitem').filter({ hasText: 'Se décider' })
    await reasons.first().waitFor()
    expect(await reasons.allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/s’arrêtent à cette étape .+ contre .+ ailleurs/)]),
    )
    expect(await clicks(visit)).toBeLessThanOrEqual(3)
    await visit.close()
  })

  it('who they are: the list of those who stopped there', async () => {
    const visit = await arrive()
    await visit.page.getByRole('link', { name: 'Acheter et faire poser sa cuisine' }).first().click()
    const decide = visit.page.locator('[data-tour=stage]').filter({ hasText: 'Se décider' })
    await decide.getByRole('button', { name: /5\d.%.*Expliquer/ }).click()
    await visit.page
      .getByRole('dialog')
      .getByRole('button', { name: /personnes|Voir/ })
      .first()
      .click()
    await visit.page.getByRole('complementary').getByRole('listitem').first().waitFor()
    expect(await clicks(visit)).toBeLessThanOrEqual(3)
    await visit.close()
  })

  it('what is missing from the map: what customers do that no touchpoint foresees', async () => {
    const visit = await arrive()
    await visit.page.getByRole('link', { name: 'Acheter et faire poser sa cuisine' }).first().click()
    await visit.page.getByRole('tab', { name: 'Hors carte' }).click()
    await visit.page.getByRole('row', { name: /Suivi de commande demandé.*Téléphone/ }).waitFor()
    expect(await clicks(visit)).toBeLessThanOrEqual(3)
    await visit.close()
  })
})
