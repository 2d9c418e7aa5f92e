import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../kernel/index.ts'
import type { Signature } from './mapping.ts'
import { faultOf, type SignatureFault, type SignedRequest } from './signature.ts'

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const basicPassword = (header: string): string | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(header)?.[1]
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined
}

/** What is wrong with a request's signature by a secret; undefined where nothing is. */
export const signatureFault = (
  scheme: Signature,
  request: SignedRequest,
  secret: string,
  now: Instant,
): SignatureFault | undefined => {
  const hmac = (parts: readonly (string | Uint8Array)[], encoding: 'hex' | 'base64') =>
    parts.reduce((sum, part) => sum.update(part), createHmac('sha256', secret)).digest(encoding)
  return faultOf(scheme, request, { hmac, same, basicPassword, secret, now })
}
