import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../kernel/index.ts'
import { type Judged, judgeToken } from './identity-token.ts'
import type { Unseal } from './sealed.node.ts'
import type { Source } from './source.ts'

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What tokens of one visit are: the same one, in each of its messages. */
const REMEMBERED = 10_000
const LONGEST = 4096

/** Judges tokens by the secret of the source that they come through; one that was good is remembered until it expires. */
export const tokenJudge = (unseal: Unseal) => {
  const secrets = new Map<string, string | undefined>()
  const good = new Map<string, Extract<Judged, { vouched: unknown }>>()
  const secretOf = (sealed: string): string | undefined => {
    if (!secrets.has(sealed)) secrets.set(sealed, unseal(sealed))
    return secrets.get(sealed)
  }
  return (source: Source, token: string, now: Instant): Judged => {
    const secret = source.identity === undefined ? undefined : secretOf(source.identity)
    if (secret === undefined) return { fault: 'wrong-signature' }
    if (token.length > LONGEST) return { fault: 'malformed' }
    const key = `${source.identity} ${token}`
    const known = good.get(key)
    if (known && known.vouched.until > now) return known
    const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
    const judged = judgeToken(token, { sign, decode: (text) => Buffer.from(text, 'base64url').toString(), same }, now)
    if ('vouched' in judged) {
      if (good.size >= REMEMBERED) good.clear()
      good.set(key, judged)
    }
    return judged
  }
}
