import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyChanges } from './apply.ts'
import { changeWords } from './diff-words.ts'
import { canonicalForm, diffMaps, type JourneyMap, type Touchpoint } from './index.ts'

const FLAT: JourneyMap = {
  format: 'parcours/1',
  id: 'new-build',
  title: { fr: 'Acheter un logement neuf', en: 'Buying a new-build home' },
  channels: { web: { kind: 'digital' }, store: { kind: 'physical' } },
  stages: [
    { id: 'discover', phase: 'before', title: 'Découvrir' },
    { id: 'meet', phase: 'during', title: 'Rencontrer' },
    { id: 'decide', phase: 'during', title: 'Choisir' },
  ],
  touchpoints: [
    { id: 'site', stage: 'discover', title: 'Site', expected: 'PT1H' },
    { id: 'show-flat', stage: 'meet', title: 'Appartement témoin', experience: [{ persona: 'buyer', emotion: 1 }] },
    { id: 'offer', stage: 'decide', title: 'Offre' },
  ],
  transitions: [{ from: 'site', to: 'show-flat' }],
}
const touched = (id: string, extra: Partial<Touchpoint>): JourneyMap => ({
  ...FLAT,
  touchpoints: FLAT.touchpoints.map((each) => (each.id === id ? { ...each, ...extra } : each)),
})
const words = (to: JourneyMap, language: 'fr' | 'en' = 'en') =>
  diffMaps(FLAT, to).map((change) => changeWords(change)[language])

describe('the difference between two revisions', () => {
  it('says that a touchpoint moved to another stage', () => {
    const to = touched('show-flat', { stage: 'decide' })
    expect(words(to)).toEqual(['touchpoint show-flat moved from stage meet to decide'])
    expect(words(to, 'fr')).toEqual(['Le point de contact show-flat passe de l’étape meet à decide'])
  })
  it('says which field changed, however deep, by the names of what is around it', () => {
    const to = touched('show-flat', { experience: [{ persona: 'buyer', emotion: -1 }] })
    expect(diffMaps(FLAT, to)).toEqual([
      { kind: 'changed', path: ['touchpoints', 'show-flat', 'experience', 'buyer', 'emotion'], from: 1, to: -1 },
    ])
    expect(words(to)).toEqual(['touchpoint show-flat: experience.buyer.emotion 1 → -1'])
    expect(words(touched('site', { expected: 'PT2H', timeout: 'P1D' }), 'fr')).toEqual([
      'Le point de contact site\u00a0: expected PT1H → PT2H',
      'Le point de contact site\u00a0: timeout ajouté (P1D)',
    ])
  })
  it('says what came and what went', () => {
    const to = {
      ...FLAT,
      stages: FLAT.stages.slice(0, 2),
      touchpoints: FLAT.touchpoints.slice(0, 2),
      lanes: [{ id: 'l1', type: 'emotion' }],
    }
    expect(words(to, 'fr')).toEqual([
      'L’étape decide retirée',
      'Le point de contact offer retiré',
      'La carte\u00a0: lanes ajouté ([{"id":"l1","type":"emotion"}])',
    ])
    expect(diffMaps(to, FLAT).map((change) => changeWords(change).en)).toContain(
      'touchpoint offer added to stage decide',
    )
  })
  it('moves as few things as it takes', () => {
    const [discover, meet, decide] = FLAT.stages
    if (!discover || !meet || !decide) throw new Error('three stages')
    expect(words({ ...FLAT, stages: [decide, discover, meet] })).toEqual(['stage decide moved to the front'])
    expect(words({ ...FLAT, stages: [meet, discover, decide] })).toHaveLength(1)
  })
  it('does not see revision and status, as the hash does not', () => {
    expect(diffMaps(FLAT, { ...FLAT, revision: 4, status: 'approved' })).toEqual([])
  })
})

describe('whatever the two maps', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 })
  const title = fc.oneof(fc.constantFrom('A', 'B'), fc.record({ fr: fc.constantFrom('A', 'C'), en: fc.constant('B') }))
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const touchpoint = fc.record({
    stage: fc.constantFrom('s1', 's2'),
    title,
    need: some(fc.constantFrom('mandatory' as const, 'optional' as const)),
    channels: some(fc.subarray(['web', 'store', 'phone'])),
    experience: some(
      fc.array(fc.record({ persona: fc.constantFrom('x', 'y'), emotion: fc.integer({ min: -2, max: 2 }) }), {
        maxLength: 3,
      }),
    ),
    moments: some(
      fc.array(fc.record({ kind: fc.constantFrom('truth' as const, 'irritant' as const) }), { maxLength: 3 }),
    ),
  })
  const map = fc
    .tuple(
      ids,
      ids,
      fc.array(touchpoint, { minLength: 6, maxLength: 6 }),
      title,
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b')), { maxLength: 4 }),
    )
    .map(
      ([stages, touchpoints, contents, name, pairs]): JourneyMap =>
        JSON.parse(
          JSON.stringify({
            format: 'parcours/1',
            id: 'any',
            title: name,
            stages: stages.map((id) => ({ id, phase: 'before', title: id })),
            touchpoints: touchpoints.map((id, index) => ({ id, ...contents[index] })),
            transitions: pairs.map(([from, to]) => ({ from, to })),
          }),
        ),
    )
  it('there is no difference between a map and itself', () => {
    fc.assert(
      fc.property(map, (a) => {
        expect(diffMaps(a, structuredClone(a))).toEqual([])
      }),
    )
  })
  it('the differences, applied to the first, give the second; they are none only where the hashes agree', () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        const changes = diffMaps(a, b)
        expect(canonicalForm(applyChanges(a, changes))).toBe(canonicalForm(b))
        expect(changes.length === 0).toBe(canonicalForm(a) === canonicalForm(b))
        for (const change of changes) expect(changeWords(change).fr).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
