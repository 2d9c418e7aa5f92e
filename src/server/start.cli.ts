import { join, resolve } from 'node:path'
import type { CommandContext, CommonOptions } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { type Localised, Refused } from '../kernel/index.ts'
import { type PublicOptions, publicFrom, withPublic } from './public-option.ts'
import { ROLES, type Role } from './role.ts'
import type { ServerFile } from './server-file.ts'
import { type RunningServer, startServer } from './supervisor.ts'

export const DEFAULT_PORT = 4700

export interface StartOptions extends CommonOptions, PublicOptions {
  readonly host: string
  readonly port: string
  readonly analyticsPort: string
  readonly ingestHost: string
  readonly ingestPort?: string
}

const portFrom = (text: string, option: string): number => {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Refused({
    code: 'port-invalid',
    what: { fr: `${option} ${text} n’est pas un numéro de port.`, en: `${option} ${text} is not a port number.` },
    remedy: { fr: 'Donnez un nombre de 0 à 65535.', en: 'Give a number from 0 to 65535.' },
  })
}

const collectPort = (asked: string | undefined, port: number): number => {
  if (asked !== undefined) return portFrom(asked, '--ingest-port')
  return port === 0 || port === 65_535 ? 0 : port + 1
}

/** A URL without what must not be shown on a screen. */
const withoutPassword = (url: string): string => url.replace(/\/\/([^:@/]*):[^@]*@/, '//$1@')

const addressOf = (server: ServerFile, role: Role): string => {
  const { postgres = '', analytics, ingest, api } = server.engines
  switch (role) {
    case 'postgres': {
      const socket = /[?&]host=([^&]+)/.exec(postgres)?.[1]
      return socket ? `unix:${decodeURIComponent(socket)}` : withoutPassword(postgres)
    }
    case 'analytics':
      return withoutPassword(analytics?.url ?? '')
    case 'ingest':
      return ingest ? `unix:${ingest.socket}` : ''
    case 'worker':
      return ''
    case 'api':
      return api?.url ?? ''
  }
}

/** What runs where: one line per process. */
export const table = (server: ServerFile, dataFolder: string): { fr: string; en: string } => {
  const folders: Partial<Record<Role, string>> = { analytics: 'analytics', ingest: 'log' }
  const rows = server.roles.map(({ role, pid }) => [role, String(pid ?? '–'), addressOf(server, role), folders[role]])
  const all = [['supervisor', String(server.pid), '', undefined], ...rows]
  const width = Math.max(...all.map(([, , address = '']) => address.length))
  const lines = all.map(([role = '', pid = '', address = '', folder]) =>
    `  ${role.padEnd(11)} ${pid.padStart(7)}  ${address.padEnd(width)}  ${folder ? join(dataFolder, folder) : ''}`.trimEnd(),
  )
  const head = (process: string, address: string) => `  ${''.padEnd(11)} ${process.padStart(7)}  ${address}`
  return {
    fr: [`Dossier de données : ${dataFolder}`, head('proc.', 'adresse'), ...lines].join('\n'),
    en: [`Data folder: ${dataFolder}`, head('pid', 'address'), ...lines].join('\n'),
  }
}

/** The link that signs a browser in, once, and leads it to a page. */
export const browserAddress = ({ engines }: ServerFile, path = '/'): string =>
  engines.api
    ? `${engines.api.url}/?token=${engines.api.link}${path === '/' ? '' : `&next=${encodeURIComponent(path)}`}`
    : ''

/** Stops a server on Ctrl-C or a service manager's signal; asked twice, it still waits: nothing is left half written. */
export const stopOnSignals = (running: RunningServer, context: CommandContext): void => {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!asked) context.note({ fr: 'Arrêt en cours…', en: 'Stopping…' })
      asked = true
      void running.stop()
    })
}

/** Said wherever the listener of outsiders is on: who starts a server knows what it opens. */
export const openToOutsiders = (url: string): Localised => ({
  fr: `Ouvert au dehors, pour qui tient un lien ou un code : ${url}`,
  en: `Open to people outside who hold a link or a code: ${url}`,
})

export const startCommand: Commands = (program, run) => {
  withPublic(common(program.command('start')))
    .description('the server: collection, engines and web pages on this machine')
    .option('--host <address>', 'loopback address of the web pages', '127.0.0.1')
    .option('--port <number>', 'port of the web pages (0: any free one)', String(DEFAULT_PORT))
    .option('--ingest-host <address>', 'address where sources send live events', '127.0.0.1')
    .option('--ingest-port <number>', 'its port (0: any free one; else the one after --port)')
    .option('--analytics-port <number>', 'port of the analytics engine, on loopback', '0')
    .action((options: StartOptions) =>
      run(options, async (context) => {
        const dataFolder = resolve(context.dataFolder)
        const port = portFrom(options.port, '--port')
        const at = publicFrom(options)
        const running = await startServer({
          dataFolder,
          host: options.host,
          port,
          collect: { host: options.ingestHost, port: collectPort(options.ingestPort, port) },
          analyticsPort: portFrom(options.analyticsPort, '--analytics-port'),
          ...(at && { public: at }),
          postgresUrl: process.env.PARCOURS_POSTGRES_URL,
          note: context.note,
        })
        stopOnSignals(running, context)
        const server = running.server()
        const outside = server.engines.api?.public?.url
        if (context.json) {
          const roles = ROLES.map((role) => ({
            role,
            pid: server.roles.find((known) => known.role === role)?.pid ?? null,
            address: addressOf(server, role),
          }))
          const collect = server.engines.ingest?.collect ?? null
          context.out(
            JSON.stringify({
              pid: server.pid,
              dataFolder,
              url: browserAddress(server),
              collect,
              public: outside ?? null,
              roles,
            }),
          )
        }
        context.note(table(server, dataFolder))
        if (outside !== undefined) context.note(openToOutsiders(outside))
        context.note({
          fr: `Les sources envoient à ${server.engines.ingest?.collect}\nOuvrez ${browserAddress(server)}\nCtrl-C arrête tout.`,
          en: `Sources send to ${server.engines.ingest?.collect}\nOpen ${browserAddress(server)}\nCtrl-C stops everything.`,
        })
        if ((await running.ended) === 'gave-up') process.exitCode = 1
        else context.note({ fr: 'Tout est arrêté.', en: 'Everything has stopped.' })
      }),
    )
}
