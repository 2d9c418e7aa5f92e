import { createHmac } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APOLLINE } from '../src/demo/index.ts'
import { openStage, type Stage, settled, type Visit } from './browser.ts'
import { parcours } from './program.ts'

interface Listed {
  readonly profile: string
  readonly name: string
  readonly events: number
}
interface Whole {
  readonly id: string
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  readonly why: readonly { readonly words: string }[]
  readonly events: number
  readonly journeys: unknown
}
interface ToldDeposit {
  readonly files: readonly {
    readonly file: string
    readonly state: string
    readonly import: { readonly state: string; readonly kept: number | null } | null
  }[]
}

let stage: Stage
let visit: Visit
beforeAll(async () => {
  stage = await openStage()
  visit = await stage.visit()
}, 120_000)
afterAll(async () => {
  await visit?.close()
  await stage?.close()
})

/** What the owner is told. */
const told = async <Body>(path: string, body?: unknown): Promise<Body> => {
  const at = new URL(path, stage.url).href
  const { request } = visit.context
  const answer = body === undefined ? await request.get(at) : await request.post(at, { data: body })
  if (!answer.ok()) throw new Error(`${answer.status()} ${path}: ${await answer.text()}`)
  return (await answer.json()) as Body
}
const found = async (text: string) => (await told<{ items: readonly Listed[] }>('/api/people/search', { text })).items
const awaited = async <Found>(look: () => Promise<Found | undefined>): Promise<Found> => {
  for (;;) {
    const one = await look()
    if (one !== undefined) return one
    await pause(150)
  }
}
/** Whoever is found first, once what looks people up has followed the latest merge. */
const named = (text: string) =>
  awaited(async () => {
    const [one] = await found(text)
    return (
      one &&
      (await wholeOf(one.profile).then(
        ({ id }) => (id === one.profile ? one : undefined),
        () => undefined,
      ))
    )
  })
const wholeOf = (profile: string) => told<Whole>(`/api/people/${profile}`)
/** A person as anybody could see them: what a merge changes, or an attack would. */
const pictureOf = async (profile: string) => {
  // Where she stands on a map goes by the clock once anything comes live; at one time of it, the passages' law holds it.
  const { journeys: _, ...whole } = await wholeOf(profile)
  return {
    whole,
    consents: await told(`/api/people/${profile}/consents`),
    timeline: await told(`/api/people/${profile}/timeline`, {}),
  }
}

describe('a customer met on the web, in store, on the telephone and on a network', () => {
  it('is one profile for whoever looks for her, by name, telephone or card, and the command says why', async () => {
    const [byName, byPhone, byCard] = [
      await named(APOLLINE.name),
      await named('06 39 98 42 07'),
      await named(APOLLINE.card),
    ]
    expect(new Set([byName, byPhone, byCard].map(({ profile }) => profile)).size).toBe(1)
    const { code, stdout } = await parcours('profile', APOLLINE.email, '--data', stage.folder, '--lang', 'fr')
    expect(code).toBe(0)
    expect(stdout).toContain('Pourquoi une seule personne')
    expect(stdout).toMatch(/même compte social, .+ sur un réseau social le 2 septembre 2025/)
    expect(stdout).toMatch(/même commande, .+ chez un partenaire le 11 octobre 2025/)
  })

  it('can be read in both languages, parted into exactly the two that she was, and made one again', async () => {
    const { page } = visit
    const { profile } = await named(APOLLINE.name)
    const before = await wholeOf(profile)
    for (const [language, reason] of [
      ['en', /same social account, "Campaign joined" on a social network on September 2, 2025/],
      ['fr', /même compte social, « Inscription à une campagne » sur un réseau social le 2 septembre 2025/],
    ] as const) {
      const reader = language === 'fr' ? visit : await stage.visit({ language })
      await reader.open('/people')
      await reader.page.getByRole('main').getByRole('textbox').first().fill(APOLLINE.card)
      await reader.page.getByRole('link', { name: new RegExp(`^${APOLLINE.name}`) }).click()
      await reader.page.getByText(reason).waitFor()
      expect(reader.addresses.some((address) => address.includes(APOLLINE.card))).toBe(false)
      if (reader !== visit) await reader.close()
    }
    await page.getByRole('button', { name: /Séparer email:.+ et social:/ }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Deux comptes Instagram')
    await page.getByRole('dialog').getByRole('button', { name: 'Séparer' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const apart = async () => {
      const [network, rest] = [await named('apolline.chez.elle'), await named(APOLLINE.card)]
      return [await pictureOf(network.profile), await pictureOf(rest.profile)] as const
    }
    const [network, rest] = await awaited(async () => {
      const both = await apart()
      return both[0].whole.id === both[1].whole.id ? undefined : both
    })
    expect(network.whole.identifiers).toEqual([{ kind: 'social', value: 'instagram:apolline.chez.elle' }])
    expect(network.whole.why).toEqual([])
    expect(rest.whole.identifiers).toHaveLength(before.identifiers.length - 1)
    expect(network.whole.events + rest.whole.events).toBe(before.events)

    await visit.open(`/people/${rest.whole.id}`)
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Réunir avec…' }).click()
    await dialog.getByRole('textbox', { name: 'L’autre personne' }).fill('apolline.chez.elle')
    await dialog.getByRole('radio', { name: /apolline\.chez\.elle/ }).check()
    await dialog.getByRole('textbox', { name: /Pourquoi/ }).fill('Elle l’a confirmé')
    await dialog.getByRole('button', { name: 'Réunir' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Elle l’a confirmé').first().waitFor()
    const again = await awaited(async () => {
      const whole = await wholeOf((await named(APOLLINE.name)).profile)
      return whole.identifiers.length === before.identifiers.length ? whole : undefined
    })
    expect([again.identifiers, again.events]).toEqual([before.identifiers, before.events])

    // Undone once more, each is what it was, to the last figure.
    await page
      .getByRole('button', { name: /Séparer .*social:/ })
      .first()
      .click()
    await dialog.getByRole('button', { name: 'Séparer' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(
      await awaited(async () => {
        const both = await apart()
        return both[0].whole.id === both[1].whole.id ? undefined : both
      }),
    ).toEqual([network, rest])
    expect(visit.troubles).toEqual([])
  })

  it('consents for each identifier by itself; what a steward writes down says who wrote it, and moves no journey', async () => {
    const { page } = visit
    const { profile } = await named(APOLLINE.card)
    await visit.open(`/people/${profile}`)
    const asOf = async () => (await told<{ asOf: string }>('/api/maps/cuisine/lived')).asOf
    const before = await asOf()
    await page.getByRole('button', { name: /Noter .+ : Messages commerciaux/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Donné' }).check()
    await dialog.getByRole('button', { name: 'Noter' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(/noté ici par/).waitFor()
    const { items } = await told<{ items: readonly { purpose: string; said: readonly object[] }[] }>(
      `/api/people/${profile}/consents`,
    )
    const saidOf = (purpose: string) => items.find((one) => one.purpose === purpose)?.said
    expect(saidOf('marketing')).toMatchObject([{ identifier: `email:${APOLLINE.email}`, given: true, noted: {} }])
    expect(saidOf('measurement')).toMatchObject([{ given: true, noted: null }])
    expect(saidOf('surveys')).toEqual([])
    expect(await asOf()).toBe(before)
    expect(await visit.axe()).toEqual([])
  })

  it('carries no consent from one of her names to another, though both are hers: a source that needs it keeps the one alone', async () => {
    const { profile } = await named(APOLLINE.card)
    const { writeKey } = await told<{ writeKey: string }>('/api/sources', {
      ...{ name: 'Relances', trust: 'server', kinds: ['email', 'loyalty', 'phone'] },
    })
    const needs = new URL('/api/sources/Relances/needs', stage.url).href
    expect((await visit.context.request.put(needs, { data: { purpose: 'marketing' } })).status()).toBe(200)
    const { collect } = await told<{ collect: string }>('/api/sources')
    const offer = (type: string, id: string) => ({
      ...{ type: 'track', event: 'Offer Sent', context: { externalIds: [{ type, id }], channel: 'email' } },
      properties: { under: type },
    })
    const batch = [offer('loyalty', APOLLINE.card), offer('phone', APOLLINE.phone), offer('email', APOLLINE.email)]
    const answer = await fetch(`${collect}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
      body: JSON.stringify({ batch }),
    })
    expect(answer.status).toBe(200)
    const offers = await awaited(async () => {
      const { items } = await told<{ items: readonly { event: string; properties: { under?: string } }[] }>(
        `/api/people/${profile}/timeline`,
        {},
      )
      const sent = items.filter(({ event }) => event === 'Offer Sent')
      return sent.length > 0 ? sent : undefined
    })
    expect(offers.map(({ properties }) => properties.under)).toEqual(['email'])
  })
})

/** Every way of showing a key that a door might take for its own. */
const guisesOf = (key: string, cookie: string): readonly Readonly<Record<string, string>>[] => [
  { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
  { authorization: `Bearer ${key}`, 'x-write-key': key, 'x-token': key },
  { cookie: `${cookie}=${key}` },
]

describe('a browser key that was stolen', () => {
  let key = ''
  let collect = ''
  beforeAll(async () => {
    const added = await told<{ writeKey: string }>('/api/sources', { name: 'Vitrine', trust: 'browser' })
    key = added.writeKey
    collect = (await told<{ collect: string }>('/api/sources')).collect
  })

  it('opens no door of the api, whatever it is shown as, and none from within of what collects', async () => {
    const { profile } = await named(APOLLINE.card)
    const document = await told<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json')
    const fill: Readonly<Record<string, string>> = {
      profile,
      name: 'Vitrine',
      id: '00000000-0000-4000-8000-000000000000',
    }
    const doors = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.replace(/\{(\w+)\}/g, (_, hole: string) => fill[hole] ?? 'cuisine'),
      })),
    )
    expect(doors.length).toBeGreaterThan(80)
    const [{ name: cookie = '' } = {}] = await visit.context.cookies()
    const opened: string[] = []
    for (const headers of guisesOf(key, cookie))
      for (const { method, path } of doors) {
        const body = method === 'GET' ? {} : { body: JSON.stringify({ text: APOLLINE.email, writeKey: key }) }
        const answer = await fetch(new URL(path, stage.url), {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          ...body,
        })
        const said = await answer.text()
        if (answer.status !== 401 || said.includes('Apolline')) opened.push(`${answer.status} ${method} ${path}`)
      }
    expect(opened).toEqual([])
    const signIn = await fetch(new URL(`/?token=${key}`, stage.url), { redirect: 'manual' })
    expect([signIn.status, signIn.headers.get('set-cookie')]).toEqual([401, null])
    const [headers = {}] = guisesOf(key, cookie)
    for (const path of ['/log', '/events', '/take', '/aside/list', '/arrivals', '/v1/profiles', '/hooks/Vitrine']) {
      const answer = await fetch(collect + path, { method: 'POST', headers, body: '{}' })
      expect([401, 404], path).toContain(answer.status)
    }
  })

  it('makes nobody of somebody else, and changes nothing of theirs, whatever it claims', async () => {
    const victims = [(await named(APOLLINE.card)).profile, (await named('apolline.chez.elle')).profile]
    const before = await Promise.all(victims.map(pictureOf))
    const { email, phone, card } = APOLLINE
    const hers = { email, phone, loyaltyCard: card, crmId: 'AV-20417' }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ email, exp: Date.now() / 1000 + 600 })}`
    const forged = `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
    const mallory = { anonymousId: 'mallory-7c2e' }
    const batch = [
      { type: 'identify', ...mallory, userId: email, traits: { ...hers, firstName: 'Mallory' } },
      { type: 'identify', userId: `email:${email}`, traits: { ...hers, city: 'Nulle-Part' } },
      { type: 'identify', ...mallory, traits: hers, context: { identityToken: forged, token: forged, traits: hers } },
      { type: 'alias', userId: email, previousId: mallory.anonymousId },
      { type: 'alias', userId: mallory.anonymousId, previousId: `loyalty:${card}` },
      { type: 'group', ...mallory, groupId: 'AV-20417', traits: hers },
      {
        ...{ type: 'track', ...mallory, event: 'Order Completed', properties: { ...hers, orderId: 'MA-0999001' } },
        context: { externalIds: [{ type: 'email', id: email }], source: 'alder-caisses' },
      },
      {
        ...{ type: 'track', ...mallory, event: 'Page Viewed', userId: card },
        properties: { 'identifiers.email': email, identifiers: { email, loyalty: card, order: 'MA-0999001' } },
      },
      ...[`email:${email}`, email, `loyalty:${card}`].flatMap((userId) =>
        ['measurement', 'surveys'].flatMap((purpose) => [
          { type: 'track', ...mallory, userId, event: 'Consent Given', properties: { purpose } },
          { type: 'track', userId, event: 'Consent Withdrawn', properties: { purpose, by: 'local-owner' } },
        ]),
      ),
      { type: 'track', anonymousId: `x\temail:${email}\n`, event: 'Page Viewed' },
    ]
    const answer = await fetch(`${collect}/v1/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ writeKey: key, batch }),
    })
    expect(answer.status).toBe(200)
    // Once she is known herself, all that she sent was looked at.
    const herself = await named('mallory-7c2e')
    expect(victims).not.toContain(herself.profile)
    expect((await wholeOf(herself.profile)).identifiers).toEqual([{ kind: 'anonymous', value: 'mallory-7c2e' }])
    expect(await Promise.all(victims.map(pictureOf))).toEqual(before)
    expect((await named(APOLLINE.email)).profile).toBe(victims[0])
    // Nor does one person's consent become another's because a page says that they are one.
    expect(
      (await told<{ items: readonly { said: readonly unknown[] }[] }>(`/api/people/${victims[0]}/consents`)).items[3]
        ?.said,
    ).toEqual([])
  })
})

describe('what others leave, and what advisers type', () => {
  const drop = mkdtempSync(join(tmpdir(), 'parcours-drop-'))
  afterAll(() => rmSync(drop, { recursive: true, force: true }))
  const ROWS = 8_000
  const large = () =>
    `Date;Étape;Client;Note\n${Array.from({ length: ROWS }, (_, row) => `2025-03-12 10:30;Visite;till-${row};${'x'.repeat(4_000)}`).join('\n')}\n`

  it('is taken in once though the process that was taking it was killed, and the screen says what became of it', async () => {
    const { page } = visit
    const added = await parcours('deposit', 'add', 'caisses', drop, '--every', '1', '--data', stage.folder)
    expect(added.code, added.stderr).toBe(0)
    const rows = large()
    const listed = async () => (await told<{ items: readonly ToldDeposit[] }>('/api/deposits')).items[0]?.files ?? []
    // A machine may be too quick to be caught in the act: then it is given another one.
    let given = 0
    for (let caught = false; !caught && given < 6; ) {
      const file = `caisses-${++given}.csv`
      writeFileSync(join(drop, `${file}.part`), rows.replaceAll('till-', `till-${given}-`))
      renameSync(join(drop, `${file}.part`), join(drop, file))
      for (let state: string | undefined; state !== 'taken' && !caught; ) {
        state = (await listed()).find((one) => one.file === file)?.state
        caught = state === 'taking'
      }
    }
    process.kill(stage.processOf('api'), 'SIGKILL')
    const over = await awaited(async () => {
      const files = await listed().catch(() => [])
      return files.length === given && files.every((one) => one.import?.state === 'finished') ? files : undefined
    })
    expect(over.map(({ state }) => state)).toEqual(Array.from({ length: given }, () => 'taken'))
    const { imported } = await told<{ imported: readonly { name: string; events: number }[] }>('/api/sources')
    expect(imported.find(({ name }) => name === 'caisses')?.events).toBe(given * ROWS)

    writeFileSync(join(drop, 'illisible.csv'), 'a;b\n1;2\n')
    await visit.open('/collect/sources?view=deposits')
    await page.getByText('importé', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'Choisir les colonnes' }).waitFor()
    await page.getByRole('button', { name: 'Mettre en pause' }).click()
    await page.getByText(/en pause,/).waitFor()
    await page.getByRole('button', { name: 'Reprendre', exact: true }).click()
    await page
      .getByText(/relevé/)
      .first()
      .waitFor()
    expect(await visit.axe()).toEqual([])
  })

  it('arrives once when the network is back, though its answer was lost', async () => {
    const { page, context } = visit
    await visit.open('/collect/typed')
    let [offline, asked] = [true, 0]
    await page.route('**/api/desk/entries', async (route) => {
      if (offline) return route.abort()
      if (asked++ > 0) return route.continue()
      // The server keeps it; the answer goes astray.
      await route.fetch()
      await route.abort()
    })
    await page.locator('.desk-choice').first().click()
    await context.setOffline(true)
    await page.getByText('E-mail', { exact: true }).click()
    await page.getByRole('textbox', { name: 'E-mail' }).fill('zoe.horsligne@courriel.example')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText(/en attente d’envoi/).waitFor()
    await pause(300)
    offline = false
    await context.setOffline(false)
    await page.getByText(/^Enregistré/).waitFor()
    expect(asked).toBe(2)
    await named('zoe.horsligne@courriel.example')
    await pause(1_000)
    const [zoe] = await found('zoe.horsligne@courriel.example')
    expect(zoe?.events).toBe(1)
    await settled(page)
  })
})
