import type { Command } from 'commander'
import { Refused } from '../kernel/index.ts'
import { count, type Tally } from '../spine.ts'
import type { FromChild, ToChild } from './child.ts'
import { claimInTurn } from './folder-lock.ts'
import type { Role, RoleOptions, RunningRole, StartRole } from './role.ts'

/** How each role is started, loaded only in the process that runs it. PostgreSQL is a program of its own. */
export type RoleStarters = { readonly [R in Exclude<Role, 'postgres'>]: () => Promise<StartRole<unknown>> }

/** A predecessor whose parent was killed is given this long to drain before its successor gives up. */
const PREDECESSOR = 30_000
/** Once stopped, a process that does not end by itself within this time ends itself. */
const LINGER = 8_000

const TALLY_EVERY = 1_000

const answer = (message: FromChild): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve())
    else resolve()
  })

const stillDraining = (role: string, pid: number) =>
  new Refused({
    code: 'engine-busy',
    what: {
      fr: `Le processus ${role} précédent (${pid}) tient encore le dossier.`,
      en: `The previous ${role} process (${pid}) still holds the folder.`,
    },
    remedy: {
      fr: 'Attendez qu’il se termine, ou arrêtez-le, puis recommencez.',
      en: 'Wait for it to end, or stop it, then start again.',
    },
  })

/** Tells the parent what this process has counted, where that has changed. */
const reportTally = (): NodeJS.Timeout => {
  let told: Tally = {}
  return setInterval(() => {
    const tally = count.tally()
    if (tally !== told && process.connected) void answer({ tally })
    told = tally
  }, TALLY_EVERY).unref()
}

/** Runs one role until its parent asks it to stop, or goes. Never exits by force while an engine still drains. */
const live = async (role: Exclude<Role, 'postgres'>, starters: RoleStarters, options: RoleOptions): Promise<void> => {
  const parentGone = new Promise<void>((resolve) => {
    if (!process.connected) resolve()
    process.once('disconnect', () => resolve())
  })
  const asked = new Promise<void>((resolve) => {
    process.on('message', (message) => {
      if ('stop' in (message as ToChild)) resolve()
    })
  })
  // A terminal or a service manager may signal the whole group: the parent decides when each role stops.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  const claimed = await claimInTurn(options.dataFolder, role, role, PREDECESSOR)
  if ('heldBy' in claimed) throw stillDraining(role, claimed.heldBy.pid)
  let running: RunningRole<unknown> | undefined
  let reporting: NodeJS.Timeout | undefined
  try {
    running = await (await starters[role]())(options)
    await answer({ ready: running.address })
    reporting = reportTally()
    await Promise.race([asked, parentGone])
  } finally {
    clearInterval(reporting)
    await running?.stop()
    await claimed.lock.release()
  }
}

const startMessage = (): Promise<RoleOptions | undefined> =>
  new Promise((resolve) => {
    process.once('disconnect', () => resolve(undefined))
    process.once('message', (message) =>
      resolve('start' in (message as ToChild) ? (message as { start: RoleOptions }).start : undefined),
    )
  })

/** Adds the hidden command by which the program starts its own roles: `parcours internal <role>`. */
export const addInternal = (program: Command, starters: RoleStarters): void => {
  program
    .command('internal <role>', { hidden: true })
    .description('one role of the server; started by the program itself')
    .action(async (name: string) => {
      const role = name as Exclude<Role, 'postgres'>
      if (!process.send || !(role in starters)) {
        process.stderr.write('parcours internal is started by parcours itself: use parcours start\n')
        process.exitCode = 2
        return
      }
      const options = await startMessage()
      if (!options) return
      try {
        await live(role, starters, options)
      } catch (problem) {
        process.stderr.write(`${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`)
        await answer(
          problem instanceof Refused
            ? { refused: problem.refusal }
            : { failed: problem instanceof Error ? problem.message : String(problem) },
        )
        process.exitCode = 1
      }
      process.removeAllListeners('message')
      if (process.connected) process.disconnect()
      // Ending by force while chDB drains crashes it, so the process ends when nothing is left to do; this is the last resort.
      const kept = () => [...new Set(process.getActiveResourcesInfo())].join(', ')
      setTimeout(() => {
        process.stderr.write(`${name} did not end by itself: ${kept()}\n`)
        process.kill(process.pid, 'SIGKILL')
      }, LINGER).unref()
    })
}
