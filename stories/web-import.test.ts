import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, settled, type Visit } from './browser.ts'

const day = (at: number) => `${String((at % 28) + 1).padStart(2, '0')}/03/2025 10:${String(at % 60).padStart(2, '0')}`
/** An after-sales export of the Lille store: two rows cannot be read. */
const EXPORT = [
  'Dossier;Date;Évènement;Canal;Magasin',
  ...Array.from(
    { length: 60 },
    (_, at) => `SAV-${at % 20};${day(at)};${at % 3 === 0 ? 'Appel reçu' : 'Visite'};Téléphone;Lille`,
  ),
  'SAV-90;le printemps;Visite;Téléphone;Lille',
  ';;;;',
].join('\n')

const choose = (visit: Visit, name: string) =>
  visit.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(EXPORT) })

describe('Claire brings a file in', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it('sees how it is understood before anything is kept, then what became of every row', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/collect/import')
    await choose(visit, 'sav-lille.csv')
    await page.waitForURL('**/collect/import/*')
    await page.getByRole('heading', { name: 'Qu’est-ce que chaque colonne ?' }).waitFor()
    await settled(page)
    expect(await visit.axe()).toEqual([])
    await page.getByRole('button', { name: /^Importer/ }).click()
    await page.getByText('60 interactions de plus').waitFor()
    expect(await visit.axe()).toEqual([])
    expect(visit.troubles).toEqual([])
    await visit.close()
  })

  it('brings the same file a second time, and nothing is added', async () => {
    const visit = await stage.visit({ language: 'en' })
    const { page } = visit
    await visit.open('/collect/import')
    await choose(visit, 'sav-lille.csv')
    await page.waitForURL('**/collect/import/*')
    await page
      .getByRole('button', { name: /^Import/ })
      .last()
      .click()
    await page.getByText(/^Nothing new/).waitFor()
    await visit.open('/collect/import')
    const rows = page.getByRole('row', { name: /sav-lille/ })
    expect(await rows.count()).toBe(2)
    await page.getByRole('row', { name: /sav-lille.*\b0\b.*\b60\b/ }).waitFor()
    await visit.close()
  })
})
