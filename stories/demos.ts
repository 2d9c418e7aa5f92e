import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { postgresHome } from '../src/storage/postgres/home.ts'
import { parcours } from './program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demos that stories copy are made. */
    demos: string
  }
}

/** Vitest's own setup, in its main process: a place for the demos of this run, gone with it. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'parcours-demos-'))
  project.provide('demos', folder)
  return () => rm(folder, { recursive: true, force: true })
}

const make = async (demo: string, people: number): Promise<string> => {
  const { code, stderr } = await parcours('demo', '--people', String(people), '--data', demo, '--no-serve', '--json')
  return code === 0 ? '' : `The demo of ${people} people ended with ${code}:\n${stderr}`
}

/** The demo of so many people, made by the first story of the run that asks for it; others wait until it is. */
const made = async (people: number): Promise<string> => {
  const demo = join(inject('demos'), String(people))
  const told = `${demo}.told`
  const isFirst = await mkdir(`${demo}.asked`).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    await writeFile(`${told}.part`, await make(demo, people))
    await rename(`${told}.part`, told)
  }
  for (;;) {
    const problem = await readFile(told, 'utf8').catch(() => undefined)
    if (problem === '') return demo
    if (problem !== undefined) throw new Error(problem)
    await pause(50)
  }
}

/** With owners and times as they are. */
const copy = (from: string, to: string) => promisify(execFile)('cp', ['-a', `${from}/.`, to])

/** A folder that is the demo of so many people, and a story's own: with its PostgreSQL, which for root lives elsewhere. */
export const copyOfDemo = async (people: number, folder: string): Promise<void> => {
  const demo = await made(people)
  await mkdir(folder, { mode: 0o700 })
  await copy(demo, folder)
  await rm(join(folder, 'identity'))
  const [from, to] = [await postgresHome(demo), await postgresHome(folder)]
  if (from === join(demo, 'postgres')) return
  await copy(from, to)
  // It is this folder's now, and says so.
  await postgresHome(folder)
}
