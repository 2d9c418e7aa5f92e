import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../kernel/index.ts'

/** Which company lives in a folder. */
export interface DemoFolder {
  readonly seed: number
  /** Absent: as many as make fifty thousand events. */
  readonly people?: number
}

const otherCompany = (folder: string) =>
  new Refused({
    code: 'demo-of-another-company',
    what: {
      fr: `${folder} contient déjà une démonstration faite avec une autre graine ou un autre nombre de personnes.`,
      en: `${folder} already holds a demonstration made with another seed or another number of people.`,
    },
    remedy: {
      fr: 'Donnez un autre dossier avec --data, ou les mêmes --seed et --people.',
      en: 'Name another folder with --data, or give the same --seed and --people.',
    },
  })

const notADemo = (folder: string) =>
  new Refused({
    code: 'folder-holds-other-data',
    what: {
      fr: `${folder} contient autre chose qu’une démonstration : des clients imaginaires ne s’y mêleront pas.`,
      en: `${folder} holds something else than a demonstration: imaginary customers will not be mixed into it.`,
    },
    remedy: { fr: 'Donnez un dossier neuf avec --data.', en: 'Name a fresh folder with --data.' },
  })

/**
 * Takes a fresh folder for a demonstration, or the same one again. Refuses a folder of real data, and one that holds
 * another company: two companies under one source could not be told apart.
 */
export const takeFolder = async (folder: string, wanted: DemoFolder): Promise<'fresh' | 'again'> => {
  const mark = join(folder, 'demo.json')
  const text = await readFile(mark, 'utf8').catch(() => undefined)
  if (text === undefined) {
    const entries = await readdir(folder).catch(() => [])
    // `run` alone is what a command that was stopped before it began may leave.
    if (entries.some((entry) => entry !== 'run')) throw notADemo(folder)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(mark, `${JSON.stringify(wanted)}\n`)
    return 'fresh'
  }
  if (text.trim() !== JSON.stringify(wanted)) throw otherCompany(folder)
  return 'again'
}
