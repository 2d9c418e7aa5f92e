import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Base } from './maps.ts'

interface Remembered extends Base {
  readonly id: string
}

const fileIn = (dataFolder: string): string => join(dataFolder, 'maps', 'bases.json')

const read = async (dataFolder: string): Promise<Record<string, Remembered>> => {
  try {
    return JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as Record<string, Remembered>
  } catch {
    // Never written, or damaged: a push then asks for its base, which is safe.
    return {}
  }
}

/** Which revision a file was pulled or pushed as, from this data folder: what a push changes from. */
export const baseOf = async (dataFolder: string, path: string, id: string): Promise<Base | undefined> => {
  const found = (await read(dataFolder))[resolve(path)]
  return found?.id === id ? found : undefined
}

export const rememberBase = async (dataFolder: string, path: string, base: Remembered): Promise<void> => {
  const file = fileIn(dataFolder)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const all = { ...(await read(dataFolder)), [resolve(path)]: base }
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(all, null, 2) + '\n', { mode: 0o600 })
  await rename(draft, file)
}
