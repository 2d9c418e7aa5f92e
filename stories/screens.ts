import type { Page } from 'playwright-core'

/** A screen at an address of the demo, and what to do there before it is looked at. */
export interface Screen {
  /** The route as the router names it. */
  readonly route: string
  readonly name: string
  readonly path: string
  readonly prepare?: (page: Page) => Promise<unknown>
}

/** Every route of the application, in each of its views. A route without a line fails the tests of all screens. */
export const SCREENS: readonly Screen[] = [
  { route: '/', name: 'home', path: '/' },
  { route: '/maps', name: 'maps', path: '/maps' },
  { route: '/new-map', name: 'new-map', path: '/new-map' },
  {
    route: '/new-map',
    name: 'new-map-chosen',
    path: '/new-map',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /banque/i })
        .or(page.getByRole('button', { name: /bank/i }))
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { route: '/maps', name: 'maps-table', path: '/maps?as=table' },
  { route: '/maps/compare', name: 'compare', path: '/maps/compare?of=cuisine@1,cuisine' },
  { route: '/maps/$map', name: 'map', path: '/maps/cuisine' },
  { route: '/maps/$map', name: 'map-table', path: '/maps/cuisine?view=table' },
  { route: '/maps/$map', name: 'map-off-map', path: '/maps/cuisine?view=off-map' },
  { route: '/maps/$map', name: 'map-moments', path: '/maps/cuisine?view=moments' },
  { route: '/maps/$map', name: 'map-paths', path: '/maps/cuisine?view=paths' },
  {
    route: '/maps/$map',
    name: 'map-paths-beside',
    path: '/maps/cuisine?view=paths&beside=true&flow=stage.decide.to.4.4..all',
  },
  { route: '/maps/$map', name: 'map-drop-off', path: '/maps/cuisine?view=drop-off' },
  { route: '/maps/$map', name: 'map-variants', path: '/maps/cuisine?view=variants' },
  { route: '/maps/$map', name: 'map-times', path: '/maps/cuisine?view=times' },
  { route: '/maps/$map', name: 'map-conformance', path: '/maps/cuisine?view=conformance' },
  { route: '/maps/$map', name: 'map-people', path: '/maps/cuisine?aside=people&of=stage.decide.abandoned' },
  {
    route: '/maps/$map',
    name: 'map-person',
    path: '/maps/cuisine?aside=people&of=stage.decide.abandoned',
    prepare: async (page) => {
      await page.locator('.person-row').first().click()
      await page.locator('.lived-step').first().waitFor()
    },
  },
  {
    route: '/maps/$map',
    name: 'map-filtered',
    path: '/maps/cuisine?period=year&compare=true&persona=senior&where=%5B%22store%3Dlille%22%5D',
  },
  {
    route: '/maps/$map',
    name: 'map-explained',
    path: '/maps/cuisine',
    prepare: async (page) => {
      await page.locator('.explained').first().click()
      await page.locator('.proof').waitFor()
    },
  },
  { route: '/maps/$map', name: 'map-touchpoint', path: '/maps/cuisine?aside=touchpoint:design-appointment' },
  { route: '/maps/$map', name: 'map-stage', path: '/maps/cuisine?aside=stage:decide' },
  { route: '/maps/$map', name: 'map-about', path: '/maps/cuisine?aside=map' },
  { route: '/maps/$map', name: 'map-comments', path: '/maps/cuisine?aside=comments' },
  { route: '/maps/$map', name: 'map-share', path: '/maps/cuisine?aside=share' },
  { route: '/maps/$map', name: 'map-revisions', path: '/maps/cuisine?aside=revisions' },
  { route: '/maps/$map/revisions', name: 'revisions', path: '/maps/cuisine/revisions' },
  { route: '/maps/$map/workshop', name: 'workshop', path: '/maps/cuisine/workshop' },
  { route: '/collect/import', name: 'import', path: '/collect/import' },
  {
    route: '/collect/import/$import',
    name: 'import-one',
    path: '/collect/import',
    prepare: async (page) => {
      const rows = Array.from({ length: 40 }, (_, at) => `SAV-${at % 9};${(at % 28) + 1}/03/2025 10:30;Visite;Lille`)
      const buffer = Buffer.from(['Dossier;Date;Évènement;Magasin', ...rows].join('\n'))
      await page.locator('input[type=file]').first().setInputFiles({ name: 'sav.csv', mimeType: 'text/csv', buffer })
      await page.waitForURL('**/collect/import/*')
      await page.getByRole('table').first().waitFor()
    },
  },
  { route: '/collect/typed', name: 'desk', path: '/collect/typed' },
  { route: '/collect/sources', name: 'sources', path: '/collect/sources' },
  { route: '/collect/sources', name: 'sources-hook', path: '/collect/sources?view=hooks&make=true' },
  { route: '/collect/sources', name: 'sources-deposits', path: '/collect/sources?view=deposits' },
  { route: '/collect/sources', name: 'sources-live', path: '/collect/sources?view=live' },
  { route: '/collect/sources', name: 'sources-aside', path: '/collect/sources?view=aside' },
  { route: '/collect/log', name: 'log', path: '/collect/log?channel=store' },
  {
    route: '/collect/log',
    name: 'log-one',
    path: '/collect/log',
    prepare: async (page) => {
      await page.locator('.log-line').first().click()
      await page.locator('.log-facts').waitFor()
    },
  },
  { route: '/people', name: 'people', path: '/people' },
  {
    route: '/people/$profile',
    name: 'person',
    path: '/people',
    prepare: async (page) => {
      await page.getByRole('listitem').getByRole('link').first().click()
      await page.waitForURL(/\/people\/[^/]+$/)
      await page.locator('.person').waitFor()
    },
  },
  { route: '/people/queue', name: 'people-queue', path: '/people/queue' },
  { route: '/people/matches', name: 'people-matches', path: '/people/matches' },
  {
    route: '/people/segments',
    name: 'people-segments',
    path: '/people/segments',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^(Nouveau segment|New segment)$/ }).click()
      await page.locator('.segment-form').waitFor()
    },
  },
  { route: '/maps/compare', name: 'compare-none', path: '/maps/compare' },
  { route: '/measure', name: 'measure', path: '/measure' },
  { route: '/measure/$analysis', name: 'measure-funnel', path: '/measure/funnel' },
  { route: '/measure/saved', name: 'measure-saved', path: '/measure/saved' },
  {
    route: '/measure/dashboards/$dashboard',
    name: 'measure-dashboard',
    path: '/measure/funnel',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^(Garder la vue|Keep the view)$/ }).click()
      const form = page.locator('form').filter({ hasText: /tableau de bord|dashboard/i })
      await form.getByRole('combobox').click()
      await page.getByRole('option', { name: /^(un nouveau|a new one)$/ }).click()
      await form.getByRole('button', { name: /^(Garder la vue|Keep the view)$/ }).click()
      await form.waitFor({ state: 'detached' })
      await page.goto(new URL('/measure', page.url()).href)
      await page.locator('.board-card').first().click()
      await page.locator('.tile .drawing svg').first().waitFor()
    },
  },
  { route: '/help/words', name: 'words', path: '/help/words' },
  { route: '__root__', name: 'nowhere', path: '/nowhere' },
  {
    route: '__root__',
    name: 'palette',
    path: '/',
    prepare: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').pressSequentially('co')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    route: '__root__',
    name: 'shortcuts',
    path: '/',
    prepare: async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
]
