import { mkdirSync, readFileSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What a loader knows for certain: everything before `loaded` is in the tables, and `pending` may be. */
export interface LoaderState {
  readonly loaded: number
  /** The exact range being inserted; a replay after a crash takes this range again, however the log has grown. */
  readonly pending?: { readonly start: number; readonly end: number }
}

/** A row that the engine refuses, set aside with where it stood and why. */
export interface SetAside {
  readonly stream: string
  readonly start: number
  readonly end: number
  /** Its place among the rows of the range, from 0. */
  readonly row: number
  readonly reason: string
  readonly text: string
}

/** Where a loader keeps its state: a file written whole, synced and renamed, so that it is the old or the new. */
export interface LoaderStore {
  read(): LoaderState | undefined
  write(state: LoaderState): Promise<void>
  setAside(row: SetAside): Promise<void>
}

export const loaderStore = (folder: string): LoaderStore => {
  const path = join(folder, 'position.json')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    read() {
      try {
        return JSON.parse(readFileSync(path, 'utf8')) as LoaderState
      } catch (problem) {
        if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw problem
      }
    },
    async write(state) {
      const fresh = `${path}.new`
      const file = await open(fresh, 'w', 0o600)
      await file.writeFile(JSON.stringify(state))
      await file.datasync()
      await file.close()
      await rename(fresh, path)
      const directory = await open(dirname(path), 'r')
      await directory.sync()
      await directory.close()
    },
    async setAside(row) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = await open(join(folder, 'set-aside.ndjson'), 'a', 0o600)
      await file.appendFile(`${JSON.stringify(row)}\n`)
      await file.datasync()
      await file.close()
    },
  }
}
