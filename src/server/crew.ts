import { setTimeout as pause } from 'node:timers/promises'
import type { Localised } from '../kernel/index.ts'
import { startEmbedded } from '../storage/postgres/home.ts'
import { type Child, startChild } from './child.ts'
import { giveWay } from './give-way.ts'
import type { CollectAt } from './ingest/start-collector.ts'
import { type EngineAddresses, type PublicAt, ROLES, type Role } from './role.ts'

export interface CrewOptions {
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  readonly analyticsPort: number
  /** Where live events come in. */
  readonly collect: CollectAt
  /** What people outside may reach; nothing where it is absent. */
  readonly public?: PublicAt
  readonly postgresUrl?: string | undefined
}

/** Whom a crew tells while it keeps its roles running. */
export interface Watcher {
  readonly note: (words: Localised) => void
  /** A role runs again: its number, or where it answers, is another. */
  readonly changed: () => Promise<void>
  readonly giveUp: () => void
}

/** The processes of one server. */
export interface Crew {
  readonly running: ReadonlyMap<Role, Child>
  engines(): EngineAddresses
  start(role: Role): Promise<Child>
  /** From here on, a role that ends is started again. */
  keepRunning(watcher: Watcher): void
  /** Stops them in the other order, the ones that are just being started again too. */
  stop(): Promise<void>
}

/** One that ends sooner than this after its start has not really run. */
const BARELY = 2_000
/** After so many starts in a row that came to nothing, a role is given up: about a minute. */
const MOST_ATTEMPTS = 20
const LONGEST_PAUSE = 3_000

/** Where a role was to answer, or answered before: its clients find it there again. */
const portOf = (role: Role, options: CrewOptions, engines: EngineAddresses): number => {
  const known = role === 'analytics' || role === 'api' ? engines[role]?.url : undefined
  if (known) return Number(new URL(known).port)
  return role === 'api' ? options.port : role === 'analytics' ? options.analyticsPort : 0
}

/** Where sources were to send, or send already. */
const collectAt = ({ collect }: CrewOptions, { ingest }: EngineAddresses): CollectAt =>
  ingest?.collect ? { ...collect, port: Number(new URL(ingest.collect).port) } : collect

/** Where people outside were to reach it, or reach it already. */
const publicAt = ({ public: at }: CrewOptions, { api }: EngineAddresses): PublicAt | undefined =>
  at && api?.public ? { ...at, port: api.public.port } : at

const startRole = async (role: Role, options: CrewOptions, engines: EngineAddresses): Promise<Child> => {
  const { dataFolder, host } = options
  if (role !== 'postgres') {
    const collect = role === 'ingest' && { collect: collectAt(options, engines) }
    const at = role === 'api' ? publicAt(options, engines) : undefined
    const outside = at && { public: at }
    return startChild(role, { dataFolder, host, port: portOf(role, options, engines), ...collect, ...outside, engines })
  }
  const { url, ...running } = await startEmbedded(dataFolder)
  giveWay(role, running.pid)
  return { ...running, role, address: url, tally: () => ({}), tell: () => {} }
}

export const createCrew = (options: CrewOptions): Crew => {
  const running = new Map<Role, Child>()
  const restarts = new Set<Promise<void>>()
  let engines: EngineAddresses = options.postgresUrl ? { postgres: options.postgresUrl } : {}
  let stopping = false

  const start = async (role: Role): Promise<Child> => {
    const child = await startRole(role, options, engines)
    running.set(role, child)
    engines = { ...engines, [role]: child.address }
    return child
  }
  const watch = (child: Child, watcher: Watcher, attempts: number): void => {
    const since = Date.now()
    void child.exited.then((how) => {
      if (stopping) return
      const restart = startAgain(child, how, watcher, Date.now() - since < BARELY ? attempts : 0)
      restarts.add(restart)
      void restart.finally(() => restarts.delete(restart))
    })
  }
  const startAgain = async (
    { role, journal, address }: Child,
    how: string,
    watcher: Watcher,
    before: number,
  ): Promise<void> => {
    watcher.note(roleEnded(role, how, journal))
    let reason = how
    for (let attempts = before + 1; attempts <= MOST_ATTEMPTS; attempts++) {
      await pause(Math.min(LONGEST_PAUSE, 50 * 2 ** attempts))
      if (stopping) return
      try {
        const child = await start(role)
        if (stopping) return
        watch(child, watcher, attempts)
        await watcher.changed()
        watcher.note(runsAgain(child))
        // The worker and the api were told where the engines are: where one moved, they are told again.
        if (role !== 'api' && JSON.stringify(child.address) !== JSON.stringify(address))
          await Promise.all([running.get('worker')?.stop(), running.get('api')?.stop()])
        return
      } catch (problem) {
        reason = problem instanceof Error ? problem.message : String(problem)
      }
    }
    watcher.note(givenUp(role, reason))
    watcher.giveUp()
  }
  return {
    running,
    engines: () => engines,
    start,
    keepRunning: (watcher) => {
      for (const child of running.values()) watch(child, watcher, 0)
    },
    stop: async () => {
      stopping = true
      await Promise.allSettled(restarts)
      for (const role of [...ROLES].reverse()) await running.get(role)?.stop()
    },
  }
}

const roleEnded = (role: Role, how: string, journal: string): Localised => ({
  fr: `Le processus ${role} s’est terminé (${how}) ; journal : ${journal}`,
  en: `The ${role} process ended (${how}); its journal: ${journal}`,
})

const runsAgain = ({ role, pid }: Child): Localised => ({
  fr: `${role} a redémarré (processus ${pid}).`,
  en: `${role} runs again (process ${pid}).`,
})

const givenUp = (role: Role, reason: string): Localised => ({
  fr: `${role} ne peut pas être maintenu : ${reason}. Arrêt.`,
  en: `${role} cannot be kept running: ${reason}. Stopping.`,
})
