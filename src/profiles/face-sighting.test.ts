import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Event, storedProperties } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Face } from './face.ts'
import { seenAgain, sightingsIn } from './face-sighting.ts'

const said = fc.dictionary(
  fc.constantFrom('traits.firstName', 'traits.city', 'ville', 'identifiers.email', 'carte', 'path'),
  fc.constantFrom('Claire', 'Lille', 'claire@exemple.fr', '9250', ''),
)
const lives = fc.array(
  fc.record({ identifier: fc.constantFrom('user:1', 'phone:06 39 98 12 34', 'case:x:1'), at: fc.nat(5), said }),
  { maxLength: 12 },
)
const CLAIMS = [{ source: 'caisse', property: 'carte', kind: 'loyalty' }] as const

it('a face is what was said of it last, and everybody that it named, in whatever order and portions events arrive', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 5 }), fc.boolean(), (drawn, portion, backwards) => {
      const events = drawn.map(({ identifier, at, said }, seq): Event & { says: () => boolean } => ({
        ...{ id: asId(`${seq}`), workspace: LOCAL_OWNER.workspace, source: seq % 2 ? 'caisse' : 'site', at },
        ...{
          receivedAt: at,
          rank: 0,
          seq,
          identifier,
          caseId: '',
          event: 'Visit',
          channel: '',
          channelInferred: false,
        },
        ...{ party: 'own', store: '', adviser: '', properties: storedProperties(said), says: () => true },
      }))
      const fold = (order: typeof events, size: number) => {
        const faces = new Map<string, Face>()
        for (let from = 0; from < order.length; from += size)
          for (const seen of sightingsIn(order.slice(from, from + size), CLAIMS))
            faces.set(seen.filed, { ...seenAgain(faces.get(seen.filed), seen), alone: asId('p') })
        return faces
      }
      const whole = fold(events, 99)
      expect(whole.has('case:x:1')).toBe(false)
      expect(fold(backwards ? events.toReversed() : events, portion)).toEqual(whole)
    }),
    { numRuns: Number(process.env.PARCOURS_TEST_ROUNDS ?? 100) },
  )
})
