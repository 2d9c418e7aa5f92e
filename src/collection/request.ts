import { isObject, type JsonObject, objectOr } from './json-object.ts'
import { CALLS, type Call } from './message.ts'

/** What the body of a request says, whichever of the protocol's addresses it came to. */
export interface Request {
  readonly writeKey: string
  readonly sentAt: unknown
  readonly call: Call | undefined
  readonly messages: readonly unknown[]
}

const LETTERS: Readonly<Record<string, Call>> = {
  t: 'track',
  i: 'identify',
  p: 'page',
  g: 'group',
  a: 'alias',
  s: 'screen',
}
const ADDRESS = /^\/v1\/([a-z]+)\/?$/

/** What an address takes: a batch, or one message of a call; undefined where it is not of the protocol. */
export const addressOf = (path: string): { readonly call: Call | undefined } | undefined => {
  const name = ADDRESS.exec(path)?.[1] ?? ''
  if (name === 'batch' || name === 'b' || name === 'import') return { call: undefined }
  const call = CALLS.find((known) => known === name) ?? (Object.hasOwn(LETTERS, name) ? LETTERS[name] : undefined)
  return call && { call }
}

/** Reads a body; undefined where it is not of the protocol. Throws a `SyntaxError` where it is not JSON. */
export const readRequest = (text: string, call: Call | undefined): Request | undefined => {
  const body = JSON.parse(text) as unknown
  if (!isObject(body)) return undefined
  const writeKey = typeof body.writeKey === 'string' ? body.writeKey : ''
  if (call !== undefined) return { writeKey, sentAt: body.sentAt, call, messages: [body] }
  if (!Array.isArray(body.batch)) return undefined
  const shared = body.context
  const messages = isObject(shared) ? body.batch.map((message) => withContext(message, shared)) : body.batch
  return { writeKey, sentAt: body.sentAt, call, messages }
}

/** A batch may say once what is true of all its messages. */
const withContext = (message: unknown, shared: JsonObject): unknown =>
  isObject(message) ? { ...message, context: { ...shared, ...objectOr(message.context) } } : message

/** The write key of a Basic authorization: the name before the colon. */
export const keyOfAuthorization = (header: string | undefined, decode: (base64: string) => string): string => {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1]
  return encoded === undefined ? '' : (decode(encoded).split(':')[0] ?? '')
}
