import { setTimeout as pause } from 'node:timers/promises'
import { type Localised, orThrow, Refused } from '../kernel/index.ts'
import { startEmbedded } from '../storage/postgres/home.ts'
import { openDatabase } from '../storage/postgres/open.ts'
import { type Child, startChild } from './child.ts'
import { claim, type Holder, type Lock } from './folder-lock.ts'
import { checkPort, preflight } from './preflight.ts'
import { type EngineAddresses, ROLES, type Role } from './role.ts'
import { thisProcess } from './running-process.ts'
import { removeServerFile, type ServerFile, writeServerFile } from './server-file.ts'

export interface ServerOptions {
  readonly dataFolder: string
  /** Loopback only: what outsiders may reach will be a listener of its own. */
  readonly host: string
  readonly port: number
  readonly analyticsPort: number
  /** Whether PostgreSQL is given (`PARCOURS_POSTGRES_URL`) rather than embedded. */
  readonly postgresUrl?: string | undefined
  /** Told each step and each incident, in words. */
  readonly note: (words: Localised) => void
}

export interface RunningServer {
  readonly server: () => ServerFile
  /** Resolves once everything has stopped: as asked, or because a role could not be kept running. */
  readonly ended: Promise<'asked' | 'gave-up'>
  stop(): Promise<void>
}

/** A role that ends this often within a minute is not restarted again. */
const MOST_RESTARTS = 5

const alreadyRuns = ({ pid, doing }: Holder) =>
  new Refused({
    code: 'folder-in-use',
    what: {
      fr: `Ce dossier de données est déjà utilisé par le processus ${pid} (${doing}).`,
      en: `This data folder is already used by process ${pid} (${doing}).`,
    },
    remedy: {
      fr: `Arrêtez-le (kill ${pid}), attendez qu’il finisse, ou donnez un autre dossier avec --data.`,
      en: `Stop it (kill ${pid}), wait for it to end, or name another folder with --data.`,
    },
  })

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

const checkHost = (host: string): void => {
  if (LOOPBACK.has(host)) return
  throw new Refused({
    code: 'host-not-loopback',
    what: { fr: `${host} n’est pas une adresse de cette machine seule.`, en: `${host} is not a loopback address.` },
    remedy: {
      fr: 'Laissez --host 127.0.0.1 et placez devant un serveur mandataire qui authentifie.',
      en: 'Keep --host 127.0.0.1 and put an authenticating reverse proxy in front of it.',
    },
  })
}

/** The processes of one server: what runs, in what order it started, and how to start one again. */
const crew = (options: ServerOptions) => {
  const running = new Map<Role, Child>()
  let engines: EngineAddresses = options.postgresUrl ? { postgres: options.postgresUrl } : {}
  const portOf = (role: Role): number => {
    const known = role === 'analytics' || role === 'api' ? engines[role]?.url : undefined
    if (known) return Number(new URL(known).port)
    return role === 'api' ? options.port : role === 'analytics' ? options.analyticsPort : 0
  }
  const start = async (role: Role): Promise<Child> => {
    if (role === 'postgres') {
      const { url, ...running } = await startEmbedded(options.dataFolder)
      return { ...running, role, address: url, tally: () => ({}), tell: () => {} }
    }
    const { dataFolder, host } = options
    return startChild(role, { dataFolder, host, port: portOf(role), engines })
  }
  return {
    running,
    engines: () => engines,
    async start(role: Role): Promise<Child> {
      const child = await start(role)
      running.set(role, child)
      engines = { ...engines, [role]: child.address }
      return child
    },
    async stop(): Promise<void> {
      for (const role of [...ROLES].reverse()) {
        await running.get(role)?.stop()
        running.delete(role)
      }
    },
  }
}

const prepareDatabase = async (url: string): Promise<void> => {
  const database = await openDatabase(url, 1)
  await database.close()
}

const beginDatabase = async ({ postgresUrl }: ServerOptions, roles: ReturnType<typeof crew>): Promise<void> =>
  prepareDatabase(postgresUrl ?? String((await roles.start('postgres')).address))

/** Ctrl-C while the server starts: it goes on to where it can stop cleanly, and then stops. */
const interruptions = () => {
  let asked = false
  const listen = () => {
    asked = true
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, listen)
  return {
    check: () => {
      if (asked) throw new Refused(interrupted)
    },
    end: () => {
      for (const signal of signals) process.removeListener(signal, listen)
    },
  }
}

const interrupted = {
  code: 'interrupted',
  what: { fr: 'Le démarrage a été interrompu ; tout est arrêté.', en: 'The start was interrupted; all is stopped.' },
  remedy: { fr: 'Relancez la même commande.', en: 'Run the same command again.' },
} as const

/** Starts everything on a data folder, in order, and keeps it running until `stop`. Refuses a folder already in use. */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  checkHost(options.host)
  orThrow(await preflight(options.dataFolder))
  const claimed = await claim(options.dataFolder, 'folder', 'parcours start')
  if ('heldBy' in claimed) throw alreadyRuns(claimed.heldBy)
  try {
    orThrow(await checkPort(options.host, options.port))
    orThrow(await checkPort('127.0.0.1', options.analyticsPort, '--analytics-port'))
    await removeServerFile(options.dataFolder)
    return await startCrew(options, claimed.lock)
  } catch (problem) {
    await claimed.lock.release()
    throw problem
  }
}

const startCrew = async (options: ServerOptions, lock: Lock): Promise<RunningServer> => {
  const { dataFolder, note } = options
  const roles = crew(options)
  const me = await thisProcess()
  const since = new Date().toISOString()
  let stopping: Promise<void> | undefined
  let tellEnd: (how: 'asked' | 'gave-up') => void = () => {}
  const ended = new Promise<'asked' | 'gave-up'>((resolve) => {
    tellEnd = resolve
  })

  const server = (): ServerFile => {
    const engines = roles.engines()
    return {
      ...me,
      since,
      socket: engines.ingest?.socket ?? '',
      token: engines.ingest?.token ?? '',
      engines,
      roles: ROLES.map((role) => ({ role, pid: roles.running.get(role)?.pid ?? null })),
    }
  }
  const relay = setInterval(() => {
    const tallies = [...roles.running].map(([role, child]) => [role, child.tally()])
    roles.running.get('api')?.tell(Object.fromEntries(tallies))
  }, 1_000)
  const stop = (how: 'asked' | 'gave-up' = 'asked'): Promise<void> => {
    stopping ??= (async () => {
      clearInterval(relay)
      await removeServerFile(dataFolder)
      await roles.stop()
      await lock.release()
      tellEnd(how)
    })()
    return stopping
  }

  const interruption = interruptions()
  const ends: number[] = []
  const watch = (child: Child): void => {
    child.exited.then((how) => void (stopping ? undefined : restart(child, how)))
  }
  const restart = async ({ role, journal }: Child, how: string): Promise<void> => {
    ends.push(Date.now())
    const recent = ends.filter((at) => Date.now() - at < 60_000).length
    note({
      fr: `Le processus ${role} s’est terminé (${how}) ; journal : ${journal}`,
      en: `The ${role} process ended (${how}); its journal: ${journal}`,
    })
    try {
      if (recent > MOST_RESTARTS) throw new Error(`${role} ended ${recent} times within a minute`)
      await pause(100 * 2 ** recent)
      if (stopping) return
      const before = JSON.stringify(roles.engines()[role])
      const child = await roles.start(role)
      if (stopping) return void (await child.stop())
      watch(child)
      await writeServerFile(dataFolder, server())
      note({ fr: `${role} a redémarré (processus ${child.pid}).`, en: `${role} runs again (process ${child.pid}).` })
      // The api was told where the engines are: where one moved, it is told again.
      if (role !== 'api' && JSON.stringify(child.address) !== before) await roles.running.get('api')?.stop()
    } catch (problem) {
      note({
        fr: `${role} ne peut pas être maintenu : ${problem instanceof Error ? problem.message : problem}. Arrêt.`,
        en: `${role} cannot be kept running: ${problem instanceof Error ? problem.message : problem}. Stopping.`,
      })
      await stop('gave-up')
    }
  }

  try {
    // The engines do not need each other to start; the api needs them all.
    const begun = await Promise.allSettled([
      beginDatabase(options, roles),
      roles.start('analytics'),
      roles.start('ingest'),
    ])
    for (const one of begun) if (one.status === 'rejected') throw one.reason
    interruption.check()
    await roles.start('api')
    interruption.check()
    for (const child of roles.running.values()) watch(child)
    await writeServerFile(dataFolder, server())
  } catch (problem) {
    stopping = Promise.resolve()
    clearInterval(relay)
    await roles.stop()
    await removeServerFile(dataFolder)
    throw problem
  } finally {
    interruption.end()
  }
  return { server, ended, stop: () => stop() }
}
