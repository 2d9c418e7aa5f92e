import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orThrow } from '../kernel/index.ts'
import { readMap } from '../maps/index.ts'
import { livedForTests, noticedForTests } from './lived-for-tests.ts'
import { reportPage } from './page.ts'

const CHROMIUM = [
  process.env.PARCOURS_TEST_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = CHROMIUM.find((path) => path !== undefined && existsSync(path))
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

describe.skipIf(executablePath === undefined)('the report in a browser (where Chromium is installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-report-'))
  const file = join(folder, 'report.html')
  let browser: Browser

  beforeAll(async () => {
    const example = join(dirname(fileURLToPath(import.meta.url)), '../../examples/cuisine/cuisine.yaml')
    const map = orThrow(readMap(readFileSync(example, 'utf8'), example)).map
    const input = { map, lived: livedForTests(map), moments: noticedForTests, minN: 10, language: 'fr' } as const
    const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
    writeFileSync(file, reportPage(input, { sha256 }))
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: QUIET })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true })
  })

  /** The page opened, and all that it complained of or asked the network for. */
  const opened = async (options: BrowserContextOptions, look: (page: Page) => Promise<void>) => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', (message) => wrong.push(message.text()))
    page.on('pageerror', (problem) => wrong.push(problem.message))
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) wrong.push(request.url())
    })
    await page.goto(pathToFileURL(file).href)
    await look(page)
    expect(wrong).toEqual([])
    await context.close()
  }
  const explanation = (page: Page) => page.locator('#explanation')
  const firstRate = (page: Page) => page.locator('.page:not([hidden]) .lane-dropOff button.fig').first()

  it('opens on a wide screen without a request, an error or a script refused', async () => {
    await opened({ viewport: { width: 1440, height: 900 } }, async (page) => {
      expect(await page.locator('.page:not([hidden])').getAttribute('lang')).toBe('fr')
      expect(await page.title()).toBe('Acheter et faire poser sa cuisine')
    })
  })

  it('explains a number to those who hover, and stops when they leave', async () => {
    await opened({ viewport: { width: 1440, height: 900 } }, async (page) => {
      await firstRate(page).hover()
      expect(await explanation(page).textContent()).toContain('Intervalle à 95 %')
      await page.mouse.move(2, 300)
      expect(await explanation(page).isVisible()).toBe(false)
    })
  })

  it('explains it to those who come by the keyboard, until Escape', async () => {
    await opened({ viewport: { width: 1440, height: 900 } }, async (page) => {
      await page.keyboard.press('Tab')
      for (let i = 0; i < 20 && !(await explanation(page).isVisible()); i++) await page.keyboard.press('Tab')
      expect(await explanation(page).isVisible()).toBe(true)
      const described = page.locator('[aria-describedby="explanation"]')
      expect(await described.evaluate((element) => element === document.activeElement)).toBe(true)
      await page.keyboard.press('Escape')
      expect(await explanation(page).isVisible()).toBe(false)
    })
  })

  it('explains it to those who tap, on a telephone where nothing is wider than the screen', async () => {
    await opened({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      await firstRate(page).tap()
      expect(await explanation(page).textContent()).toContain('Abandon')
      await page.locator('h1').first().tap()
      expect(await explanation(page).isVisible()).toBe(false)
    })
  })

  it.each(['light', 'dark'] as const)('has no fault that axe knows at levels A and AA, %s', async (colorScheme) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await opened({ viewport: { width: 1440, height: 900 }, colorScheme, bypassCSP: true }, async (page) => {
      await page.evaluate(axe)
      const faults = await page.evaluate(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
      )
      expect(faults).toEqual([])
    })
  })

  it('turns to English and to dark, with every number explained in English', async () => {
    await opened({ viewport: { width: 1440, height: 900 } }, async (page) => {
      await page.locator('.page:not([hidden]) [data-language=en]').click()
      expect(await page.evaluate(() => [document.documentElement.lang, document.title])).toEqual([
        'en',
        'Buying a kitchen and having it fitted',
      ])
      await firstRate(page).focus()
      await firstRate(page).hover()
      expect(await explanation(page).textContent()).toContain('95% interval')
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const light = await background()
      await page.locator('.page:not([hidden]) [data-theme-switch]').click()
      expect(await background()).not.toBe(light)
    })
  })
})
