import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { type Condition, matches, OPERATORS, storedValue } from '../events/index.ts'
import { checkText, type JourneyMap, sound } from './index.ts'
import { overlap, possible } from './overlap.ts'

const KITCHEN = {
  format: 'parcours/1',
  id: 'kitchen',
  title: { fr: 'Acheter une cuisine', en: 'Buying a kitchen' },
  perimeter: {
    personas: ['first-buyer'],
    entry: { event: 'Page Viewed' },
    success: { event: 'Order Completed' },
    window: 'P90D',
  },
  channels: { web: { kind: 'digital' }, store: { kind: 'physical' } },
  stages: [
    { id: 'discover', phase: 'before', title: 'Découvrir', expected: 'P10D', max: 'P30D' },
    { id: 'decide', phase: 'during', title: 'Choisir', expected: 'P7D' },
  ],
  touchpoints: [
    { id: 'site', stage: 'discover', title: 'Site', channels: ['web'], match: [{ event: 'Page Viewed' }] },
    { id: 'visit', stage: 'decide', title: 'Visite', channels: ['store'], match: [{ event: 'Store Visited' }] },
    { id: 'plan', stage: 'decide', title: 'Plan', channels: ['store'], match: [{ event: 'Plan Drawn' }] },
  ],
} satisfies JourneyMap
type Draft = { -readonly [Key in keyof JourneyMap]: JourneyMap[Key] }
const found = (change: (map: Draft) => void, others: Record<string, JourneyMap> = {}) => {
  const map: Draft = structuredClone<JourneyMap>(KITCHEN)
  change(map)
  return checkText(stringify(map), 'kitchen.yaml', (id) => others[id]).findings
}
const codes = (...args: Parameters<typeof found>) => found(...args).map(({ code, severity }) => `${severity} ${code}`)
const visit = (extra: object) => (map: Draft) => {
  map.touchpoints = map.touchpoints.map((each) => (each.id === 'visit' ? { ...each, ...extra } : each))
}
const decide = (extra: object) => (map: Draft) => {
  map.stages = map.stages.map((each) => (each.id === 'decide' ? { ...each, ...extra } : each))
}

describe('checking a map', () => {
  it('finds nothing to say about a sound one', () => {
    expect(found(() => {})).toEqual([])
  })

  it.each<[string, string, (map: Draft) => void]>([
    ['a touchpoint of no stage', 'error dangling-stage', visit({ stage: 'nowhere' })],
    [
      'a transition to nowhere',
      'error dangling-transition',
      (map) => {
        map.transitions = [{ from: 'site', to: 'nowhere' }]
      },
    ],
    [
      'a choice of nothing',
      'error dangling-choice',
      decide({
        choice: [
          ['visit', 'plan'],
          ['nowhere', 'plan'],
        ],
      }),
    ],
    [
      'a choice of another stage',
      'error choice-other-stage',
      decide({
        choice: [
          ['visit', 'plan'],
          ['site', 'plan'],
        ],
      }),
    ],
    [
      'a link to nowhere',
      'error dangling-link',
      (map) => {
        map.links = [{ item: 'insight:delays', at: 'nowhere' }]
      },
    ],
    [
      'a lane of a metric that nothing carries',
      'warning dangling-lane',
      (map) => {
        map.lanes = [{ id: 'l1', type: 'metric', metric: 'abandonment' }]
      },
    ],
    [
      'a metric lane without metric',
      'error lane-without-metric',
      (map) => {
        map.lanes = [{ id: 'l1', type: 'metric' }]
      },
    ],
    ['a channel that nobody knows', 'error undeclared-channel', visit({ channels: ['minitel'] })],
    ['a known channel that the map leaves out', 'warning undeclared-channel', visit({ channels: ['phone'] })],
    [
      'a persona outside the perimeter',
      'error persona-outside-perimeter',
      visit({ experience: [{ persona: 'expert' }] }),
    ],
    ['a touchpoint that nothing recognises', 'warning not-measurable', visit({ match: [] })],
    [
      'an absent touchpoint that a rule recognises',
      'error expected-absent-matched',
      visit({ need: 'expected_absent' }),
    ],
    ['two touchpoints that one event could be', 'warning ambiguous-event', visit({ match: [{ event: 'Plan Drawn' }] })],
    [
      'conditions that contradict each other',
      'warning impossible-match',
      visit({
        match: [
          {
            event: 'Store Visited',
            where: [
              { property: 'store', op: 'eq', value: 'lille' },
              { property: 'store', op: 'eq', value: 'lyon' },
            ],
          },
        ],
      }),
    ],
    [
      'an operator without its value',
      'error condition-value',
      visit({
        match: [{ event: 'Store Visited', where: [{ property: 'store', op: 'in', value: 'lille' }] }],
      }),
    ],
    ['a stage expected to last longer than its maximum', 'error expected-above-max', decide({ max: 'P1D' })],
    [
      'a touchpoint expected to last longer than its timeout',
      'error expected-above-max',
      visit({ expected: 'P2D', timeout: 'P1D' }),
    ],
    ['stages longer than the window', 'warning expected-above-window', decide({ expected: 'P85D' })],
    [
      'a moment of the data without its statistics',
      'warning moment-without-statistics',
      visit({
        moments: [{ kind: 'irritant', origin: 'data' }],
      }),
    ],
    [
      'personalisation beyond what the backstage allows',
      'warning personalisation-above-ceiling',
      visit({ levers: { personalisation: { aimed: 4 } }, backstage: { personalisation_ceiling: 2 } }),
    ],
    ['a metric without its minimum', 'warning metric-without-min-n', visit({ metrics: [{ metric: 'abandonment' }] })],
    ['a repeated id', 'error duplicate-id', visit({ id: 'plan', match: [{ event: 'Store Visited' }] })],
    ['an id shared by a stage and a touchpoint', 'warning shared-id', visit({ id: 'discover' })],
    [
      'a branch that nothing can show',
      'warning unmeasurable-choice, warning not-measurable',
      (map) => {
        decide({ choice: [['visit'], ['dream']] })(map)
        map.touchpoints = [...map.touchpoints, { id: 'dream', stage: 'decide', title: 'Rêver' }]
      },
    ],
    [
      'a repeated branch',
      'warning unreachable-choice',
      decide({
        choice: [
          ['visit', 'plan'],
          ['visit', 'plan'],
        ],
      }),
    ],
    ['a choice in any order', 'warning choice-any-order', decide({ choice: [['visit'], ['plan']], any_order: true })],
    [
      'an empty stage',
      'warning empty-stage',
      (map) => {
        map.stages = [...map.stages, { id: 'care', phase: 'after', title: 'SAV' }]
      },
    ],
    [
      'phases that go backwards',
      'warning phase-order',
      (map) => {
        map.stages = [...map.stages].reverse()
      },
    ],
    [
      'a way back that is no return',
      'hint backward-transition',
      (map) => {
        map.transitions = [{ from: 'plan', to: 'site' }]
      },
    ],
    [
      'a journey without end',
      'hint no-success',
      (map) => {
        map.perimeter = { entry: { event: 'Page Viewed' }, window: 'P90D', personas: [] }
      },
    ],
    [
      'a parent that is not here',
      'hint parent-unknown',
      (map) => {
        map.parent = { journey: 'home' }
      },
    ],
  ])('notices %s', (_, expected, change) => {
    expect(codes(change).join(', ')).toBe(expected)
  })

  it('notices thirteen touchpoints in any order, not twelve', () => {
    const with_ = (count: number) => (map: Draft) => {
      map.stages = [{ id: 'decide', phase: 'during', title: 'Choisir', any_order: true }]
      map.touchpoints = Array.from({ length: count }, (_, index) => ({
        id: `t${index}`,
        stage: 'decide',
        title: 'T',
        match: [{ event: `E${index}` }],
      }))
    }
    expect(codes(with_(12))).toEqual([])
    expect(codes(with_(13))).toEqual(['warning any-order-too-large'])
  })

  it('follows parents, and notices when they come back', () => {
    const parentOf = (id: string, journey?: string): JourneyMap => ({
      ...KITCHEN,
      id,
      level: 'lifecycle',
      ...(journey ? { parent: { journey } } : {}),
    })
    const under = (journey: string, touchpoint?: string) => (map: Draft) => {
      map.parent = { journey, ...(touchpoint ? { touchpoint } : {}) }
    }
    expect(codes(under('home', 'plan'), { home: parentOf('home') })).toEqual([])
    expect(codes(under('home', 'garden'), { home: parentOf('home') })).toEqual(['error dangling-parent'])
    expect(codes(under('home'), { home: parentOf('home', 'kitchen') })).toEqual(['error parent-cycle'])
    expect(codes(under('kitchen'))).toEqual(['error parent-cycle'])
  })

  it('says where, in both languages, and what to do', () => {
    const [finding] = found(visit({ stage: 'nowhere' }))
    expect(finding).toMatchObject({ path: '/touchpoints/1/stage', at: { file: 'kitchen.yaml', line: 38 } })
    expect(finding?.what).toEqual({
      fr: '« nowhere » ne désigne aucune étape de cette carte.',
      en: '"nowhere" names no stage of this map.',
    })
    expect(finding?.remedy.fr).not.toBe('')
  })

  it('gives every error of a file that breaks the format, in the order of its lines', () => {
    const { findings } = checkText('format: parcours/1\nid: a\ntitel: A\nstages: []\ntouchpoints: 3\n', 'a.yaml')
    expect(findings.map(({ code, at }) => `${at.line} ${code}`)).toEqual([
      '1 schema-missing-key',
      '3 schema-unknown-key',
      '4 schema-value',
      '5 schema-value',
    ])
    expect(sound(findings)).toBe(false)
  })
})

describe('two rules', () => {
  const rule = (...where: Condition[]) => ({ event: 'Page Viewed', where })
  const on = (op: Condition['op'], value?: Condition['value'], property = 'path'): Condition => ({
    property,
    op,
    ...(value === undefined ? {} : { value }),
  })
  it('with no event name in common never recognise one event', () => {
    expect(overlap({ event: ['A', 'B'] }, { event: ['C'] })).toBe(false)
    expect(overlap({ event: ['A', 'B'] }, { event: 'B' })).toBe(true)
  })
  it.each([
    [on('eq', 'a'), on('eq', 'b'), false],
    [on('in', ['a', 'b']), on('in', ['b', 'c']), true],
    [on('in', ['a', 'b']), on('nin', ['a', 'b']), false],
    [on('prefix', '/a'), on('prefix', '/b'), false],
    [on('prefix', '/a'), on('prefix', '/a/b'), true],
    [on('gt', 5), on('lt', 5), false],
    [on('gte', 5), on('lte', 5), true],
    [on('gt', 5), on('lt', 5.5), true],
    [on('exists'), on('exists', false), false],
    [on('ne', 'a'), on('exists', false), true],
    [on('eq', 'a'), on('eq', 'b', 'title'), true],
    [on('eq', 'store', 'channel'), on('in', ['web', 'phone'], 'channel'), false],
    [on('eq', '/a'), on('contains', 'b'), false],
    [on('contains', 'a'), on('contains', 'b'), true],
  ])('%o and %o', (a, b, expected) => {
    expect(overlap(rule(a), rule(b))).toBe(expected)
    expect(overlap(rule(b), rule(a))).toBe(expected)
  })

  const values = ['', 'a', 'ab', 'b', '1', '2', '10']
  const condition = fc
    .tuple(
      fc.constantFrom(...OPERATORS),
      fc.constantFrom<string | number>(...values, 1, 2, 10),
      fc.constantFrom('path', 'code'),
    )
    .map(([op, value, property]): Condition => {
      if (op === 'exists') return { property, op, value: value !== 'a' }
      return { property, op, value: op === 'in' || op === 'nin' ? [value, 'b'] : value }
    })
  it('that recognise one event are never said to be apart', () => {
    const where = fc.array(condition, { maxLength: 3 })
    fc.assert(
      fc.property(
        where,
        where,
        fc.constantFrom(undefined, ...values, 'ba', '1.5'),
        fc.constantFrom(...values),
        (a, b, path, code) => {
          const properties = { code: storedValue(code), ...(path === undefined ? {} : { path: storedValue(path) }) }
          const event = {
            event: 'Page Viewed',
            channel: '',
            party: 'own',
            store: '',
            adviser: '',
            source: '',
            properties,
          }
          const both = matches(rule(...a), event) && matches(rule(...b), event)
          expect(both && !overlap(rule(...a), rule(...b))).toBe(false)
          expect(matches(rule(...a), event) && !possible(rule(...a))).toBe(false)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
