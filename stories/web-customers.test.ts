import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage, settled, type Visit } from './browser.ts'
import { parcours } from './program.ts'

interface Listed {
  readonly name: string
  readonly known: number
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

/** Somebody of the demo who is known by several identifiers, as soon as the worker knows it. */
const somebody = (visit: Visit): Promise<Listed> =>
  visit.page.evaluate(async () => {
    for (;;) {
      const { items } = (await (await fetch('/api/people')).json()) as { items: Listed[] }
      const found = items.find(({ name, known }) => name.includes(' ') && known >= 3)
      if (found) return found
      await new Promise((turn) => setTimeout(turn, 200))
    }
  })

const workerOf = (folder: string): number => {
  const { roles } = JSON.parse(readFileSync(join(folder, 'run', 'server.json'), 'utf8')) as {
    roles: { role: string; pid: number }[]
  }
  return roles.find(({ role }) => role === 'worker')?.pid ?? 0
}

describe('who is this customer', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it('is found by the beginning of a name, and why all these identifiers are one person can be read', async () => {
    await parcours('segment', 'add', 'Jamais par pigeon', '--who', 'channel!=pigeon', '--data', stage.folder)
    await parcours('segment', 'add', 'Par pigeon', '--who', 'channel=pigeon', '--data', stage.folder)
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/people')
    const { name, identifiers } = await somebody(visit)
    await page.getByRole('textbox', { name: 'Chercher une personne' }).fill(name.slice(0, -1).toLowerCase())
    await page
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Pourquoi une seule personne' }).waitFor()
    await page
      .getByText(/même (?:adresse e-mail|téléphone|carte de fidélité|commande|navigateur|compte)/)
      .first()
      .waitFor()
    await page.getByRole('heading', { name: 'Tout ce qu’elle a vécu' }).waitFor()
    const segments = page.getByRole('region', { name: 'Segments' })
    await segments.getByText('Jamais par pigeon').waitFor()
    expect(await segments.getByText('Par pigeon', { exact: true }).count()).toBe(0)
    await settled(page)
    expect(await visit.axe()).toEqual([])
    const said = [name, ...identifiers.map(({ value }) => value)].filter((each) => each.length > 4)
    for (const address of visit.addresses)
      for (const each of said) expect(decodeURIComponent(address)).not.toContain(each)
    expect(visit.troubles).toEqual([])
    await visit.close()
  })

  it('is one of those whom a file names, dropped on whatever screen is open', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/maps')
    const rows = [
      'Date;Étape;Client;Canal',
      '12/03/2026 10:30;Visite;zoe-77;Guichet',
      '25/03/2026 11:00;Devis;zoe-77;Courriel',
    ]
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'visites.csv', { type: 'text/csv' }))
      return transfer
    }, rows.join('\n'))
    // What waits for a drop comes after the screen.
    const welcome = page.getByText('Déposez pour importer')
    while (!(await welcome.isVisible())) await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped })
    for (const type of ['dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: dropped })
    await page.waitForURL('**/collect/import/*')
    await page.getByRole('button', { name: /^Importer \(/ }).click()
    await page.getByText('2 interactions de plus').waitFor()
    await page.evaluate(async () => {
      for (let found = 0; found === 0; await new Promise((turn) => setTimeout(turn, 200))) {
        const body = JSON.stringify({ text: 'zoe-77' })
        const headers = { 'content-type': 'application/json' }
        const answer = await fetch('/api/people/search', { method: 'POST', headers, body })
        found = ((await answer.json()) as { items: unknown[] }).items.length
      }
    })
    expect(visit.troubles).toEqual([])
    await visit.close()
  })

  it('is known within moments of being named live, though what folds it was killed', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/collect/sources')
    await page.getByRole('button', { name: 'Ajouter une source' }).first().click()
    await page.getByLabel('Nom').fill('Caisse de Lille')
    await page.getByRole('button', { name: /^Ajouter et voir/ }).click()
    const key = (await page.getByRole('dialog').locator('pre').first().textContent())?.trim() ?? ''
    const way = (await page.getByRole('dialog').locator('pre').nth(1).textContent()) ?? ''
    const collect = /https?:\/\/[^/'"\s]+/.exec(way)?.[0] ?? ''
    await page.getByRole('button', { name: 'C’est copié' }).click()
    await page.getByRole('tab', { name: /^En direct/ }).click()
    await page.getByText('Rien n’arrive en ce moment').waitFor()
    process.kill(workerOf(stage.folder), 'SIGKILL')
    const batch = [
      { type: 'identify', userId: '990077', traits: { firstName: 'Zéphyrine', lastName: 'Quentin', city: 'Brest' } },
      { type: 'track', event: 'Personne ne le dit' },
    ]
    const headers = {
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      'content-type': 'application/json',
    }
    const answer = await fetch(`${collect}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
    expect(answer.status).toBe(200)
    await page.getByText('Identification', { exact: true }).waitFor()
    await page.getByText('il n’a ni userId ni anonymousId').first().waitFor()
    await page.getByText('9•••').waitFor()
    await visit.open('/people')
    await page.getByRole('textbox', { name: 'Chercher une personne' }).fill('zephy brest')
    // The list is asked again as people change.
    await page.getByRole('link', { name: /^Zéphyrine Quentin/ }).waitFor()
    await visit.close()
  })

  it('is met again once a message that was set aside is put right and replayed', async () => {
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/collect/sources?view=aside')
    await page.getByRole('button', { name: 'Corriger…' }).click()
    const message = page.getByRole('textbox', { name: 'Le message, en JSON' })
    const held = JSON.parse(await message.inputValue()) as object
    await message.fill(JSON.stringify({ ...held, userId: '990077' }))
    await page.getByRole('dialog').getByRole('button', { name: 'Rejouer' }).click()
    await page.getByText('Rien n’a été mis de côté').waitFor()
    expect(await visit.axe()).toEqual([])
    await visit.close()
  })

  it('is perhaps somebody who is known already: one key says that they are one, another that they are two', async () => {
    const data = stage.folder
    const added = await parcours('source', 'add', 'fidélité', '--trust', 'server', '--data', data, '--json')
    const { writeKey } = JSON.parse(added.stdout) as { readonly writeKey: string }
    const { engines } = JSON.parse(readFileSync(join(data, 'run', 'server.json'), 'utf8')) as {
      readonly engines: { readonly ingest: { readonly collect: string } }
    }
    const told = (kind: string, id: string, traits: Readonly<Record<string, string>>) => ({
      ...{ type: 'identify', anonymousId: `a-${id}`, traits, context: { externalIds: [{ type: kind, id }] } },
    })
    const ondine = { firstName: 'Ondine', lastName: 'Vauquelin', city: 'Arras' }
    const barnabe = { firstName: 'Barnabé', lastName: 'Quesnel', city: 'Dole' }
    const batch = [
      told('crm', 'K1', { ...ondine, birthday: '1971-09-30', phone: '0612345671', email: 'ov@exemple.fr' }),
      told('loyalty', 'L9001', ondine),
      told('crm', 'K2', { ...barnabe, birthday: '1990-01-05', phone: '0612345672', email: 'bq@exemple.fr' }),
      told('loyalty', 'L9002', barnabe),
    ]
    const headers = {
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    }
    const body = JSON.stringify({ batch })
    expect((await fetch(`${engines.ingest.collect}/v1/batch`, { method: 'POST', headers, body })).status).toBe(200)
    const visit = await stage.visit()
    const { page } = visit
    await visit.open('/people/matches')
    const pairOf = (name: string) => page.getByRole('region', { name: 'Première fiche' }).getByRole('link', { name })
    const turnTo = async (name: string) => {
      for (let turns = 0; turns < 200 && !(await pairOf(name).isVisible()); turns++) {
        await page.keyboard.press('j')
        await page.waitForTimeout(200)
      }
      await pairOf(name).waitFor()
    }
    const peopleCalled = (name: string) =>
      page.evaluate(async (text) => {
        const asked = {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text }),
        }
        const { items } = (await (await fetch('/api/people/search', asked)).json()) as { items: { known: number }[] }
        return items.map(({ known }) => known)
      }, name)
    await turnTo('Ondine Vauquelin')
    await page.getByRole('heading', { name: /Probabilité/ }).waitFor()
    expect(await visit.axe()).toEqual([])
    await page.keyboard.press('s')
    await turnTo('Barnabé Quesnel')
    await page.keyboard.press('d')
    await page.getByText(/2 décid/).waitFor()
    await expect.poll(() => peopleCalled('ondine vauquelin'), { timeout: 15_000 }).toHaveLength(1)
    expect(await peopleCalled('barnabé quesnel')).toHaveLength(2)
    expect(visit.troubles).toEqual([])
    await visit.close()
  })
})
