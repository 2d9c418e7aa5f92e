import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Json } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { orThrow, say } from '../kernel/index.ts'
import { checkMap } from './check.ts'
import type { Finding } from './finding.ts'
import type { JourneyMap } from './map.ts'
import type { Maps } from './maps.ts'
import { readMap } from './read.ts'
import { validate } from './validate.ts'

const Severity = Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('hint')])
const Told = Type.Object({
  code: Type.String(),
  severity: Severity,
  path: Type.String({ description: 'JSON pointer into the map.' }),
  what: Type.String(),
  remedy: Type.String(),
})

/** Deeper hierarchies exist nowhere; a cycle ends the walk by itself. */
const MOST_ANCESTORS = 20

/** The maps above one, so that its parents are checked as well. */
const above = async (maps: Maps, actor: Actor, map: JourneyMap): Promise<ReadonlyMap<string, JourneyMap>> => {
  const known = new Map([[map.id, map]])
  let parent = map.parent?.journey
  while (parent !== undefined && !known.has(parent) && known.size < MOST_ANCESTORS) {
    const pulled = await maps.pull(actor, parent)
    if (!pulled.ok) break
    known.set(parent, pulled.value.map)
    parent = pulled.value.map.parent?.journey
  }
  return known
}

const NOWHERE = new Map<string, { line: number; column: number }>()

const findingsOf = async (maps: Maps, actor: Actor, value: Json): Promise<readonly Finding[]> => {
  const answer = validate(value, NOWHERE, 'map')
  if ('findings' in answer) return answer.findings
  const known = await above(maps, actor, answer.map)
  return checkMap(answer.map, NOWHERE, 'map', (id) => known.get(id))
}

/** What is wrong with a map as it is being written, and what a file says. */
export const checkEndpoints = (maps: Maps): readonly Endpoint[] => [
  endpoint({
    method: 'POST',
    path: '/api/maps/check',
    name: 'checkMap',
    summary: 'What `parcours map check` has to say about a map, stored or not.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
    body: Type.Object({ findings: Type.Array(Told) }),
    answer: async ({ input, actor, language }) => {
      const findings = await findingsOf(maps, actor, input as unknown as Json)
      const told = findings.map(({ code, severity, path, what, remedy }) => ({
        code,
        severity,
        path,
        what: say(what, language),
        remedy: say(remedy, language),
      }))
      return { body: { findings: told } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/maps/read',
    name: 'readMapFile',
    summary: 'Reads the text of a map’s file, YAML or JSON, without keeping it.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object({ text: Type.String({ maxLength: 900_000 }), file: Type.String({ maxLength: 300 }) }),
    body: Type.Object({ map: Type.Object({}, { additionalProperties: true }) }),
    answer: async ({ input: { text, file } }) => {
      const { map } = orThrow(readMap(text, file))
      return { body: { map: { ...map } } }
    },
  }),
]
