import type { Json } from '../events/index.ts'
import { durationMs, type Instant, MINUTE } from '../kernel/index.ts'
import { valueAt } from './found.ts'
import type { Signature } from './mapping.ts'

/** A request as it came, of which a signature speaks. */
export interface SignedRequest {
  readonly method: string
  /** As its sender called it. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  /** The body, read. */
  readonly body: Json
}

/** Why a request is not believed to come from whom it says. */
export type SignatureFault = 'no-signature' | 'wrong-signature' | 'too-old'

export interface SignaturePorts {
  readonly hmac: (parts: readonly (string | Uint8Array)[], encoding: 'hex' | 'base64') => string
  /** Compares without telling by its time how much is right. */
  readonly same: (one: string, other: string) => boolean
  /** The password of a Basic authorization. */
  readonly basicPassword: (header: string) => string | undefined
  readonly secret: string
  readonly now: Instant
}

const WINDOW = 5 * MINUTE
const MOST_SECONDS = 100_000_000_000

/** The parts of a header as `t=1694,v1=ab,v1=cd`, several of a name allowed. */
const partsOf = (header: string, name: string): readonly string[] =>
  header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))

const instantOf = (text: string): Instant => {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return Date.parse(text)
  return Number(text) < MOST_SECONDS ? Number(text) * 1000 : Number(text)
}

const headerOf = (headers: SignedRequest['headers'], name: string): string => headers[name.toLowerCase()] ?? ''

/** What is wrong with a request's signature; undefined where nothing is. A signed time that is too old is a replay. */
export const faultOf = (
  scheme: Signature,
  request: SignedRequest,
  ports: SignaturePorts,
): SignatureFault | undefined => {
  const { headers } = request
  if (scheme.scheme === 'token') {
    const given = tokenOf(scheme, request, ports)
    if (!given) return 'no-signature'
    return ports.same(given, ports.secret) ? undefined : 'wrong-signature'
  }
  const header = headerOf(headers, scheme.header)
  if (header === '') return 'no-signature'
  const given = scheme.part === undefined ? [header] : partsOf(header, scheme.part)
  const time =
    scheme.timestamp === undefined
      ? undefined
      : scheme.timestamp.part === undefined
        ? headerOf(headers, scheme.timestamp.header ?? '')
        : partsOf(header, scheme.timestamp.part)[0]
  if (scheme.timestamp && !time) return 'no-signature'
  const pieces = { timestamp: time ?? '', method: request.method, url: request.url, body: request.bytes }
  const named = (scheme.signed ?? ['body']).map((name) => pieces[name as keyof typeof pieces])
  const separated = named.flatMap((piece, at) => (at > 0 && scheme.separator ? [scheme.separator, piece] : [piece]))
  const right = `${scheme.prefix ?? ''}${ports.hmac(separated, scheme.encoding)}`
  if (!given.some((one) => ports.same(one, right))) return 'wrong-signature'
  if (time === undefined) return undefined
  const window = (scheme.window === undefined ? undefined : durationMs(scheme.window)) ?? WINDOW
  return Math.abs(ports.now - instantOf(time)) <= window ? undefined : 'too-old'
}

const tokenOf = (
  scheme: Extract<Signature, { scheme: 'token' }>,
  { headers, body }: SignedRequest,
  { basicPassword }: SignaturePorts,
): string | undefined => {
  if (scheme.basic) return basicPassword(headerOf(headers, 'authorization'))
  if (scheme.header !== undefined) {
    const given = headerOf(headers, scheme.header)
    const { prefix = '' } = scheme
    return given.startsWith(prefix) ? given.slice(prefix.length) : undefined
  }
  const at = valueAt({ item: body, body, headers }, scheme.path ?? '')
  return typeof at === 'string' ? at : undefined
}
