import type { IncomingMessage } from 'node:http'
import { type Answer, no } from '../../collection/answers.http.ts'
import { answerTaken, type OtherDoor } from '../../collection/collector.http.ts'
import type { TurnedAway } from '../../collection/index.ts'
import type { Seen, TakeIn } from '../../collection/intake.node.ts'
import { readBytes } from '../../collection/request-body.node.ts'
import type { Unseal } from '../../collection/sealed.node.ts'
import type { KnownSources } from '../../collection/sources-file.node.ts'
import type { Clock } from '../../kernel/index.ts'
import { count } from '../../spine.ts'
import { messagesOf, type OpenWebhook } from '../../webhooks/index.ts'
import { bodyOf, digestOf } from '../../webhooks/received.node.ts'
import { signatureFault } from '../../webhooks/request-signature.node.ts'

export interface WebhookDoorPorts {
  readonly byAddress: (address: string) => Promise<OpenWebhook | undefined>
  readonly sources: KnownSources
  readonly take: TakeIn
  readonly unseal: Unseal
  readonly now: Clock
  readonly seen: (message: Seen) => void
}

const ADDRESS = /^\/hooks\/([\w-]{16,100})$/

/** As its sender called it: a proxy in front says how it was reached. */
const urlOf = (request: IncomingMessage): string => {
  const proto = String(request.headers['x-forwarded-proto'] ?? 'http').split(',')[0]
  return `${proto}://${request.headers['x-forwarded-host'] ?? request.headers.host ?? ''}${request.url ?? ''}`
}

const headersOf = (request: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]))

/** Where other systems send by themselves: `POST /hooks/…`, answered with 200 once its events are on disk. */
export const webhookDoor = (ports: WebhookDoorPorts): OtherDoor => {
  const { byAddress, sources, take, unseal, now, seen } = ports
  const turnAway = (source: string, reason: TurnedAway, messages = 1): void => {
    count.stopped('receive', reason, messages)
    seen({ at: now(), source, stopped: reason, detail: 'webhook' })
  }

  const posted = async (request: IncomingMessage, address: string): Promise<Answer> => {
    const webhook = await byAddress(address)
    const source = webhook && (await sources.byName(webhook.workspace, webhook.name))
    // A source that was removed and added again is another: it has no webhook.
    if (!webhook || source?.addedAt !== webhook.sourceAddedAt) return no(404, 'no-such-address')
    const bytes = await readBytes(request)
    if (typeof bytes === 'string') return no(bytes === 'too-large' ? 413 : 400, bytes)
    const headers = headersOf(request)
    const body = bodyOf(bytes.toString(), headers['content-type'] ?? '')
    if (body === undefined) return no(400, 'malformed')
    const secret = unseal(webhook.secret)
    const signed = { method: request.method ?? '', url: urlOf(request), headers, bytes, body }
    const fault =
      secret === undefined ? 'wrong-signature' : signatureFault(webhook.mapping.signature, signed, secret, now())
    if (fault !== undefined) {
      turnAway(source.name, fault)
      return no(401, fault)
    }
    const by = { source: source.name, digest: digestOf(bytes) }
    const { messages, unmapped } = messagesOf(webhook.mapping, { body, headers }, by)
    if (unmapped > 0) turnAway(source.name, 'not-mapped', unmapped)
    if (messages.length === 0) return { status: 200, body: { success: true } }
    return answerTaken(await take({ call: undefined, sentAt: undefined, messages }, source, bytes.length))
  }

  return (request, path) => {
    const address = request.method === 'POST' ? ADDRESS.exec(path)?.[1] : undefined
    return address === undefined ? undefined : posted(request, address)
  }
}
