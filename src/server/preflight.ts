import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { done, type Outcome, refuse } from '../kernel/index.ts'

/** What the machine is, as far as Parcours depends on it. */
export interface Machine {
  readonly node: string
  readonly platform: string
  readonly arch: string
  /** The version of the GNU C library; nothing where there is another one (musl). */
  readonly glibc: string | undefined
}

export type MachineRefusal = 'node-too-old' | 'windows' | 'platform-unknown' | 'libc-not-glibc'
export type FolderRefusal = 'folder-not-writable' | 'disk-full'

const OLDEST_NODE = [20, 19] as const
/** Less than this and an import would soon stop half-way. */
const LEAST_FREE = 500_000_000

export const thisMachine = (): Machine => {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return {
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    glibc: report?.header?.glibcVersionRuntime,
  }
}

const oldNode = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

/** Whether the engines can run on a machine at all. */
export const checkMachine = ({ node, platform, arch, glibc }: Machine): Outcome<void, MachineRefusal> => {
  if (platform === 'win32')
    return refuse({
      code: 'windows',
      what: {
        fr: 'Les moteurs de Parcours ne fonctionnent pas directement sous Windows.',
        en: 'The engines of Parcours do not run on Windows itself.',
      },
      remedy: {
        fr: 'Installez WSL2 (« wsl --install » dans PowerShell), puis relancez la même commande dans Ubuntu.',
        en: 'Install WSL2 (`wsl --install` in PowerShell), then run the same command inside Ubuntu.',
      },
    })
  if (platform !== 'linux' && platform !== 'darwin')
    return refuse({
      code: 'platform-unknown',
      what: { fr: `Parcours ne connaît pas ${platform} ${arch}.`, en: `Parcours does not know ${platform} ${arch}.` },
      remedy: { fr: 'Utilisez Linux (x64 ou arm64) ou macOS.', en: 'Use Linux (x64 or arm64) or macOS.' },
    })
  if (oldNode(node))
    return refuse({
      code: 'node-too-old',
      what: { fr: `Node.js ${node} est trop ancien.`, en: `Node.js ${node} is too old.` },
      remedy: {
        fr: `Installez Node.js ${OLDEST_NODE.join('.')} ou plus récent (https://nodejs.org).`,
        en: `Install Node.js ${OLDEST_NODE.join('.')} or later (https://nodejs.org).`,
      },
    })
  if (platform === 'linux' && glibc === undefined)
    return refuse({
      code: 'libc-not-glibc',
      what: {
        fr: 'Ce système n’a pas la bibliothèque C de GNU (glibc), dont les moteurs ont besoin ; Alpine utilise musl.',
        en: 'This system has no GNU C library (glibc), which the engines need; Alpine uses musl.',
      },
      remedy: {
        fr: 'Utilisez Debian, Ubuntu, Fedora ou une image « node:22-slim » plutôt que « node:22-alpine ».',
        en: 'Use Debian, Ubuntu, Fedora or an image such as `node:22-slim` rather than `node:22-alpine`.',
      },
    })
  return done(undefined)
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1)

/** Whether a data folder can be made and written to, on a disk with some room. */
export const checkFolder = async (folder: string): Promise<Outcome<void, FolderRefusal>> => {
  const here = resolve(folder)
  const trial = join(here, `.trial.${process.pid}`)
  try {
    await mkdir(here, { recursive: true, mode: 0o700 })
    await writeFile(trial, 'x')
    await rm(trial)
  } catch (problem) {
    const { code = 'error' } = problem as NodeJS.ErrnoException
    if (code !== 'ENOSPC')
      return refuse({
        code: 'folder-not-writable',
        what: {
          fr: `Impossible d’écrire dans le dossier de données ${here} (${code}).`,
          en: `The data folder ${here} cannot be written to (${code}).`,
        },
        remedy: {
          fr: 'Donnez un dossier à vous avec --data DOSSIER, ou corrigez ses droits.',
          en: 'Name a folder of yours with --data DIR, or correct its permissions.',
        },
      })
  }
  const { bavail, bsize } = await statfs(here)
  const free = bavail * bsize
  if (free >= LEAST_FREE) return done(undefined)
  return refuse({
    code: 'disk-full',
    what: {
      fr: `Il reste ${gigabytes(free)} Go sur le disque de ${here} ; il en faut au moins ${gigabytes(LEAST_FREE)}.`,
      en: `The disk of ${here} has ${gigabytes(free)} GB left; at least ${gigabytes(LEAST_FREE)} are needed.`,
    },
    remedy: {
      fr: 'Libérez de la place, ou donnez un dossier sur un autre disque avec --data DOSSIER.',
      en: 'Free some room, or name a folder on another disk with --data DIR.',
    },
  })
}

export const portTaken = (port: number, option = '--port') =>
  ({
    code: 'port-taken',
    what: {
      fr: `Le port ${port} est déjà pris par un autre programme.`,
      en: `Port ${port} is already taken by another program.`,
    },
    remedy: {
      fr: `Choisissez-en un autre avec ${option}, par exemple ${option} ${port + 1} (0 : n’importe quel port libre).`,
      en: `Choose another one with ${option}, such as ${option} ${port + 1} (0: any free port).`,
    },
  }) as const

/** Whether a port can be listened on; asked before the engines are started, so that the answer comes at once. */
export const checkPort = (host: string, port: number, option?: string): Promise<Outcome<void, 'port-taken'>> =>
  new Promise((resolve, reject) => {
    if (port === 0) return resolve(done(undefined))
    const trial = createServer()
    trial.once('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'EADDRINUSE') resolve(refuse(portTaken(port, option)))
      else reject(problem)
    })
    trial.listen(port, host, () => trial.close(() => resolve(done(undefined))))
  })

/** Everything that is checked before a server starts on a folder. */
export const preflight = async (folder: string): Promise<Outcome<void, MachineRefusal | FolderRefusal>> => {
  const machine = checkMachine(thisMachine())
  return machine.ok ? checkFolder(folder) : machine
}
