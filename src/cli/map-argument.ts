import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow, Refused } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import {
  checkText,
  createMaps,
  decodeMap,
  type JourneyMap,
  type Maps,
  type Positions,
  type Which,
} from '../maps/index.ts'
import { neighbourMaps, readMapBytes } from '../maps/map-file.node.ts'
import { createPostgresMapStore } from '../maps/map-store.postgres.ts'
import type { CommandContext } from './context.ts'

/** A map that a command names, checked and ready. */
export interface ResolvedMap {
  readonly map: JourneyMap
  readonly positions: Positions
  /** Its path, or `id@revision`. */
  readonly file: string
  /** As it was written. */
  readonly text: string
  /** SHA-256 of its design. */
  readonly hash: string
}

/** The text that a `MAP` argument names, and the other maps that can be seen from there. */
export interface NamedText {
  readonly file: string
  readonly text: string
  readonly known: (id: string) => JourneyMap | undefined
  /** What the store says of it, where it comes from the store. */
  readonly stored?: Pick<JourneyMap, 'revision' | 'status'>
}

/** The maps kept in the data folder of a command. */
export const storedMaps = async ({ engines, now }: CommandContext): Promise<Maps> =>
  createMaps({ store: createPostgresMapStore(await engines.database()), may: localOwnerMay, now, hash: mapHash })

/** `id`, `id@3` or `id@approved`. */
export const storedName = (argument: string): { readonly id: string; readonly which: Which } => {
  const [, id = argument, revision] = /^(.*)@(\d+|approved)$/.exec(argument) ?? []
  return { id, which: revision === undefined ? undefined : revision === 'approved' ? revision : Number(revision) }
}

const isPath = (argument: string): boolean =>
  /[\\/]/.test(argument) || ['.yaml', '.yml', '.json'].includes(extname(argument)) || existsSync(argument)

/** Finds what `MAP` names: a file (no engine is started), or a stored map by `id[@revision]`. */
export const nameMap = async (argument: string, context: CommandContext): Promise<NamedText> => {
  if (isPath(argument)) {
    const text = orThrow(decodeMap(orThrow(await readMapBytes(argument)), argument))
    const neighbours = await neighbourMaps(argument)
    return { file: argument, text, known: (id) => neighbours.get(id) }
  }
  const maps = await storedMaps(context)
  const { id, which } = storedName(argument)
  const { map, text, stored } = orThrow(await maps.pull(LOCAL_OWNER, id, which))
  const known = new Map<string, JourneyMap>()
  for (
    let next = map.parent?.journey;
    next !== undefined && !known.has(next);
    next = known.get(next)?.parent?.journey
  ) {
    const parent = await maps.pull(LOCAL_OWNER, next)
    if (!parent.ok) break
    known.set(next, parent.value.map)
  }
  const { revision = stored.revision, status = 'draft' } = map
  return { file: `${id}@${stored.revision}`, text, known: (each) => known.get(each), stored: { revision, status } }
}

/** The map that `MAP` names, checked: a map with errors is refused with the first one; warnings and hints are for `map check`. */
export const resolveMap = async (argument: string, context: CommandContext): Promise<ResolvedMap> => {
  const { file, text, known, stored } = await nameMap(argument, context)
  const { read, findings } = checkText(text, file, known)
  const [error, ...others] = findings.filter(({ severity }) => severity === 'error')
  if (error) throw new Refused(others.length === 0 ? error : { ...error, remedy: allErrors(error.remedy, argument) })
  if (!read) throw new Error('A map without errors was read')
  const map = { ...read.map, ...stored }
  return { map, positions: read.positions, file, text, hash: mapHash(map) }
}

const allErrors = ({ fr, en }: { readonly fr: string; readonly en: string }, argument: string) => ({
  fr: `${fr} « parcours map check ${argument} » montre toutes les erreurs.`,
  en: `${en} "parcours map check ${argument}" shows every error.`,
})
