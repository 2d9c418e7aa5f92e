import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { DAY, type Instant } from '../kernel/index.ts'

/** How long a browser stays signed in. */
const LASTS = 30 * DAY
/** How long a link that was never opened stays valid. */
const LINK_LASTS = DAY

const same = (a: string, b: string): boolean => {
  const [x, y] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()]
  return timingSafeEqual(x, y)
}

/** Signs browsers in: a link opened once gives a cookie; programs of this machine show the folder's own token. */
export interface Sessions {
  /** A link's token, good for one opening. Only its hash is kept. */
  newLink(now: Instant): string
  /** The cookie's value for a link's token; nothing where it was used, or never given. */
  exchange(link: string, now: Instant): string | undefined
  validCookie(cookie: string | undefined, now: Instant): boolean
  validBearer(header: string | undefined): boolean
}

/** Cookies are signed, not stored: they outlive a restart of the process, and end with the folder's secret. */
export const createSessions = (secret: string): Sessions => {
  const links = new Map<string, Instant>()
  const hash = (link: string) => createHash('sha256').update(link).digest('base64url')
  const signature = (until: string) => createHmac('sha256', secret).update(`session ${until}`).digest('base64url')
  return {
    newLink: (now) => {
      const link = randomBytes(24).toString('base64url')
      links.set(hash(link), now + LINK_LASTS)
      return link
    },
    exchange: (link, now) => {
      const until = links.get(hash(link))
      links.delete(hash(link))
      if (until === undefined || until < now) return undefined
      const end = String(now + LASTS)
      return `${end}.${signature(end)}`
    },
    validCookie: (cookie, now) => {
      const [until = '', signed = ''] = (cookie ?? '').split('.')
      return Number(until) > now && same(signed, signature(until))
    },
    validBearer: (header) => header !== undefined && same(header, `Bearer ${secret}`),
  }
}

export const COOKIE_SECONDS = LASTS / 1000
