import type { Command } from 'commander'
import { Refused } from '../kernel/index.ts'
import type { PublicAt } from './role.ts'

export interface PublicOptions {
  readonly public?: string
  readonly publicUrl?: string
}

/** Adds `--public` and `--public-url` to a command that starts a server. */
export const withPublic = (command: Command): Command =>
  command
    .option('--public <[host:]port>', 'also opens what is shared to people outside, there (off by default)')
    .option('--public-url <url>', 'how links name that address, where a proxy stands before it')

const unreadable = (option: string, text: string, example: string) =>
  new Refused({
    code: 'public-address-invalid',
    what: { fr: `${option} ${text} n’est pas une adresse.`, en: `${option} ${text} is not an address.` },
    remedy: { fr: `Écrivez par exemple ${option} ${example}.`, en: `Write ${option} ${example}, for instance.` },
  })

/** What the two options ask for; nothing where the door stays closed. Without a host it is this machine alone. */
export const publicFrom = ({ public: at, publicUrl }: PublicOptions): PublicAt | undefined => {
  const [, host = '127.0.0.1', port = ''] = /^(?:(\[[\da-f:]+\]|[^:[\]\s]+):)?(\d{1,5})$/i.exec(at ?? '') ?? []
  if (at === undefined && publicUrl === undefined) return undefined
  if (port === '' || Number(port) > 65_535) throw unreadable('--public', at ?? '', '0.0.0.0:4714')
  const place = { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
  if (publicUrl === undefined) return place
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username)
    throw unreadable('--public-url', publicUrl, 'https://cartes.example')
  return { ...place, url: url.origin }
}
