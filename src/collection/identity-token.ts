import type { Instant } from '../kernel/index.ts'
import { isObject } from './json-object.ts'
import { IDENTIFIER_KINDS, type IdentifierKind } from './source.ts'

/** Why a token is not believed. */
export type TokenFault = 'malformed' | 'wrong-signature' | 'expired' | 'too-long-lived' | 'not-yet' | 'other-visitor'

/** What a token vouches for: who somebody is, and on which visitor's behalf where it says so. */
export interface Vouched {
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, string>>>
  readonly anonymousId?: string
  readonly until: Instant
}

/** A token of a message, judged. */
export type Judged = { readonly vouched: Vouched } | { readonly fault: TokenFault }

/** The clocks of two machines differ by so much. */
const LEEWAY = 60_000
/** A token that was stolen is of use until it expires. */
const LONGEST = 7 * 86_400_000

export interface TokenPorts {
  /** HMAC-SHA256 of a text by the source's secret, in base64url. */
  readonly sign: (text: string) => string
  /** The text of base64url bytes. */
  readonly decode: (base64url: string) => string
  /** Compares without telling by its time how much is right. */
  readonly same: (one: string, other: string) => boolean
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/**
 * Judges a JSON Web Token (RFC 7519) of algorithm HS256, the one a server of the source's owner signs for a page: `sub` is
 * the user id; `email`, `phone`, `loyalty`, `crm` and the other kinds are vouched for where they stand; `exp` is required,
 * at most seven days after `iat` or now; `anonymousId`, where it stands, binds the token to one visitor.
 */
export const judgeToken = (token: string, { sign, decode, same }: TokenPorts, now: Instant): Judged => {
  const [head = '', body = '', signature = '', ...more] = token.split('.')
  const header = parsed(decode(head))
  // The algorithm is ours to say, not the token's: "none" and public keys taken for secrets are what breaks such tokens.
  if (more.length > 0 || !isObject(header) || header.alg !== 'HS256') return { fault: 'malformed' }
  if (!same(sign(`${head}.${body}`), signature)) return { fault: 'wrong-signature' }
  const claims = parsed(decode(body))
  if (!isObject(claims) || typeof claims.exp !== 'number') return { fault: 'malformed' }
  const [exp, iat, nbf] = [claims.exp, claims.iat, claims.nbf].map((at) => (typeof at === 'number' ? at * 1000 : now))
  if (exp === undefined || iat === undefined || nbf === undefined) return { fault: 'malformed' }
  if (exp + LEEWAY < now) return { fault: 'expired' }
  if (exp - Math.min(iat, now) > LONGEST + LEEWAY) return { fault: 'too-long-lived' }
  if (Math.max(iat, nbf) > now + LEEWAY) return { fault: 'not-yet' }
  const identifiers: Partial<Record<IdentifierKind, string>> = {}
  for (const kind of IDENTIFIER_KINDS) {
    const value = kind === 'user' ? (claims.sub ?? claims.user) : claims[kind]
    if (typeof value === 'string' || typeof value === 'number') identifiers[kind] = String(value).trim()
  }
  const { anonymousId } = claims
  return { vouched: { identifiers, until: exp, ...(typeof anonymousId === 'string' && { anonymousId }) } }
}
