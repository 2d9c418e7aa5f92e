import { describe, expect, it } from 'vitest'
import type { Thread } from '../comments/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { JourneyMap, StatusChange } from '../maps/index.ts'
import type { NoticedMoment, Sighting } from '../moments/index.ts'
import { newsSince, newsTold, type WatchedMap, waitingFor, waitingTold } from './index.ts'

const by = LOCAL_OWNER.id
const map: JourneyMap = {
  format: 'parcours/1',
  id: 'cuisine',
  title: { fr: 'Acheter une cuisine', en: 'Buying a kitchen' },
  stages: [{ id: 'quote', phase: 'during', title: { fr: 'Devis', en: 'Quote' } }],
  touchpoints: [{ id: 'sign', stage: 'quote', title: 'Signer' }],
}
const moment = (kind: NoticedMoment['kind'], sign: NoticedMoment['sign']): NoticedMoment => ({
  kind,
  presence: 'present',
  sign,
  status: 'proposed',
  origin: 'data',
  stage: 'quote',
  touchpoint: 'sign',
  event: null,
  channel: null,
  statistics: { dropOff: 0.4, low: 0.35, high: 0.45, n: 300, others: 0.1, share: 0.2 },
})
const sighting = (key: string, firstAt: number, kind: NoticedMoment['kind'] = 'breaking_point'): Sighting => ({
  map: 'cuisine',
  key,
  moment: moment(kind, kind === 'breaking_point' ? 'drop_off' : 'loop'),
  firstAt,
  standing: true,
})
const change = (revision: number, status: StatusChange['status'], at: number, extra: Partial<StatusChange> = {}) => ({
  revision,
  status,
  reviewed: false,
  at,
  by,
  ...extra,
})
const talk: Thread = {
  id: asId('t'),
  map: 'cuisine',
  anchor: 'touchpoint:sign',
  comments: [
    { id: asId('c1'), at: 20, by, signed: 'Claire', text: 'Trop long, @Karim ?', mentions: ['Karim'] },
    { id: asId('c2'), at: 25, by, signed: 'Claire', text: 'Une idée ?', mentions: [] },
  ],
  turns: [],
}
const state = (extra: Partial<WatchedMap> = {}): WatchedMap => ({
  map,
  history: [],
  threads: [],
  sightings: [],
  decisions: [],
  findings: [],
  unkept: 0,
  ...extra,
})

describe('what changed since the last visit', () => {
  const since = (name: string, extra: Partial<WatchedMap>) => newsSince(10, name, [state(extra)], [])
  it('is told latest first, and nothing of before', () => {
    const history = [
      change(1, 'draft', 5),
      change(2, 'draft', 12),
      change(1, 'archived', 30, { why: 'revision 2 approved' }),
      change(2, 'approved', 30, { signed: 'Karim' }),
    ]
    const news = since('Karim', { history, threads: [talk], sightings: [sighting('old', 3), sighting('new', 15)] })
    expect(news.map(({ kind, at }) => [kind, at])).toEqual([
      ['status', 30],
      ['comments', 25],
      ['moment', 15],
      ['revision', 12],
    ])
    expect(news.map((one) => newsTold(one, 'fr').sentence)).toEqual([
      'La révision 2 est publiée, par Karim',
      '2 nouveaux commentaires, par Claire',
      'Point de rupture remarqué\u00a0: Devis',
      'Révision 2 gardée',
    ])
  })
  it('is not what one said oneself', () => {
    expect(since('Claire', { threads: [talk] })).toEqual([])
  })
})

describe('what waits for a decision', () => {
  it('comes with the most pressing first, and leads to where it is decided', () => {
    const waiting = waitingFor('Karim', [
      state({
        threads: [talk],
        sightings: [sighting('loop', 1, 'irritant'), sighting('stop', 1)],
        history: [change(3, 'draft', 1), change(3, 'in_review', 2)],
        unkept: 2,
      }),
    ])
    expect(waiting.map(({ kind }) => kind)).toEqual(['mention', 'breaking-point', 'review', 'moments', 'draft'])
    expect(waiting.map((one) => waitingTold(one, 'fr').place)).toEqual([
      '/maps/cuisine?aside=comments%3Atouchpoint%3Asign',
      '/maps/cuisine?view=moments',
      '/maps/cuisine?aside=revisions',
      '/maps/cuisine?view=moments',
      '/maps/cuisine?aside=revisions',
    ])
    expect(waitingTold(waiting[4] ?? waiting[0] ?? neverWaiting(), 'fr').sentence).toBe(
      '2 changements du brouillon non gardés',
    )
  })
  it('is no more what was decided, nor what the data no longer show', () => {
    const decided = {
      map: 'cuisine',
      key: 'stop',
      verdict: 'rejected',
      at: 2,
      by,
      moment: moment('breaking_point', 'drop_off'),
    } as const
    const sightings = [sighting('stop', 1), { ...sighting('gone', 1), standing: false }]
    expect(waitingFor('', [state({ sightings, decisions: [decided] })])).toEqual([])
    expect(
      waitingFor('', [state({ sightings, decisions: [decided, { ...decided, verdict: 'reopened' }] })]),
    ).toHaveLength(1)
  })
})

const neverWaiting = (): never => {
  throw new Error('something waits')
}
