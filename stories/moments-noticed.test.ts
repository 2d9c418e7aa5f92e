import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { AS_OF, interactions, type PlantedMoment, TRUTHS } from '../src/demo/index.ts'
import { createMemoryCaseReader } from '../src/journeys/case-reader.memory.ts'
import { followMap, livedOf, recogniserOf } from '../src/journeys/index.ts'
import { asId, orThrow } from '../src/kernel/index.ts'
import { readMap } from '../src/maps/index.ts'
import { type Noticed, type NoticedMoment, noticeMoments } from '../src/moments/index.ts'
import { momentsText } from '../src/moments/moments-text.ts'

const text = readFileSync(new URL('../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8')
const { map } = orThrow(readMap(text, 'cuisine.yaml'))
const ALL = Object.keys(TRUTHS) as PlantedMoment[]

/** What is noticed in the lives of the synthetic company without some of its truths. */
const noticed = new Map<string, Promise<Noticed>>()
const noticedWithout = (...without: readonly PlantedMoment[]): Promise<Noticed> => {
  const key = without.join()
  const known = noticed.get(key) ?? lookWithout(...without)
  noticed.set(key, known)
  return known
}
const lookWithout = async (...without: readonly PlantedMoment[]): Promise<Noticed> => {
  const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const
  const reader = createMemoryCaseReader([...interactions({ without })])
  const table = await reader.journeys(question, recogniserOf(map))
  const followed = followMap(map, table, AS_OF)
  return noticeMoments(followed, livedOf(followed, { basis: 'person' }))
}

/** How each truth shows: by its sign, at its place. */
const FOUND: Readonly<Record<PlantedMoment, (noticed: Noticed) => boolean>> = {
  momentOfTruth: ({ moments }) =>
    moments.some(({ kind, touchpoint }) => kind === 'truth' && touchpoint === TRUTHS.momentOfTruth.touchpoint),
  irritant: ({ moments }) =>
    moments.some(({ sign, touchpoint }) => sign === 'low_score' && touchpoint === TRUTHS.irritant.touchpoint),
  missingTouchpoint: ({ moments }) =>
    moments.some(({ presence, event }) => presence === 'missing' && event === TRUTHS.missingTouchpoint.event),
  breakingPoint: ({ moments }) =>
    moments.some(({ sign, stage }) => sign === 'drop_off' && stage === TRUTHS.breakingPoint.stage),
  channelBounce: ({ moments }) =>
    moments.some(({ sign, touchpoint }) => sign === 'channel_bounce' && touchpoint === TRUTHS.channelBounce.touchpoint),
}

/** Counts, tests and bounds are no estimates; the one that a sign is about is bounded by `low` and `high`. */
const isBare = (statistics: NoticedMoment['statistics'], name: string): boolean => {
  const isEstimate =
    typeof statistics[name] === 'number' && !/^(z|n|.*[NZ]|events|instances|late|abandoned)$/.test(name)
  const isBound = /(From|To)$/.test(name) || (/^(low|high)$/.test(name) && statistics.lowN === undefined)
  const isBounded =
    typeof statistics[`${name}From`] === 'number' ||
    (['score', 'share', 'dropOff', 'overdue', 'support'].includes(name) && typeof statistics.low === 'number')
  return isEstimate && !isBound && !isBounded
}

describe('the moments of the synthetic company', () => {
  it('are all noticed again, each only proposed, each with its evidence', async () => {
    const found = await noticedWithout()
    expect(ALL.filter((truth) => !FOUND[truth](found))).toEqual([])
    for (const { status, origin, statistics } of found.moments) {
      expect([status, origin]).toEqual(['proposed', 'data'])
      expect(Number(statistics.n ?? statistics.events)).toBeGreaterThanOrEqual(30)
      expect(Object.keys(statistics).filter((name) => isBare(statistics, name))).toEqual([])
    }
  })
  it.each(ALL)('lose %s where it was not planted, and keep the others', async (truth) => {
    const found = await noticedWithout(truth)
    expect(ALL.filter((other) => FOUND[other](found))).toEqual(ALL.filter((other) => other !== truth))
  })
  it('are none of the planted ones where nothing was planted', async () => {
    const found = await noticedWithout(...ALL)
    expect(ALL.filter((truth) => FOUND[truth](found))).toEqual([])
    expect(found.moments.filter(({ sign }) => sign !== 'off_map')).toEqual([])
  })
  it('keep to their schema, and read in both languages', async () => {
    const found = await noticedWithout()
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(readFileSync(new URL('../schemas/moments.schema.json', import.meta.url), 'utf8')),
    )
    validate(JSON.parse(JSON.stringify(found)))
    expect(validate.errors).toBeNull()
    expect(momentsText(map, found, 'fr')).toMatch(
      /Moment de vérité · effet sur la suite · .* › Rendez-vous de conception/,
    )
    expect(momentsText(map, found, 'en')).toMatch(/Breaking point · drop-off · Deciding/)
    expect(momentsText(map, found, 'en')).not.toMatch(/NaN|undefined|null/)
  })
})
