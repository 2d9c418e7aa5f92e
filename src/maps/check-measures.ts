import type { Condition, EventMatch } from '../events/index.ts'
import { durationMs } from '../kernel/index.ts'
import type { JourneyMap, Touchpoint } from './map.ts'
import { namesOf, overlap, possible } from './overlap.ts'
import { error, hint, type Remark, type Rule, warning } from './remark.ts'

type Path = readonly (string | number)[]

/** What can be recognised and counted, and the times that agree with one another. */
export const checkMeasures: Rule = (map) => [
  ...map.touchpoints.flatMap((touchpoint, index) => [
    ...matchOf(touchpoint, index),
    ...momentsOf(touchpoint, index),
    ...metricsOf(touchpoint, index),
    ...ceilingOf(touchpoint, index),
  ]),
  ...(['entry', 'success'] as const).flatMap((end) => {
    const rule = map.perimeter?.[end]
    return rule ? ruleOf(rule, ['perimeter', end]) : []
  }),
  ...ambiguities(map),
  ...timesOf(map),
]

const matchOf = ({ id, need, match = [] }: Touchpoint, index: number): readonly Remark[] => {
  const path = ['touchpoints', index]
  if (need === 'expected_absent')
    return match.length === 0
      ? []
      : [
          error(
            'expected-absent-matched',
            [...path, 'match'],
            {
              fr: `« ${id} » est attendu mais absent, et une règle le reconnaît pourtant.`,
              en: `"${id}" is expected but absent, and yet a rule recognises it.`,
            },
            { fr: 'Retirez match, ou changez need.', en: 'Remove match, or change need.' },
          ),
        ]
  if (match.length === 0)
    return [
      warning(
        'not-measurable',
        path,
        {
          fr: `« ${id} » n’est pas mesurable : aucune règle ne le reconnaît.`,
          en: `"${id}" is not measurable: no rule recognises it.`,
        },
        { fr: 'Ajoutez match: [{event: …}].', en: 'Add match: [{event: …}].' },
      ),
    ]
  return match.flatMap((rule, at) => ruleOf(rule, [...path, 'match', at]))
}

const ruleOf = (rule: EventMatch, path: Path): readonly Remark[] => {
  const wrong = (rule.where ?? []).flatMap((condition, at) => {
    const wanted = wantedValue(condition)
    if (!wanted) return []
    const remedy = { fr: `Donnez ${wanted.fr}.`, en: `Give ${wanted.en}.` }
    const what = {
      fr: `L’opérateur « ${condition.op} » attend ${wanted.fr}.`,
      en: `The operator "${condition.op}" takes ${wanted.en}.`,
    }
    return [error('condition-value', [...path, 'where', at], what, remedy)]
  })
  if (wrong.length > 0 || possible(rule)) return wrong
  return [
    warning(
      'impossible-match',
      path,
      {
        fr: 'Aucun événement ne peut remplir ces conditions ensemble.',
        en: 'No event can meet these conditions together.',
      },
      { fr: 'Corrigez where.', en: 'Correct where.' },
    ),
  ]
}

/** What the operator needs as its value, where it is not what the condition gives. */
const wantedValue = ({ op, value }: Condition) => {
  const list = Array.isArray(value)
  switch (op) {
    case 'exists':
      return value === undefined || typeof value === 'boolean'
        ? undefined
        : { fr: 'true ou false', en: 'true or false' }
    case 'in':
    case 'nin':
      return list ? undefined : { fr: 'une liste de valeurs', en: 'a list of values' }
    case 'prefix':
    case 'contains':
      return typeof value === 'string' && value !== '' ? undefined : { fr: 'un texte', en: 'a text' }
    case 'eq':
    case 'ne':
      return value !== undefined && !list ? undefined : { fr: 'une valeur', en: 'one value' }
    default:
      return typeof value === 'number' || typeof value === 'string'
        ? undefined
        : { fr: 'un nombre ou un texte', en: 'a number or a text' }
  }
}

const momentsOf = ({ moments = [] }: Touchpoint, index: number): readonly Remark[] =>
  moments.flatMap(({ origin, statistics }, at) =>
    origin !== 'data' || (statistics && Object.keys(statistics).length > 0)
      ? []
      : [
          warning(
            'moment-without-statistics',
            ['touchpoints', index, 'moments', at],
            {
              fr: 'Ce moment vient des données, mais ne porte aucune statistique.',
              en: 'This moment comes from data but carries no statistics.',
            },
            {
              fr: 'Ajoutez statistics (n, effet, intervalle), ou « origin: workshop ».',
              en: 'Add statistics (n, effect, interval), or "origin: workshop".',
            },
          ),
        ],
  )

const metricsOf = ({ metrics = [] }: Touchpoint, index: number): readonly Remark[] =>
  metrics.flatMap(({ metric, min_n }, at) =>
    min_n !== undefined
      ? []
      : [
          warning(
            'metric-without-min-n',
            ['touchpoints', index, 'metrics', at],
            {
              fr: `La mesure « ${metric} » ne dit pas à partir de combien de parcours elle se lit.`,
              en: `The metric "${metric}" does not say from how many journeys it can be read.`,
            },
            { fr: 'Ajoutez min_n (30, 100…).', en: 'Add min_n (30, 100…).' },
          ),
        ],
  )

/** What is aimed at beyond what the systems, skills and rules behind allow will not be lived. */
const ceilingOf = ({ id, levers, backstage }: Touchpoint, index: number): readonly Remark[] => {
  const aimed = levers?.personalisation?.aimed
  const ceiling = backstage?.personalisation_ceiling
  if (aimed === undefined || ceiling === undefined || aimed <= ceiling) return []
  return [
    warning(
      'personalisation-above-ceiling',
      ['touchpoints', index, 'levers', 'personalisation', 'aimed'],
      {
        fr: `« ${id} » vise une personnalisation de ${aimed}, au-dessus du plafond que permettent ses coulisses (${ceiling}).`,
        en: `"${id}" aims at a personalisation of ${aimed}, above the ceiling that its backstage allows (${ceiling}).`,
      },
      {
        fr: 'Visez moins, ou donnez aux coulisses de quoi relever le plafond.',
        en: 'Aim lower, or give the backstage what raises the ceiling.',
      },
    ),
  ]
}

/** Comparing every pair of rules of one event grows with the square of their number: beyond this, the rest is not compared. */
const MOST_PAIRS = 200_000

/** Pairs of touchpoints that one event could be: only rules that share an event name are compared. */
const ambiguities = ({ touchpoints }: JourneyMap): readonly Remark[] => {
  const byName = new Map<string, { readonly index: number; readonly rule: EventMatch }[]>()
  for (const [index, { match = [] }] of touchpoints.entries())
    for (const rule of match)
      for (const name of new Set(namesOf(rule))) {
        const known = byName.get(name)
        if (known) known.push({ index, rule })
        else byName.set(name, [{ index, rule }])
      }
  const told = new Set<string>()
  const remarks: Remark[] = []
  let pairs = 0
  for (const [name, rules] of byName)
    for (let j = 1; j < rules.length; j++)
      for (let i = 0; i < j; i++) {
        const [a, b] = [rules[i], rules[j]]
        if (!a || !b || a.index === b.index) continue
        if (++pairs > MOST_PAIRS) return [...remarks, notCompared(b.index)]
        const key = `${a.index} ${b.index}`
        if (told.has(key) || !overlap(a.rule, b.rule)) continue
        told.add(key)
        remarks.push(ambiguity(name, touchpoints[a.index]?.id ?? '', touchpoints[b.index]?.id ?? '', b.index))
      }
  return remarks
}

const notCompared = (index: number): Remark =>
  hint(
    'rules-not-compared',
    ['touchpoints', index, 'match'],
    {
      fr: 'Trop de règles portent sur les mêmes événements : à partir d’ici, elles n’ont pas été comparées.',
      en: 'Too many rules are about the same events: from here on they were not compared.',
    },
    { fr: 'Découpez la carte en sous-parcours.', en: 'Split the map into sub-journeys.' },
  )

const ambiguity = (name: string, first: string, second: string, index: number): Remark =>
  warning(
    'ambiguous-event',
    ['touchpoints', index, 'match'],
    {
      fr: `Un même événement « ${name} » peut être « ${first} » et « ${second} ».`,
      en: `One event "${name}" can be both "${first}" and "${second}".`,
    },
    {
      fr: 'Ajoutez à l’un une condition (where) qui le distingue ; sinon le premier l’emporte.',
      en: 'Add a condition (where) to one that tells them apart; else the first one wins.',
    },
  )

const above = (low: string | undefined, high: string | undefined): boolean =>
  low !== undefined && high !== undefined && (durationMs(low) ?? 0) > (durationMs(high) ?? 0)

const timesOf = ({ stages, touchpoints, perimeter }: JourneyMap): readonly Remark[] => {
  const remedy = { fr: 'Corrigez l’une des deux durées.', en: 'Correct one of the two durations.' }
  const ofStages = stages.flatMap(({ id, expected, max }, index) =>
    above(expected, max)
      ? [
          error(
            'expected-above-max',
            ['stages', index, 'expected'],
            {
              fr: `La durée attendue de « ${id} » (${expected}) dépasse sa durée maximale (${max}).`,
              en: `The expected time of "${id}" (${expected}) is above its maximum (${max}).`,
            },
            remedy,
          ),
        ]
      : [],
  )
  const ofTouchpoints = touchpoints.flatMap(({ id, expected, timeout }, index) =>
    above(expected, timeout)
      ? [
          error(
            'expected-above-max',
            ['touchpoints', index, 'expected'],
            {
              fr: `La durée attendue de « ${id} » (${expected}) dépasse son délai (${timeout}).`,
              en: `The expected time of "${id}" (${expected}) is above its timeout (${timeout}).`,
            },
            remedy,
          ),
        ]
      : [],
  )
  const total = stages.reduce((sum, { expected }) => sum + (durationMs(expected ?? '') ?? 0), 0)
  const whole = perimeter?.window
  const ofWindow =
    whole !== undefined && total > (durationMs(whole) ?? 0)
      ? [
          warning(
            'expected-above-window',
            ['perimeter', 'window'],
            {
              fr: `Les étapes demandent ensemble plus que la fenêtre du parcours (${whole}).`,
              en: `The stages together take more than the journey’s window (${whole}).`,
            },
            remedy,
          ),
        ]
      : []
  return [...ofStages, ...ofTouchpoints, ...ofWindow]
}
