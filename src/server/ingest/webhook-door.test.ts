import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Source } from '../../collection/index.ts'
import { openSeal } from '../../collection/sealed.node.ts'
import { writeSources } from '../../collection/sources-file.node.ts'
import { LOCAL_OWNER } from '../../governance/index.ts'
import type { Webhook } from '../../webhooks/index.ts'
import { webhookTemplates } from '../../webhooks/templates.node.ts'
import { writeWebhooks } from '../../webhooks/webhooks-file.node.ts'
import { keptIn } from './collecting-process.contract.ts'
import { type RunningIngest, startIngest } from './start-ingest.ts'

const SECRET = 'what the shop signs with'
const ADDRESS = 'an-address-nobody-guesses'
const [shop] = webhookTemplates().filter(({ name }) => name === 'shopify')
const source: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'boutique en ligne',
  trust: 'server',
  kinds: ['email', 'phone', 'user', 'order'],
  keyHash: 'k',
  addedAt: 5,
  keyedAt: 5,
}

describe('the door of a webhook', () => {
  let folder: string
  let running: RunningIngest
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-webhook-'))
    const webhook: Webhook = {
      workspace: source.workspace,
      name: source.name,
      address: ADDRESS,
      mapping: shop?.mapping ?? '',
      secret: (await openSeal(folder)).seal(SECRET),
      addedAt: 5,
      sourceAddedAt: 5,
    }
    await writeSources(folder, [source])
    await writeWebhooks(folder, [webhook])
    const listen = { socket: join(folder, 'ingest.sock') }
    running = await startIngest({ folder, token: 'secret', listen, collect: { host: '127.0.0.1', port: 0 } })
  })
  afterEach(async () => {
    await running.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const body = JSON.stringify(shop?.payload)
  const post = (secret = SECRET, text = body, address = ADDRESS) =>
    fetch(`${running.collect}/hooks/${address}`, {
      method: 'POST',
      body: text,
      headers: {
        ...shop?.headers,
        'content-type': 'application/json',
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
      },
    })

  it('takes what its sender signed, once however often it is sent, as events of its source', async () => {
    for (let i = 0; i < 3; i++) expect((await post()).status).toBe(200)
    const events = await keptIn(folder)
    expect(events.map(({ event, identifier }) => [event, identifier])).toEqual([
      ['Order Completed', 'user:1158'],
      ['Product Bought', 'user:1158'],
      ['Product Bought', 'user:1158'],
    ])
    expect(new Set(events.map((event) => event.source))).toEqual(new Set([source.name]))
  })

  it('is closed to whom has not the secret, to another address, and once its source is gone or is another', async () => {
    expect((await post('guessed')).status).toBe(401)
    expect((await post(SECRET, body, 'another-address-altogether')).status).toBe(404)
    expect((await post(SECRET, '{"id":')).status).toBe(400)
    await writeSources(folder, [{ ...source, addedAt: 9 }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await post()).status).toBe(404)
    await writeSources(folder, [])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await post()).status).toBe(404)
    expect(await keptIn(folder)).toEqual([])
  })

  it('asks its sender to come again where the source sends more than it may', async () => {
    await writeSources(folder, [{ ...source, limits: { perSecond: 1, burst: 1 } }])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await post()).status).toBe(200)
    const again = await post()
    expect([again.status, again.headers.get('retry-after')]).toEqual([429, '3'])
  })
})
