import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { copyOfDemo } from './demos.ts'
import { type Running, start } from './program.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const QUIETLY = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const TOUR_TAKEN = `localStorage.getItem('parcours.tour') ?? localStorage.setItem('parcours.tour', '{"over":true}')`

/** How a reader comes: what is not said is French, light, and a desk. */
export interface Reader {
  readonly language?: 'fr' | 'en'
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  /** Has never been here: the tour is offered. */
  readonly newcomer?: boolean
  /** Comes from outside the house, without the owner's cookie; opens whole addresses. */
  readonly outsider?: boolean
}

/** One reader's browser window on the demo. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Opens an address of the application as a deep link, and waits until its screen has a heading and nothing works. */
  open(path: string): Promise<void>
  /** Goes there as a link of the application does, without loading it again; by the list of questions, which has no number. */
  goTo(path: string): Promise<void>
  /** What must not happen: errors on the console or in the page, refused policies, answers that are the server's fault. */
  readonly troubles: string[]
  /** Every address asked for, in case one names a person. */
  readonly addresses: readonly string[]
  /** What axe finds against WCAG 2.2 AA, one line each. */
  axe(): Promise<readonly string[]>
  /** What is wrong with a screen as it stands, at a width: axe in light and dark, and what does not fit. */
  wrongs(width: number): Promise<readonly string[]>
  /** Headings, buttons and labels whose words do not fit, and a page that scrolls sideways. */
  overflows(): Promise<readonly string[]>
  close(): Promise<void>
}

/** The demo's server on a folder of its own and one Chromium. */
export interface Stage {
  readonly url: string
  readonly folder: string
  /** The process of a role of the server, which its supervisor starts again when it ends. */
  processOf(role: string): number
  visit(reader?: Reader): Promise<Visit>
  close(): Promise<void>
}

const listen = (page: Page): { troubles: string[]; addresses: string[] } => {
  const [troubles, addresses]: [string[], string[]] = [[], []]
  page.on('console', (message) => {
    // A refused policy and a failed load are told as errors, too.
    if (message.type() === 'error') troubles.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (problem) => troubles.push(`page: ${problem.message}`))
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`)
  })
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  return { troubles, addresses }
}

const axeOn = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(AXE)
  const found = await page.evaluate((only) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags }
    return axe.run({ runOnly, resultTypes: ['violations'] })
  }, rules)
  // A cell's name is its title; what else stands in it is its content, not its label.
  const isCell = (id: string, html: string) => id === 'label-content-name-mismatch' && html.includes('role="gridcell"')
  return found.violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !isCell(id, html))
      .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.replace(/\s+/g, ' ')}`),
  )
}

const overflowsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.documentElement
    const sideways =
      root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide in ${root.clientWidth}`] : []
    const cut = [
      ...document.querySelectorAll<HTMLElement>('h1,h2,h3,h4,button,[role=tab],th,dt,label,.mantine-Badge-label'),
    ]
      .filter((each) => each.checkVisibility() && each.clientWidth > 1 && !each.closest('[data-may-clip]'))
      .filter((each) => getComputedStyle(each).display !== 'inline' && each.scrollWidth > each.clientWidth + 1)
      .map((each) => `${each.tagName.toLowerCase()} “${each.textContent?.trim().slice(0, 60)}” does not fit`)
    return [...sideways, ...cut]
  })

/** What still does not fit once the screen has had the time to find its new width. */
const staysTooWide = async (page: Page): Promise<readonly string[]> => {
  for (let looks = 0; looks < 20; looks++) {
    if ((await overflowsOn(page)).length === 0) return []
    await page.waitForTimeout(100)
  }
  return overflowsOn(page)
}

/** The rules that dark colours could break where light ones do not. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** `PARCOURS_TEST_LOOKS=all` asks every look of every rule, as before a change lands; else one look of each. */
const EVERY_LOOK = process.env.PARCOURS_TEST_LOOKS === 'all'

/** Where every rule is asked: in French on a desk; before a change lands on a phone and in English, too. */
const ruled = (width: number, language: 'fr' | 'en'): boolean =>
  language === 'fr' ? EVERY_LOOK || width > 600 : EVERY_LOOK && width > 600

/** What words and widths can break is asked of each; the other rules, and dark colours, where they could say something new. */
const wrongsOn = async (page: Page, width: number, language: 'fr' | 'en'): Promise<readonly string[]> => {
  const found: string[] = []
  const seen = (how: string, what: readonly string[]) => found.push(...what.map((one) => `${how} ${width}: ${one}`))
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
  if (language === 'fr' && EVERY_LOOK) {
    await page.emulateMedia({ colorScheme: 'dark' })
    seen('dark', await axeOn(page, OF_COLOURS))
    await page.emulateMedia({ colorScheme: 'light' })
  }
  if (ruled(width, language)) seen('light', await axeOn(page))
  seen(language, await staysTooWide(page))
  return found
}

const processOf = (folder: string, role: string): number => {
  const { pid } = JSON.parse(readFileSync(join(folder, 'run', 'server.json'), 'utf8')) as { pid: number }
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const line = lines.find((each) => each.trim().split(/\s+/)[1] === String(pid) && each.endsWith(`internal ${role}`))
  return Number(line?.trim().split(/\s+/)[0])
}

/** Starts a server on a demo of so many people, a copy of its own, and a browser. Close it when done. */
export const openStage = async ({
  people = 600,
  options = [],
}: {
  readonly people?: number
  readonly options?: readonly string[]
} = {}): Promise<Stage> => {
  if (!CHROMIUM) throw new Error('No Chromium on this machine: install chromium')
  const folder = mkdtempSync(join(tmpdir(), 'parcours-browser-'))
  const place = join(folder, 'demo')
  await copyOfDemo(people, place)
  const served: Running = start('start', '--data', place, '--port', '0', '--json', ...options)
  const answer = (await served.says(/^\{.*"url".*\}$/m)).match(/^\{.*"url".*\}$/m)?.[0] ?? '{}'
  const link = (JSON.parse(answer) as { url: string }).url
  const { origin } = new URL(link)
  const signedIn = await fetch(link, { redirect: 'manual' })
  const [name = '', value = ''] = (signedIn.headers.get('set-cookie')?.split(';')[0] ?? '').split('=')
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIETLY })

  const visit = async ({
    language = 'fr',
    scheme = 'light',
    width = 1440,
    newcomer = false,
    outsider = false,
  }: Reader = {}): Promise<Visit> => {
    const context = await browser.newContext({
      viewport: { width, height: width < 600 ? 844 : 900 },
      colorScheme: scheme,
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      reducedMotion: 'reduce',
      ...(width < 600 && { hasTouch: true }),
    })
    // A busy machine is slow, not wrong: what never comes is what fails.
    context.setDefaultTimeout(120_000)
    if (!outsider) await context.addCookies([{ name, value: decodeURIComponent(value), url: origin, httpOnly: true }])
    if (!newcomer) await context.addInitScript(TOUR_TAKEN)
    const page = await context.newPage()
    const heard = listen(page)
    return {
      page,
      context,
      ...heard,
      open: async (path) => {
        await page.goto(new URL(path, origin).href)
        await settled(page)
      },
      goTo: async (path) => {
        await step(page, '/measure')
        await page.locator('.question-card').first().waitFor()
        await step(page, path)
        await page.locator('.question-card').first().waitFor({ state: 'detached' })
        await settled(page)
      },
      axe: () => axeOn(page),
      wrongs: (width) => wrongsOn(page, width, language),
      overflows: () => overflowsOn(page),
      close: () => context.close(),
    }
  }
  const close = async () => {
    await browser.close()
    served.child.kill('SIGTERM')
    await served.told
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: origin, folder: place, processOf: (role) => processOf(place, role), visit, close }
}

/** The next place of the application, which hears of it as of a link that was pressed. */
const step = (page: Page, path: string): Promise<void> => page.evaluate((to) => history.pushState({}, '', to), path)

/** Until the screen has its heading, and says no more that it works something out. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('#content h1:not([data-working]), main h1:not([data-working])').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[role=status] .mantine-Loader-root, [aria-busy=true]'))
}
