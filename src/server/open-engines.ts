import { resolve } from 'node:path'
import type { CommonOptions } from '../cli/context.ts'
import type { OpenEngines } from '../cli/engines.ts'
import { type Localised, languageOf, orThrow, Refused, say } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { startEmbedded } from '../storage/postgres/home.ts'
import { openDatabase } from '../storage/postgres/open.ts'
import { claim, type Holder } from './folder-lock.ts'
import { keepRunning } from './keep-running.ts'
import { preflight } from './preflight.ts'
import { reachAnalytics, reachSink } from './reach.ts'
import type { EngineAddresses, Role } from './role.ts'
import { checkTables } from './same-tables.ts'
import { liveServer } from './server-file.ts'

/** The engines that a command uses: those of the folder's server, or its own until it ends. */
interface Session {
  /** Whether its engines were started for the command, which must then stop them whatever ends it. */
  readonly own: boolean
  address<R extends Exclude<Role, 'api'>>(role: R): Promise<NonNullable<EngineAddresses[R]>>
  end(): Promise<void>
}

const TURN = 200

const waitingFor = ({ pid, doing }: Holder): Localised => ({
  fr: `Le dossier est utilisé par le processus ${pid} (${doing}) ; attente de sa fin…`,
  en: `The folder is used by process ${pid} (${doing}); waiting for it to end…`,
})

const serverWithout = (role: Role) =>
  new Refused({
    code: 'engine-not-served',
    what: { fr: `Le serveur en marche n’a pas de ${role}.`, en: `The running server has no ${role}.` },
    remedy: { fr: 'Relancez parcours start.', en: 'Run parcours start again.' },
  })

/** Starts engines one at a time, each when it is first asked for, and stops them in the other order. */
const ownSession = (dataFolder: string, release: () => Promise<void>): Session => {
  let engines: EngineAddresses = {}
  const stops: (() => Promise<void>)[] = []
  const begin = async (role: Exclude<Role, 'api'>): Promise<unknown> => {
    if (role === 'postgres') {
      const { url, stop } = await startEmbedded(dataFolder)
      stops.push(stop)
      return url
    }
    const child = await keepRunning(role, { dataFolder, host: '127.0.0.1', port: 0, engines })
    stops.push(child.stop)
    return child.address
  }
  // In turn: ingest is told where analytics is, and a failed start is found by `end`.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    own: true,
    address: (role) => {
      const mine = turn.then(async () => {
        if (engines[role] === undefined) engines = { ...engines, [role]: await begin(role) }
        const address = engines[role]
        if (address === undefined) throw serverWithout(role)
        return address
      })
      turn = mine.catch(() => {})
      return mine
    },
    end: async () => {
      await turn
      for (const stop of stops.reverse()) await stop()
      await release()
    },
  }
}

/** The server's engines where one runs, else one's own once the folder is free. */
const openSession = async (dataFolder: string, doing: string, note: (words: Localised) => void): Promise<Session> => {
  for (let told = false; ; ) {
    const server = await liveServer(dataFolder)
    if (server)
      return {
        own: false,
        address: async (role) => {
          if (role !== 'postgres') checkTables(server)
          const address = server.engines[role]
          if (address === undefined) throw serverWithout(role)
          return address
        },
        end: async () => {},
      }
    const claimed = await claim(dataFolder, 'folder', doing)
    if ('lock' in claimed) return ownSession(dataFolder, claimed.lock.release)
    if (!told) note(waitingFor(claimed.heldBy))
    told = true
    await new Promise((go) => setTimeout(go, TURN))
  }
}

/** Ends the command at a signal only once what it started has stopped, with the exit code that shells expect. */
const endOnSignals = (close: () => Promise<void>): (() => void) => {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
  const listeners = Object.entries(codes).map(([signal, code]) => {
    const listener = () => void close().finally(() => process.exit(code))
    process.once(signal, listener)
    return () => process.removeListener(signal, listener)
  })
  return () => {
    for (const remove of listeners) remove()
  }
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Opens the engines of a command's data folder on demand: nothing is started for a command that asks for none. */
export const openEngines: OpenEngines = (options: CommonOptions) => {
  const dataFolder = resolve(options.data ?? 'parcours-data')
  const language = languageOf(options.lang, process.env.LC_ALL || process.env.LANG)
  const note = (words: Localised) => void process.stderr.write(`${say(words, language)}\n`)
  const closings: (() => Promise<void>)[] = []
  let removeListeners = () => {}

  const session = once(async () => {
    orThrow(await preflight(dataFolder))
    const doing = `parcours ${process.argv[2] ?? ''}`.trim()
    const opened = await openSession(dataFolder, doing, note)
    closings.push(opened.end)
    if (opened.own) removeListeners = endOnSignals(close)
    return opened
  })
  const close = once(async () => {
    for (const closing of closings.splice(0).reverse()) await closing()
    removeListeners()
  })
  const closedLater = <T extends { close(): Promise<void> }>(engine: T): T => {
    closings.push(() => engine.close())
    return engine
  }
  return {
    analytics: once(async () => closedLater(reachAnalytics(await (await session()).address('analytics')))),
    sink: once(async () => {
      const { address } = await session()
      const analytics = await address('analytics')
      return closedLater(reachSink(await address('ingest'), analytics))
    }),
    database: once(async (): Promise<Database> => {
      const url = process.env.PARCOURS_POSTGRES_URL ?? (await (await session()).address('postgres'))
      return closedLater(await openDatabase(url))
    }),
    close,
  }
}
