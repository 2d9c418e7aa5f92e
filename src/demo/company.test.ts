import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Event, propertyValue } from '../events/index.ts'
import { DAY, HOUR } from '../kernel/index.ts'
import { AS_OF, type CompanyOptions, interactions, type Truth } from './index.ts'

type Life = readonly Event[]

const lives = (options: CompanyOptions = {}): readonly Life[] => {
  const of = new Map<string, Event[]>()
  for (const event of interactions(options)) {
    const life = of.get(event.identifier)
    if (life) life.push(event)
    else of.set(event.identifier, [event])
  }
  return [...of.values()]
}
const has = (life: Life, name: string) => life.some(({ event }) => event === name)
const first = (life: Life, name: string) => life.find(({ event }) => event === name)
const scoreOf = (life: Life, survey: string): number | undefined => {
  const answer = life.find(({ event, properties }) => event === 'Survey Answered' && properties.survey === survey)
  return answer && Number(propertyValue(answer.properties.score ?? ''))
}
const share = (some: readonly Life[], holds: (life: Life) => boolean) => some.filter(holds).length / some.length
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
const known = (scores: readonly (number | undefined)[]) => scores.filter((score) => score !== undefined)
/** Lives that began early enough to have ended, or not, for good. */
const mature = (all: readonly Life[]) => all.filter((life) => (life[0]?.at ?? AS_OF) < AS_OF - 240 * DAY)
const hash = (options: CompanyOptions) => {
  const digest = createHash('sha256')
  for (const event of interactions(options)) digest.update(JSON.stringify(event))
  return digest.digest('hex')
}

describe('the synthetic company', () => {
  const all = lives()

  it('gives exactly the fifty thousand events asked for, each with an id of its own', () => {
    const events = [...interactions()]
    expect(events).toHaveLength(50_000)
    expect(new Set(events.map(({ id }) => id)).size).toBe(50_000)
    expect([...interactions({ events: 1234 })]).toHaveLength(1234)
  })

  it('lives the same for the same seed, otherwise for another, and a person does not depend on how many there are', () => {
    expect(hash({ people: 300, seed: 7 })).toBe(hash({ people: 300, seed: 7 }))
    expect(hash({ people: 300, seed: 8 })).not.toBe(hash({ people: 300, seed: 7 }))
    const few = [...interactions({ people: 20 })]
    expect([...interactions({ people: 40 })].slice(0, few.length)).toEqual(few)
  })

  it('is in order within a person, and stops at the as-of date with people still on their way', () => {
    for (const life of all)
      life.forEach((event, place) => {
        expect(event.at).toBeGreaterThanOrEqual(life[place - 1]?.at ?? 0)
        expect(event.at).toBeLessThan(AS_OF)
      })
    const waiting = all.filter((life) => has(life, 'Contract Signed') && !has(life, 'Delivery Made'))
    expect(waiting.length).toBeGreaterThan(50)
  })

  it('keeps the hours of its stores, in winter and in summer time', () => {
    const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', weekday: 'short' })
    for (const event of all
      .flat()
      .filter(({ channel, event: name }) => channel === 'store' && name === 'Store Visited')) {
      const parts = Object.fromEntries(hours.formatToParts(event.at).map(({ type, value }) => [type, value]))
      expect(parts.weekday).not.toBe('Sun')
      expect(Number(parts.hour)).toBeGreaterThanOrEqual(9)
      expect(Number(parts.hour)).toBeLessThan(20)
    }
  })

  it('has people who never start a kitchen', () => {
    const entered = (life: Life) => life.some(({ properties }) => properties.offer === 'cuisine')
    expect(share(all, entered)).toBeGreaterThan(0.6)
    expect(share(all, entered)).toBeLessThan(0.9)
  })
})

describe('the truths planted in it', () => {
  const all = mature(lives())
  const without = (truth: Truth) => mature(lives({ without: [truth] }))

  const swing = (some: readonly Life[]) => {
    const met = some.filter((life) => scoreOf(life, 'design-appointment') !== undefined && has(life, 'Quote Sent'))
    const signed = (low: number, high: number) =>
      share(
        met.filter((life) => {
          const score = scoreOf(life, 'design-appointment') ?? 0
          return score >= low && score <= high
        }),
        (life) => has(life, 'Contract Signed'),
      )
    return { gained: signed(5, 5) - signed(3, 3), lost: signed(3, 3) - signed(1, 2) }
  }
  it('a moment of truth: a good design appointment makes people sign, a bad one makes them leave', () => {
    expect(swing(all).gained).toBeGreaterThan(0.15)
    expect(swing(all).lost).toBeGreaterThan(0.12)
    const none = swing(without('momentOfTruth'))
    expect(Math.abs(none.gained)).toBeLessThan(0.1)
    expect(Math.abs(none.lost)).toBeLessThan(0.1)
  })

  const fall = (some: readonly Life[]) => {
    const installed = some.filter((life) => has(life, 'Installation Accepted'))
    const scores = (changed: boolean) =>
      known(
        installed
          .filter((life) => has(life, 'Delivery Date Changed') === changed)
          .map((life) => scoreOf(life, 'installation')),
      )
    return mean(scores(false)) - mean(scores(true))
  }
  it('an irritant: a changed delivery date makes satisfaction fall', () => {
    expect(fall(all)).toBeGreaterThan(1)
    expect(Math.abs(fall(without('irritant')))).toBeLessThan(0.3)
  })

  it('a missing touchpoint: people who wait for their kitchen call to know where it is', () => {
    const asked = (some: readonly Life[]) =>
      share(
        some.filter((life) => has(life, 'Delivery Made')),
        (life) => has(life, 'Order Status Asked'),
      )
    expect(asked(all)).toBeGreaterThan(0.4)
    expect(asked(without('missingTouchpoint'))).toBe(0)
  })

  it('a breaking point: more than half stop after the quote, and few elsewhere', () => {
    const stop = (some: readonly Life[], after: string, before: string) =>
      share(
        some.filter((life) => has(life, after)),
        (life) => !has(life, before),
      )
    expect(stop(all, 'Quote Sent', 'Contract Signed')).toBeGreaterThan(0.5)
    expect(stop(all, 'Appointment Held', 'Quote Sent')).toBeLessThan(0.2)
    expect(stop(all, 'Contract Signed', 'Installation Accepted')).toBeLessThan(0.1)
    expect(stop(without('breakingPoint'), 'Quote Sent', 'Contract Signed')).toBeLessThan(0.3)
  })

  it('a forced channel bounce: from the configurator to the telephone and back within a day', () => {
    const bounced = (life: Life) => {
      const opened = first(life, 'Configurator Opened')
      const call = life.find(({ event, at }) => event === 'Call Received' && opened && at > opened.at)
      return life.some(
        ({ event, at }) =>
          event === 'Configurator Opened' && opened && call && at > call.at && at < opened.at + 24 * HOUR,
      )
    }
    const configured = (some: readonly Life[]) => some.filter((life) => has(life, 'Configurator Opened'))
    expect(share(configured(all), bounced)).toBeGreaterThan(0.35)
    expect(share(configured(without('channelBounce')), bounced)).toBeLessThan(0.02)
  })
})
