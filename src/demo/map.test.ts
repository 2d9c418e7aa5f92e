import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type EventMatch, matches } from '../events/index.ts'
import { checkText, type JourneyMap, LEVERS } from '../maps/index.ts'
import { interactions, PERSONAS, TRUTHS } from './index.ts'

const text = readFileSync(new URL('../../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8')
const map = parse(text) as JourneyMap
const events = [...interactions()]
const recognises = (rules: readonly EventMatch[] | undefined, event: (typeof events)[number]) =>
  (rules ?? []).some((rule) => matches(rule, event))

describe('the map of the synthetic company', () => {
  it('has nothing wrong, doubtful or missing', () => {
    expect(checkText(text, 'cuisine.yaml').findings).toEqual([])
  })

  it('is lived: every touchpoint with a rule recognises events, on a channel that the map declares', () => {
    for (const { id, match, need } of map.touchpoints) {
      const seen = events.filter((event) => recognises(match, event))
      expect(seen.length > 0, id).toBe(need !== 'expected_absent')
      for (const { channel } of seen) expect([...Object.keys(map.channels ?? {}), 'mail'], id).toContain(channel)
    }
  })

  it('is unambiguous: no event is two touchpoints', () => {
    for (const event of events)
      expect(map.touchpoints.filter(({ match }) => recognises(match, event)).length).toBeLessThan(2)
  })

  it('knows the personas of the company, and uses each of the eight levers', () => {
    expect(map.perimeter?.personas).toEqual(Object.keys(PERSONAS))
    const used = new Set(map.touchpoints.flatMap(({ levers }) => Object.keys(levers ?? {})))
    expect([...used].sort()).toEqual([...LEVERS].sort())
  })

  it('has the places of the planted truths, and does not foresee the call that replaces tracking', () => {
    for (const truth of Object.values(TRUTHS)) {
      if ('touchpoint' in truth) expect(map.touchpoints.map(({ id }) => id)).toContain(truth.touchpoint)
      if ('stage' in truth) expect(map.stages.map(({ id }) => id)).toContain(truth.stage)
    }
    const calls = events.filter(({ event }) => event === TRUTHS.missingTouchpoint.event)
    expect(calls.length).toBeGreaterThan(100)
    expect(map.touchpoints.some(({ match }) => calls.some((call) => recognises(match, call)))).toBe(false)
  })
})
