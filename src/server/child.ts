import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Refusal, Refused } from '../kernel/index.ts'
import type { Tally } from '../spine.ts'
import { analyticsEnvironment } from '../storage/clickhouse/tuning.ts'
import { giveWay } from './give-way.ts'
import type { Role, RoleOptions } from './role.ts'

/** What travels between a role's process and the process that started it. */
export type ToChild =
  | { readonly start: RoleOptions }
  | { readonly stop: true }
  /** What every process of the server has counted, for the one that tells it. */
  | { readonly tallies: Readonly<Record<string, Tally>> }
export type FromChild =
  | { readonly ready: unknown }
  | { readonly refused: Refusal }
  | { readonly failed: string }
  | { readonly tally: Tally }

export interface Child {
  readonly role: Role
  readonly pid: number
  readonly address: unknown
  /** Where what it says goes. */
  readonly journal: string
  /** Resolves once the process has ended, asked or not, with how. */
  readonly exited: Promise<string>
  /** What the process has counted since it started, as it last said. */
  tally(): Tally
  tell(tallies: Readonly<Record<string, Tally>>): void
  stop(): Promise<void>
}

/** What comes in lives for a moment: with room for it, most is gone before it is looked through. In megabytes. */
const YOUNG: Partial<Record<Role, number>> = { ingest: 32, worker: 32 }

/** A role that does not end by itself by then is killed. */
const STOP_DEADLINE = 20_000
const START_DEADLINE = 120_000
const LONGEST_JOURNAL = 5_000_000

/** This program, as it runs: built, or from its sources in development. */
export const entry = (): readonly string[] => {
  if (import.meta.url.endsWith('.js')) return [fileURLToPath(new URL('../main.js', import.meta.url))]
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', loader, fileURLToPath(new URL('../main.ts', import.meta.url))]
}

const journalOf = (dataFolder: string, role: string): string => join(dataFolder, 'journals', `${role}.log`)

const openJournal = (dataFolder: string, role: Role): number => {
  const file = journalOf(dataFolder, role)
  mkdirSync(join(dataFolder, 'journals'), { recursive: true, mode: 0o700 })
  const large = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST_JOURNAL
  return openSync(file, large ? 'w' : 'a', 0o600)
}

const lastLine = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''
  } catch {
    return ''
  }
}

const didNotStart = (role: Role, journal: string, words: string) =>
  new Refused({
    code: `${role}-did-not-start`,
    what: {
      fr: `Le processus ${role} n’a pas démarré : ${words}`,
      en: `The ${role} process did not start: ${words}`,
    },
    remedy: { fr: `Lisez ${journal}, puis recommencez.`, en: `Read ${journal}, then start again.` },
  })

/** A process that ends without an answer: its journal says more than its exit code. */
const ENDED = 'exit '

const answerOf = (child: ChildProcess): Promise<FromChild> =>
  new Promise((resolve) => {
    child.on('message', (message) => {
      if (!('tally' in (message as FromChild))) resolve(message as FromChild)
    })
    child.once('error', (problem) => resolve({ failed: problem.message }))
    child.once('exit', (code, signal) => resolve({ failed: `${ENDED}${signal ?? code}` }))
  })

/** Sends where the channel is still open; a process that has gone needs no telling. */
const tell = (child: ChildProcess, message: ToChild): void => {
  if (child.connected) child.send(message, () => {})
}

/**
 * Starts a role in a process of its own, and resolves once it is ready. It has its own group, so that Ctrl-C in the
 * terminal reaches its parent only; when its parent dies, their channel closes and it stops by itself.
 */
export const startChild = async (role: Role, options: RoleOptions): Promise<Child> => {
  const journal = journalOf(options.dataFolder, role)
  const output = openJournal(options.dataFolder, role)
  const young = YOUNG[role] === undefined ? [] : [`--max-semi-space-size=${YOUNG[role]}`]
  const child = spawn(process.execPath, [...young, ...entry(), 'internal', role], {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    env: { ...process.env, ...(role === 'analytics' ? analyticsEnvironment : {}) },
  })
  closeSync(output)
  giveWay(role, child.pid)
  let over = false
  const exited = new Promise<string>((resolve) => {
    child.once('error', (problem) => resolve(problem.message))
    child.once('exit', (code, signal) => resolve(String(signal ?? code)))
  }).then((how) => {
    over = true
    return how
  })
  let tally: Tally = {}
  child.on('message', (message: FromChild) => {
    if ('tally' in message) tally = message.tally
  })
  const stop = async (): Promise<void> => {
    tell(child, { stop: true })
    await Promise.race([exited, pause(STOP_DEADLINE, undefined, { ref: false })])
    if (!over) child.kill('SIGKILL')
    await exited
  }
  tell(child, { start: options })
  const late = pause(START_DEADLINE, { failed: 'no answer' } as const, { ref: false })
  const answer = await Promise.race([answerOf(child), late])
  if ('ready' in answer && child.pid !== undefined) {
    const told = (tallies: Readonly<Record<string, Tally>>) => tell(child, { tallies })
    return { role, pid: child.pid, address: answer.ready, journal, exited, tally: () => tally, tell: told, stop }
  }
  await stop()
  if ('refused' in answer) throw new Refused(answer.refused)
  const told = 'failed' in answer ? answer.failed : ''
  throw didNotStart(role, journal, told.startsWith(ENDED) ? lastLine(journal) || told : told)
}
