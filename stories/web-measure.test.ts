import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, type Visit } from './browser.ts'
import { unexplained } from './unexplained.ts'

const numberIn = (text: string | null) => Number((text ?? '').replace(/\D/g, ''))

/** A busy machine is slow, not wrong: what never comes is what fails. */
const soon = <Told>(told: () => Told) => expect.poll(told, { timeout: 30_000 })

/** What a map's own views tell, and the same asked of events as they are: not in the walk over the analyses' tables. */
const LIVED = [
  '/measure/conformance?map=cuisine',
  '/measure/variants?map=cuisine',
  '/measure/times?map=cuisine',
  '/measure/flow?map=cuisine',
  '/maps/cuisine?view=drop-off',
  ...['variants', 'flow', 'times'].map((name) => `/measure/${name}?map=%22-%22`),
]

/** Every other question with what it asks first, and maps beside each other. */
const ASKED = [
  ...['funnel', 'paths', 'effectiveness', 'next', 'retention', 'activity', 'trends', 'compare', 'drivers'],
  ...['attribution', 'contacts', 'value', 'recommend', 'discover'],
]
  .map((name) => `/measure/${name}`)
  .concat('/maps/compare?of=cuisine@1,cuisine')

interface FunnelTold {
  readonly steps: readonly { readonly label: string; readonly count: number; readonly stopped: number }[]
}

describe('A question asked of what customers live', () => {
  let stage: Stage
  let visit: Visit
  let told: FunnelTold
  beforeAll(async () => {
    stage = await openStage({ people: 2400 })
    visit = await stage.visit()
  })
  afterAll(() => stage?.close())

  it('begins with a funnel of the map that has most to tell, whose steps one takes away and puts back', async () => {
    const { page } = visit
    await visit.open('/measure')
    await page.getByRole('link', { name: /^Entonnoir/ }).click()
    await page.locator('.drawing .lost').first().waitFor()
    const steps = page.locator('.step-row')
    const many = await steps.count()
    expect(many).toBeGreaterThan(4)
    const last = (await steps.last().locator('.step-name').textContent()) ?? ''
    await page.getByRole('button', { name: `Régler l’étape ${last}` }).click()
    await page.getByRole('menuitem', { name: 'Retirer' }).click()
    await soon(() => steps.count()).toBe(many - 1)
    await page.getByRole('combobox', { name: 'Ajouter une étape…' }).fill(last)
    await page.getByRole('option', { name: last }).first().click()
    await soon(() => steps.count()).toBe(many)
    const [, query = ''] = page.url().split('?')
    const asked = new URLSearchParams(
      (JSON.parse(new URLSearchParams(query).get('step') ?? '[]') as string[]).map((step) => ['step', step]),
    )
    told = await (await page.request.get(`${stage.url}/api/analyses/funnel?map=cuisine&${asked}`)).json()
    expect(told.steps).toHaveLength(many)
  })

  it('says who stopped at a step, as many as the number, and where they went', async () => {
    const { page } = visit
    const stopped = told.steps[0]?.stopped ?? 0
    await soon(async () => numberIn(await page.locator('.lost-text').first().textContent())).toBe(stopped)
    await page.locator('.lost').first().click()
    const aside = page.getByRole('complementary', { name: 'Les personnes' })
    await soon(async () => numberIn(await aside.getByRole('status').textContent())).toBe(stopped)
    await aside.getByRole('button', { name: 'Où sont-ils allés ?' }).click()
    await page.waitForURL(/\/measure\/paths\?.*afterDropOff/)
    const first = page.locator('.sankey .bar .amount').first()
    await soon(async () => numberIn(((await first.textContent()) ?? '').split('·')[0] ?? '')).toBe(stopped)
    await page.goBack()
  })

  it('is kept, stands on a dashboard, and gives the same numbers as a file', async () => {
    const { page } = visit
    await page.getByRole('button', { name: 'Garder la vue' }).click()
    const form = page.locator('form').filter({ hasText: 'Sur le tableau de bord' })
    await form.getByRole('textbox', { name: 'Titre' }).fill('Jusqu’à la garantie')
    await form.getByRole('combobox').click()
    await page.getByRole('option', { name: 'un nouveau' }).click()
    await form.getByRole('button', { name: 'Garder la vue' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Emporter' }).click()
    const file = await page.getByRole('menuitem', { name: 'CSV' }).getAttribute('href')
    const csv = await (await page.request.get(`${stage.url}${file}`)).text()
    expect(
      csv
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 3)),
    ).toEqual(told.steps.map(({ label, count, stopped }) => [label, String(count), String(stopped)]))
    await visit.open('/measure')
    await page.getByRole('link', { name: /Jusqu’à la garantie/ }).click()
    await page.getByRole('link', { name: 'Jusqu’à la garantie' }).waitFor()
    const pinned = async () => numberIn(await page.locator('.tile .lost-text').first().textContent())
    await soon(pinned).toBe(told.steps[0]?.stopped)
    await page.getByRole('button', { name: 'Épingler à l’accueil' }).click()
    await page.getByRole('button', { name: 'Retirer de l’accueil' }).waitFor()
    await visit.goTo('/')
    await soon(pinned).toBe(told.steps[0]?.stopped)
    expect(visit.troubles).toEqual([])
  })

  it('is asked of a named segment, which is renamed without the kept question losing it', async () => {
    const { page } = visit
    const api = (path: string, data: object, method: 'PUT' | 'POST') =>
      page.request.fetch(`${stage.url}${path}`, { method, data, headers: { origin: stage.url } })
    await api('/api/segments/Lille', { who: ['store=lille'] }, 'PUT')
    const asked = 'map=cuisine&segment=Lille'
    await api('/api/views', { title: 'Que fait Lille', note: '', analysis: 'activity', asked }, 'POST')
    const { cases } = await (await page.request.get(`${stage.url}/api/analyses/activity?segment=Lille`)).json()
    await visit.open('/people/segments')
    const line = page.getByRole('listitem').filter({ hasText: 'magasin est lille' }).first()
    await soon(async () => numberIn(await line.locator('.explained').textContent())).toBe(cases)
    await line.getByRole('button', { name: 'Que faire de Lille' }).click()
    await page.getByRole('menuitem', { name: 'Qui en est' }).click()
    const aside = page.getByRole('complementary', { name: 'Les personnes' })
    await soon(async () => numberIn(await aside.getByRole('status').textContent())).toBe(cases)
    await line.getByRole('button', { name: 'Que faire de Lille' }).click()
    await page.getByRole('menuitem', { name: 'Renommer' }).click()
    await page.getByRole('textbox', { name: 'Nom du segment' }).fill('Nord')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Nord' }).waitFor()
    await page.getByRole('link', { name: 'Que fait Lille' }).click()
    await page.waitForURL(/segment=Nord/)
    await page.locator('.headline').waitFor()
    expect(visit.troubles).toEqual([])
  })

  it.each(['/maps/cuisine', '/'])('%s explains what is lived wherever it says a number', async (address) => {
    await visit.goTo(address)
    const { page } = visit
    const counted = page.locator('#content .stages .explained:visible, #content .live .explained:visible')
    await counted.first().waitFor()
    expect(await counted.count()).toBeGreaterThan(6)
    await counted.first().click()
    const proof = page.getByRole('dialog')
    await proof.locator('.proof').waitFor()
    expect(await proof.locator('p').first().textContent()).toMatch(/\p{L}{3,}/u)
    await page.keyboard.press('Escape')
    await soon(() => unexplained(page)).toEqual([])
  })

  it.each(ASKED)('no number of %s is without an explanation', async (address) => {
    await visit.goTo(address)
    await visit.page.locator('.headline, .pictured .drawing svg, .difference-note').first().waitFor()
    await soon(() => unexplained(visit.page)).toEqual([])
  })

  it.each(LIVED)('%s explains every number, and lists as many people as it says', async (address) => {
    const { page } = visit
    await visit.goTo(address)
    const numbers = page.locator('#content .answer .explained:visible, #content td .explained:visible')
    await numbers.first().waitFor()
    await soon(() => unexplained(page)).toEqual([])
    await numbers.last().click()
    const proof = page.getByRole('dialog')
    await proof.locator('.proof').waitFor()
    expect(await proof.locator('p').first().textContent()).toMatch(/\p{L}{3,}/u)
    const who = proof.getByRole('button').filter({ hasText: /\d/ }).first()
    const many = numberIn(await who.textContent())
    await who.click()
    const told = page.getByRole('complementary', { name: 'Les personnes' }).getByRole('status').first()
    await soon(async () => numberIn(((await told.textContent()) ?? '').split('·')[0] ?? '')).toBe(many)
  })
})
