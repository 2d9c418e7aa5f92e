import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { done, type Outcome, refuse } from '../kernel/index.ts'
import { decodeMap } from './decode.ts'
import type { JourneyMap } from './map.ts'
import { readMap } from './read.ts'

const MOST_BYTES = 16_000_000
const MOST_NEIGHBOURS = 200

/** The bytes of a map's file; a file that is missing, unreadable, a folder or far too large is refused. */
export const readMapBytes = async (path: string): Promise<Outcome<Uint8Array>> => {
  try {
    const { size } = await stat(path)
    if (size > MOST_BYTES)
      return refuse({
        code: 'map-too-large',
        what: { fr: 'Ce fichier est trop grand pour une carte.', en: 'This file is too large for a map.' },
        remedy: { fr: 'Vérifiez le chemin : une carte tient en 4 Mo.', en: 'Check the path: a map fits in 4 MB.' },
        at: { file: path },
      })
    return done(new Uint8Array(await readFile(path)))
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? String(problem.code) : ''
    if (code === '') throw problem
    return refuse({
      code: code === 'ENOENT' ? 'map-not-found' : 'map-unreadable',
      what: {
        fr: code === 'ENOENT' ? 'Ce fichier n’existe pas.' : `Ce fichier ne se lit pas (${code}).`,
        en: code === 'ENOENT' ? 'This file does not exist.' : `This file cannot be read (${code}).`,
      },
      remedy: {
        fr: 'Vérifiez le chemin et les droits ; une carte enregistrée se nomme par son identifiant.',
        en: 'Check the path and its rights; a stored map is named by its id.',
      },
      at: { file: path },
    })
  }
}

/** The maps in the same folder as a file, by id: where its parents are looked for. Files that are no maps are passed over. */
export const neighbourMaps = async (path: string): Promise<ReadonlyMap<string, JourneyMap>> => {
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => ['.yaml', '.yml', '.json'].includes(extname(name))).slice(0, MOST_NEIGHBOURS)
  const maps = new Map<string, JourneyMap>()
  for (const name of files.sort()) {
    const bytes = await readMapBytes(join(folder, name))
    const text = bytes.ok ? decodeMap(bytes.value, name) : bytes
    if (!text.ok || !text.value.includes('parcours/1')) continue
    const read = readMap(text.value, name)
    if (read.ok && !maps.has(read.value.map.id)) maps.set(read.value.map.id, read.value.map)
  }
  return maps
}
