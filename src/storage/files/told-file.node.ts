import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file whole or not at all (mode 0600): who follows it never reads half of it. */
export const writeTold = async (path: string, value: unknown): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(JSON.stringify(value))
  await file.sync()
  await file.close()
  await rename(draft, path)
}

/** How long what was read is taken for current: what was taken back opens nothing after that. */
const CURRENT = 250

/**
 * What a file that another process writes says; `none` where there is none. Throws where it cannot be read. What was read
 * a moment ago is given again, unless it is asked for `anew`: by who did not find there what may just have been written.
 */
export const followTold = <Told>(
  path: string,
  none: Told,
  read: (value: unknown) => Told,
): ((anew?: 'anew') => Promise<Told>) => {
  let known = none
  let version = ''
  let looked = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async () => {
    const found = await stat(path, { bigint: true }).catch((problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ENOENT') return undefined
      throw problem
    })
    const now = found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'none'
    if (now !== version) {
      known = found ? read(JSON.parse(await readFile(path, 'utf8'))) : none
      version = now
    }
    looked = performance.now()
  }
  return async (anew) => {
    if (anew || performance.now() - looked >= CURRENT) {
      looking ??= look().finally(() => {
        looking = undefined
      })
      await looking
    }
    return known
  }
}
