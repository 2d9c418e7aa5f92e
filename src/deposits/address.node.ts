import { lookup as lookUp } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Refused } from '../kernel/index.ts'
import { refusals } from './deposit-refusals.ts'

/** What no address of the open internet is in: this machine, private networks, links, what clouds tell their machines. */
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** Whether an IP address is none of the open internet; one of IPv4 in the clothes of IPv6 is what it is. */
export const isPrivate = (address: string): boolean => {
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (/^::ffff:/i.test(inner)) return true
  return PRIVATE.check(inner, isIP(inner) === 6 ? 'ipv6' : 'ipv4')
}

/** Refuses an address that is no HTTP one, or that leads into a private network where that was not allowed. */
export const checkAddress = async (text: string, allowPrivate: boolean): Promise<URL> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') throw new Refused(refusals.address(text))
  if (allowPrivate) return url
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
  if (found.some(({ address }) => isPrivate(address))) throw new Refused(refusals.private(host))
  return url
}

/** What a name leads to as it is connected to: a name server that changed its mind since the check is refused, too. */
const openOnly: LookupFunction = (host, options, done) =>
  lookUp(host, { ...options, all: true }, (problem, found) => {
    const [first] = found ?? []
    if (problem || !first) return done(problem ?? new Error('no address'), '', 4)
    if (found.some(({ address }) => isPrivate(address))) return done(new Refused(refusals.private(host)), '', 4)
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })

/** Asks an address that was checked, and connects to no private one unless that was allowed; follows no redirect. */
export const getFrom = (
  { url, headers }: { readonly url: string; readonly headers: Headers },
  { allowPrivate, signal }: { readonly allowPrivate: boolean; readonly signal: AbortSignal },
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const ask = url.startsWith('https:') ? overHttps : overHttp
    const sent = ask(url, {
      headers: Object.fromEntries(headers),
      signal,
      ...(!allowPrivate && { lookup: openOnly }),
    })
    sent.once('response', resolve)
    sent.once('error', reject)
    sent.end()
  })
