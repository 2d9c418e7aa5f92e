import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, settled, type Visit } from './browser.ts'
import { parcours } from './program.ts'

let stage: Stage
let owner: Visit
beforeAll(async () => {
  stage = await openStage({ options: ['--public', '127.0.0.1:0'] })
  owner = await stage.visit()
}, 180_000)
afterAll(async () => {
  await owner?.close()
  await stage?.close()
})

/** What stands in a workbook's sheets, aside when it was made: by the names and checksums of its files. */
const sheetsOf = (workbook: Buffer): readonly string[] => {
  const end = workbook.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const found: string[] = []
  for (let i = 0, at = workbook.readUInt32LE(end + 16); i < workbook.readUInt16LE(end + 10); i++) {
    const length = workbook.readUInt16LE(at + 28)
    const name = workbook.toString('utf8', at + 46, at + 46 + length)
    if (name.startsWith('xl/')) found.push(`${name} ${workbook.readUInt32LE(at + 16)}`)
    at += 46 + length + workbook.readUInt16LE(at + 30) + workbook.readUInt16LE(at + 32)
  }
  return found
}

/** Somebody outside: no cookie of the owner's. */
const outsider = (width = 1280) => stage.visit({ outsider: true, width })

/** What is wrong with a page outside, a desk and a phone, light and dark; and whether its words fit in English too. */
const wrongs = async (visit: Visit): Promise<readonly string[]> => {
  const found = [...(await visit.wrongs(1440)), ...(await visit.wrongs(390))]
  await visit.page.getByRole('button', { name: 'English' }).click()
  await visit.page.getByRole('button', { name: 'Français' }).waitFor()
  for (const width of [390, 1440]) {
    await visit.page.setViewportSize({ width, height: 844 })
    found.push(...(await visit.overflows()).map((what) => `English ${width}: ${what}`))
  }
  await visit.page.getByRole('button', { name: 'Français' }).click()
  await visit.page.getByRole('button', { name: 'English' }).waitFor()
  return [...found, ...visit.troubles.splice(0)]
}

/** Makes a share through the screen, and gives what it shows once. */
const share = async (fill: (page: Page) => Promise<unknown>, make: string): Promise<string> => {
  await owner.open('/maps/cuisine?aside=share')
  await owner.page.getByRole('button', { name: make.includes('lien') ? 'Créer le lien' : /Créer/ }).waitFor()
  await fill(owner.page)
  await owner.page.getByRole('button', { name: make }).click()
  return (await owner.page.locator('[data-share-address]').textContent()) ?? ''
}

describe('what is shared outside', { timeout: 120_000 }, () => {
  it('is a map that an outsider opens, sees lit, and cannot leave; revoked, it is gone', async () => {
    const url = await share(async () => {}, 'Créer le lien')
    const visit = await outsider()
    const { page } = visit
    await visit.open(url)
    await page.getByRole('heading', { name: 'Acheter et faire poser sa cuisine' }).waitFor()
    expect(await page.getByText('Parcours vécus').count()).toBe(1)
    expect(await page.getByRole('region', { name: 'Émotion' }).locator('.lane-item').count()).toBeGreaterThan(3)
    expect(await wrongs(visit)).toEqual([])
    await page.getByRole('tab', { name: 'Tableau' }).click()
    const rows = page.getByRole('table', { name: /Acheter et faire poser/ }).getByRole('rowheader')
    await rows.first().waitFor()
    expect(await rows.count()).toBeGreaterThan(10)
    expect(await wrongs(visit)).toEqual([])
    expect(await page.locator('a[href^="/maps"], a[href^="/people"]').count()).toBe(0)
    expect(await page.context().cookies()).toEqual([])

    await owner.open('/maps/cuisine?aside=share')
    await owner.page.getByRole('button', { name: 'Révoquer' }).first().click()
    await owner.page.getByRole('button', { name: 'Révoquer' }).first().click()
    await owner.page.getByText('Révoqué').first().waitFor()
    expect((await page.goto(url))?.status()).toBe(410)
  })

  it('stands in a page of a site that it was made for, and in no other', async () => {
    const framing = (html: () => string) =>
      new Promise<{ origin: string; close(): void }>((resolve) => {
        const server = createServer((_request, response) =>
          response.end(`<!doctype html><title>intranet</title>${html()}`),
        )
        server.listen(0, '127.0.0.1', () =>
          resolve({
            origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
            close: () => server.close(),
          }),
        )
      })
    let frame = ''
    const [intranet, elsewhere] = [await framing(() => frame), await framing(() => frame)]
    frame = await share(async (page) => {
      await page.getByText('Dans une autre page').click()
      await page.getByLabel(/Sites qui peuvent/).fill(intranet.origin)
    }, 'Créer l’intégration')

    const framed = await outsider()
    const { page } = framed
    await page.goto(intranet.origin)
    await page.frameLocator('iframe').getByRole('heading', { name: 'Acheter et faire poser sa cuisine' }).waitFor()
    await page.goto(frame.match(/src="([^"]+)"/)?.[1] ?? frame)
    await settled(page)
    expect(await wrongs(framed)).toEqual([])
    const refused = await outsider()
    const said = refused.page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
    await refused.page.goto(elsewhere.origin)
    await said
    expect(await refused.page.frameLocator('iframe').getByRole('heading').count()).toBe(0)
    for (const site of [intranet, elsewhere]) site.close()
  })
})

// Before a workshop writes into the draft: a screen exports what it shows, the command what was kept.
describe('an export', { timeout: 180_000 }, () => {
  it('is a workbook and a PDF that open, and a picture of the size that the command line draws', async () => {
    await owner.open('/maps/cuisine')
    const taken = async (name: string | RegExp) => {
      await owner.page.getByRole('button', { name: 'Exporter' }).click()
      const [download] = await Promise.all([
        owner.page.waitForEvent('download'),
        owner.page.getByRole('menuitem', { name }).click(),
      ])
      return readFileSync(await download.path())
    }
    const workbook = await taken(/Excel/)
    expect(workbook.subarray(0, 2).toString()).toBe('PK')
    const pdf = await taken(/PDF A4/)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot')
    const picture = await taken(/PNG/)
    const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]
    const drawn = `${stage.folder}/drawn.png`
    const told = await parcours('map', 'render', 'cuisine', '-o', drawn, '--data', stage.folder, '--lang', 'fr')
    expect(told.code).toBe(0)
    expect(sizeOf(picture)).toEqual(sizeOf(readFileSync(drawn)))
    expect(sizeOf(picture)[0]).toBe(3175)
    const vector = await taken(/SVG/)
    const render = (file: string, ...more: readonly string[]) =>
      parcours('map', 'render', 'cuisine', '-o', file, '--data', stage.folder, '--lang', 'fr', ...more)
    expect((await render(`${stage.folder}/drawn.svg`)).code).toBe(0)
    expect(vector.equals(readFileSync(`${stage.folder}/drawn.svg`))).toBe(true)

    // Of the same journeys: filtered on the screen, and by the same names on the command line.
    await owner.open('/maps/cuisine?period=year&persona=senior')
    await owner.page.getByText(/parcours retenus/).waitFor()
    const filtered = await taken(/Excel/)
    const same = `${stage.folder}/senior.xlsx`
    expect((await render(same, '--lived', '--period', 'year', '--persona', 'senior')).code).toBe(0)
    expect(sheetsOf(filtered)).toEqual(sheetsOf(readFileSync(same)))
    expect(sheetsOf(filtered)).not.toEqual(sheetsOf(workbook))
  })
})

describe('a workshop', { timeout: 180_000 }, () => {
  it('is led on a screen and answered on telephones, hidden until revealed, kept in the map', async () => {
    await owner.open('/maps/cuisine/workshop')
    await owner.page.getByRole('button', { name: 'Ouvrir un atelier' }).click()
    const code = (await owner.page.locator('[data-workshop-code]').textContent())?.trim() ?? ''
    const url = await owner.page.evaluate(async () => (await (await fetch('/api/outside')).json()).url as string)
    const phones = []
    for (const name of ['Claire', 'Karim', 'Zoé']) {
      const visit = await outsider(390)
      const { page, troubles } = visit
      await visit.open(`${url}/w/${code}`)
      if (phones.length === 0) expect(await wrongs(visit)).toEqual([])
      await page.getByLabel(/Votre nom/).fill(name)
      await page.getByRole('button', { name: 'Entrer' }).click()
      await page.getByText('La prochaine question arrive').waitFor()
      phones.push({ page, troubles, visit })
    }
    await owner.page.getByRole('button', { name: 'Suivante' }).click()
    await owner.page.getByRole('button', { name: 'Ouvrir la question' }).click()
    for (const { page } of phones) {
      const scale = page.locator('fieldset.scale').first()
      await scale.waitFor()
      await scale.getByRole('radio').nth(1).check({ force: true })
      await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
      await page.getByText('Réponse reçue').waitFor()
    }
    const [claire] = phones
    if (!claire) throw new Error('nobody came')
    expect(await wrongs(claire.visit)).toEqual([])
    await owner.page.getByText(/3 réponses · 3/).waitFor()
    expect(await owner.page.locator('.workshop-bars').count()).toBe(0)
    // The server goes and comes back: the room goes on where it was.
    process.kill(stage.processOf('api'), 'SIGKILL')
    const back = () =>
      fetch(`${stage.url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (await back()) await new Promise((resolve) => setTimeout(resolve, 20))
    while (!(await back())) await new Promise((resolve) => setTimeout(resolve, 100))
    await claire.page.reload()
    const hers = claire.page.locator('fieldset.scale').first().getByRole('radio', { checked: true })
    await hers.waitFor({ state: 'attached' })
    await owner.page.reload()
    await owner.page.getByText(/3 réponses · 3/).waitFor()
    // What was asked meanwhile was refused, and told on the console: that is what was done here.
    for (const { troubles } of [...phones, owner]) troubles.splice(0)
    await owner.page.getByRole('button', { name: 'Dévoiler' }).click()
    await owner.page.getByText('accord fort').first().waitFor()
    await claire.page.locator('.workshop-bars').first().waitFor()
    expect(await wrongs(claire.visit)).toEqual([])
    await owner.page.getByRole('button', { name: 'Garder dans la carte' }).click()
    await owner.page.getByText(/écrite.? dans la carte/).waitFor()
    // What is missing goes onto the map in one click, and says where it stands.
    await owner.page.getByRole('button', { name: 'Ce qui manque' }).click()
    await owner.page.getByRole('button', { name: 'Ouvrir la question' }).click()
    await claire.page.getByLabel('Ce qui manque').fill('Un appel après la pose')
    await claire.page.getByRole('button', { name: 'Envoyer', exact: true }).click()
    await owner.page.getByRole('button', { name: 'Dévoiler' }).click()
    await owner.page.getByRole('button', { name: /Ajouter comme point attendu/ }).click()
    await owner.page.getByRole('link', { name: 'Sur la carte' }).waitFor()
    for (const { troubles } of phones) expect(troubles).toEqual([])
    expect([...(await owner.wrongs(390)), ...(await owner.wrongs(1440))]).toEqual([])
    await owner.page.getByRole('link', { name: 'Sur la carte' }).click()
    await owner.page
      .getByRole('complementary', { name: 'Point de contact' })
      .getByText('Un appel après la pose')
      .waitFor()
  })
})
