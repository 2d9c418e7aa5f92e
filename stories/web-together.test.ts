import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, settled, type Visit } from './browser.ts'

/** Says who one is in a browser, as the comments ask for it once. */
const namedVisit = async (stage: Stage, name: string): Promise<Visit> => {
  const visit = await stage.visit()
  await visit.context.addInitScript((given) => localStorage.setItem('parcours.name', given), name)
  return visit
}

describe('Claire and Karim work on one map', () => {
  let stage: Stage
  let claire: Visit
  let karim: Visit
  beforeAll(async () => {
    stage = await openStage({ people: 2400 })
    claire = await namedVisit(stage, 'Claire')
    karim = await namedVisit(stage, 'Karim')
  })
  afterAll(async () => {
    await claire?.close()
    await karim?.close()
    await stage?.close()
  })

  it('Claire gives her name, asks Karim a question, and he is told', async () => {
    await karim.open('/maps/cuisine?aside=comments')
    const mine = karim.page.getByRole('complementary', { name: 'Commentaires' })
    await mine.getByRole('button', { name: 'Changer de nom' }).click()
    await mine.getByRole('button', { name: 'Garder' }).click()
    await claire.open('/maps/cuisine?aside=comments:stage:decide')
    const { page } = claire
    const field = page.getByRole('textbox', { name: /^Écrire à propos de/ })
    await field.pressSequentially('Trop long, @Ka')
    await page.getByRole('option', { name: 'Karim' }).click()
    await field.press('End')
    await field.pressSequentially('?')
    await page.getByRole('button', { name: 'Publier' }).click()
    await page.getByRole('article').filter({ hasText: 'Trop long, @Karim' }).waitFor()
    // Karim's screen hears of it without being asked.
    await karim.page.getByRole('button', { name: /^Notifications, 1 non lue/ }).click()
    await karim.page.getByRole('link', { name: /Claire vous mentionne/ }).click()
    await karim.page.waitForURL(/aside=comments/)
    await karim.page.getByRole('article').filter({ hasText: 'Trop long' }).waitFor()
  })

  it('Karim answers and resolves; what Claire writes while the server is away is not lost', async () => {
    const { page } = karim
    await page.getByRole('button', { name: 'Répondre' }).click()
    await page.getByRole('textbox', { name: 'Répondre' }).fill('Je vois avec Lille.')
    await page.getByRole('textbox', { name: 'Répondre' }).press('Control+Enter')
    await page.getByRole('article').filter({ hasText: 'Je vois avec Lille.' }).waitFor()
    await claire.page.getByRole('article').filter({ hasText: 'Je vois avec Lille.' }).waitFor()
    await claire.page.route('**/comments', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 500, body: '{}' }) : route.continue(),
    )
    const field = claire.page.getByRole('textbox', { name: /^Écrire à propos de/ })
    await field.fill('Et à Nantes ?')
    await claire.page.getByRole('button', { name: 'Publier' }).click()
    await claire.page.getByRole('alert').filter({ hasText: 'Pas encore publié' }).waitFor()
    await claire.page.unroute('**/comments')
    await claire.page.reload()
    await settled(claire.page)
    expect(await field.inputValue()).toBe('Et à Nantes ?')
    await claire.page.getByRole('button', { name: 'Publier' }).click()
    await claire.page.getByRole('article').filter({ hasText: 'Et à Nantes ?' }).waitFor()
    await karim.page.getByRole('button', { name: 'Résoudre' }).first().click()
    await karim.page.getByText('0 résolue').waitFor({ state: 'detached' })
  })

  it('Claire confirms a key moment: it is written on the map, and told as decided', async () => {
    await claire.open('/maps/cuisine?view=moments')
    const { page } = claire
    const first = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: 'Confirmer' }) })
      .first()
    await first.getByRole('button', { name: 'Confirmer' }).click()
    await page.getByText('Confirmés (1)').click()
    await page.getByText('Confirmé par Claire').waitFor()
    await page.getByRole('region', { name: 'Inscrits sur la carte' }).getByText('données · confirmé').first().waitFor()
    await page.getByText(/^À décider/).click()
    await page.getByRole('button', { name: 'Rejeter' }).first().click()
    await page.getByRole('textbox', { name: /Pourquoi ce moment/ }).fill('Effet de la grève')
    await page.getByRole('button', { name: 'Rejeter' }).first().click()
    await page.getByText('Rejetés (1)').click()
    await page.getByText('Effet de la grève').waitFor()
    expect(await claire.axe()).toEqual([])
  })

  it('home says what waits and what changed, each a click from its place; it stays until it was seen', async () => {
    await karim.open('/')
    const { page } = karim
    const news = page.getByRole('region', { name: 'Depuis votre dernière visite' })
    await news
      .getByRole('link', { name: /nouveau.*commentaire/ })
      .first()
      .waitFor()
    expect(await karim.axe()).toEqual([])
    await page.reload()
    await news
      .getByRole('link', { name: /nouveau.*commentaire/ })
      .first()
      .waitFor()
    await news.getByRole('button', { name: 'Tout vu' }).click()
    await news.getByText('Rien n’a changé.').waitFor()
    await page
      .getByRole('region', { name: 'À décider' })
      .getByRole('link', { name: /brouillon non gardé/ })
      .click()
    await page.waitForURL(/aside=revisions/)
    await page
      .getByRole('complementary', { name: 'Révisions' })
      .getByText(/moments clés/)
      .first()
      .waitFor()
  })

  it('Karim restores a revision as a new one, and sees two side by side', async () => {
    const { page } = karim
    const kept = await page.request.post(`${stage.url}/api/maps/cuisine/revisions`, {
      data: { why: 'Moments confirmés' },
      headers: { origin: stage.url },
    })
    expect(kept.status()).toBe(201)
    await karim.open('/maps/cuisine/revisions')
    await page.getByRole('heading', { name: /^\d+ différences?$/ }).waitFor()
    await page.getByRole('button', { name: 'Agir sur la révision 1' }).click()
    await page.getByRole('menuitem', { name: 'Restaurer' }).click()
    await page.getByRole('textbox', { name: 'Pourquoi' }).fill('Trop tôt')
    await page.getByRole('button', { name: 'Restaurer' }).click()
    await page.getByRole('article').filter({ hasText: 'Révision 3' }).getByText('Trop tôt').waitFor()
    await karim.open('/maps/cuisine/revisions?from=1&to=3')
    await page.getByText('Aucune différence').waitFor()
    expect(await karim.axe()).toEqual([])
    expect(karim.troubles).toEqual([])
  })

  it('sets two maps, or two revisions, side by side with how sure the difference is', async () => {
    await karim.open('/maps/compare?of=cuisine@1,cuisine@2')
    await karim.page.getByText('sur les mêmes clients').first().waitFor()
    await karim.page.getByRole('region', { name: 'Ce qui est conçu' }).waitFor()
    expect(await karim.axe()).toEqual([])
    expect([...claire.addresses, ...karim.addresses].filter((address) => /Claire|Karim/i.test(address))).toEqual([])
  })
})
