import { type Localised, orThrow, Refused } from '../kernel/index.ts'
import { openDatabase } from '../storage/postgres/open.ts'
import { type Crew, createCrew } from './crew.ts'
import { claim, type Holder, type Lock } from './folder-lock.ts'
import { checkPort, preflight } from './preflight.ts'
import { type PublicAt, ROLES } from './role.ts'
import { type RunningProcess, thisProcess } from './running-process.ts'
import { TABLES } from './same-tables.ts'
import { removeServerFile, type ServerFile, writeServerFile } from './server-file.ts'

export interface ServerOptions {
  readonly dataFolder: string
  /** Loopback only: what outsiders may reach is a listener of its own. */
  readonly host: string
  readonly port: number
  readonly analyticsPort: number
  /** Where live events come in; its address may be other than loopback, since sources are known by their keys. */
  readonly collect: { readonly host: string; readonly port: number }
  /** What people outside may reach, on a listener of its own; off where it is absent. */
  readonly public?: PublicAt
  /** Whether PostgreSQL is given (`PARCOURS_POSTGRES_URL`) rather than embedded. */
  readonly postgresUrl?: string | undefined
  /** Told each step and each incident, in words. */
  readonly note: (words: Localised) => void
}

type Ending = 'asked' | 'gave-up'

export interface RunningServer {
  readonly server: () => ServerFile
  /** Resolves once everything has stopped: as asked, or because a role could not be kept running. */
  readonly ended: Promise<Ending>
  stop(): Promise<void>
}

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

const prepareDatabase = async (url: string): Promise<void> => {
  const database = await openDatabase(url, 1)
  await database.close()
}

/** The engines do not need each other to start; the api needs them all. */
const begin = async ({ postgresUrl }: ServerOptions, crew: Crew, check: () => void): Promise<void> => {
  const database = async () => prepareDatabase(postgresUrl ?? String((await crew.start('postgres')).address))
  const begun = await Promise.allSettled([database(), crew.start('analytics'), crew.start('ingest')])
  for (const one of begun) if (one.status === 'rejected') throw one.reason
  check()
  await crew.start('worker')
  check()
  await crew.start('api')
  check()
}

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
    orThrow(await checkPort(options.collect.host, options.collect.port, '--ingest-port'))
    if (options.public) orThrow(await checkPort(options.public.host, options.public.port, '--public'))
    await removeServerFile(options.dataFolder)
    return await superviseIn(options, claimed.lock)
  } catch (problem) {
    await claimed.lock.release()
    throw problem
  }
}

/** Counts travel from each process through here to the api, which tells them to those who watch the server. */
const relayTallies = ({ running }: Crew): NodeJS.Timeout =>
  setInterval(() => {
    const tallies = [...running].map(([role, child]) => [role, child.tally()])
    running.get('api')?.tell(Object.fromEntries(tallies))
  }, 1_000)

const superviseIn = async (options: ServerOptions, lock: Lock): Promise<RunningServer> => {
  const { dataFolder, note } = options
  const crew = createCrew(options)
  const server = describing(crew, await thisProcess())
  const relay = relayTallies(crew)
  const interruption = interruptions()
  let tellEnd: (how: Ending) => void = () => {}
  const ended = new Promise<Ending>((resolve) => {
    tellEnd = resolve
  })
  let stopping: Promise<void> | undefined
  const stop = (how: Ending): Promise<void> => {
    stopping ??= (async () => {
      clearInterval(relay)
      await removeServerFile(dataFolder)
      await crew.stop()
      await lock.release()
      tellEnd(how)
    })()
    return stopping
  }
  try {
    await begin(options, crew, interruption.check)
    await writeServerFile(dataFolder, server())
    crew.keepRunning({
      note,
      changed: () => writeServerFile(dataFolder, server()),
      giveUp: () => void stop('gave-up'),
    })
  } catch (problem) {
    await stop('gave-up')
    throw problem
  } finally {
    interruption.end()
  }
  return { server, ended, stop: () => stop('asked') }
}

const describing =
  ({ running, engines }: Crew, me: RunningProcess, since = new Date().toISOString()) =>
  (): ServerFile => ({
    ...me,
    since,
    tables: TABLES,
    socket: engines().ingest?.socket ?? '',
    token: engines().ingest?.token ?? '',
    engines: engines(),
    roles: ROLES.map((role) => ({ role, pid: running.get(role)?.pid ?? null })),
  })
