import { CHANNELS } from '../events/index.ts'
import type { JourneyMap, Stage, Touchpoint } from './map.ts'
import { error, type Remark, type Rule, warning } from './remark.ts'

/** Every id named exists, once; every channel and persona is declared. */
export const checkReferences: Rule = (map) => [
  ...duplicates(map),
  ...map.touchpoints.flatMap((touchpoint, index) => [
    ...stageOf(map, touchpoint, index),
    ...channelsOf(map, touchpoint, index),
    ...personasOf(map, 'touchpoints', touchpoint, index),
  ]),
  ...map.stages.flatMap((stage, index) => [...personasOf(map, 'stages', stage, index), ...choiceOf(map, stage, index)]),
  ...transitionsOf(map),
  ...linksOf(map),
  ...lanesOf(map),
]

const dangling = (code: string, path: readonly (string | number)[], id: string, fr: string, en: string) =>
  error(
    code,
    path,
    { fr: `« ${id} » ne désigne ${fr} de cette carte.`, en: `"${id}" names no ${en} of this map.` },
    { fr: 'Corrigez l’identifiant, ou ajoutez ce qui manque.', en: 'Correct the id, or add what is missing.' },
  )

const duplicates = (map: JourneyMap): readonly Remark[] => {
  const lists = [
    ['stages', map.stages],
    ['touchpoints', map.touchpoints],
    ['lanes', map.lanes ?? []],
  ] as const
  const found = lists.flatMap(([list, items]) => {
    const seen = new Set<string>()
    return items.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      const what = { fr: `L’identifiant « ${id} » sert déjà.`, en: `The id "${id}" is already used.` }
      const remedy = { fr: 'Donnez-lui un autre nom.', en: 'Give it another name.' }
      return [error('duplicate-id', [list, index, 'id'], what, remedy)]
    })
  })
  const stages = new Set(map.stages.map(({ id }) => id))
  const shared = map.touchpoints.flatMap(({ id }, index) =>
    stages.has(id)
      ? [
          warning(
            'shared-id',
            ['touchpoints', index, 'id'],
            {
              fr: `« ${id} » désigne à la fois une étape et un point de contact.`,
              en: `"${id}" names both a stage and a touchpoint.`,
            },
            { fr: 'Donnez-leur des noms distincts.', en: 'Give them distinct names.' },
          ),
        ]
      : [],
  )
  return [...found, ...shared]
}

const stageOf = (map: JourneyMap, { stage }: Touchpoint, index: number): readonly Remark[] =>
  map.stages.some(({ id }) => id === stage)
    ? []
    : [dangling('dangling-stage', ['touchpoints', index, 'stage'], stage, 'aucune étape', 'stage')]

const channelsOf = (map: JourneyMap, { channels = [] }: Touchpoint, index: number): readonly Remark[] =>
  channels.flatMap((channel, at) => {
    if (map.channels && Object.hasOwn(map.channels, channel)) return []
    const known = Object.hasOwn(CHANNELS, channel)
    if (known && !map.channels) return []
    const level = known ? warning : error
    return [
      level(
        'undeclared-channel',
        ['touchpoints', index, 'channels', at],
        { fr: `Le canal « ${channel} » n’est pas déclaré.`, en: `The channel "${channel}" is not declared.` },
        {
          fr: `Ajoutez-le sous « channels » avec son genre (digital, human ou physical).`,
          en: `Add it under "channels" with its kind (digital, human or physical).`,
        },
      ),
    ]
  })

const personasOf = (
  map: JourneyMap,
  list: 'stages' | 'touchpoints',
  { experience = [] }: Stage | Touchpoint,
  index: number,
): readonly Remark[] => {
  const declared = map.perimeter?.personas
  return experience.flatMap(({ persona }, at) =>
    persona === undefined || declared === undefined || declared.includes(persona)
      ? []
      : [
          error(
            'persona-outside-perimeter',
            [list, index, 'experience', at, 'persona'],
            {
              fr: `Le persona « ${persona} » n’est pas dans le périmètre de la carte.`,
              en: `The persona "${persona}" is outside the map’s perimeter.`,
            },
            {
              fr: 'Ajoutez-le à perimeter.personas, ou retirez cette expérience.',
              en: 'Add it to perimeter.personas, or remove this experience.',
            },
          ),
        ],
  )
}

const choiceOf = (map: JourneyMap, stage: Stage, index: number): readonly Remark[] =>
  (stage.choice ?? []).flatMap((sequence, branch) =>
    sequence.flatMap((id, at) => {
      const path = ['stages', index, 'choice', branch, at]
      const touchpoint = map.touchpoints.find((each) => each.id === id)
      if (!touchpoint) return [dangling('dangling-choice', path, id, 'aucun point de contact', 'touchpoint')]
      if (touchpoint.stage === stage.id) return []
      return [
        error(
          'choice-other-stage',
          path,
          {
            fr: `« ${id} » appartient à l’étape « ${touchpoint.stage} », pas à « ${stage.id} ».`,
            en: `"${id}" belongs to the stage "${touchpoint.stage}", not to "${stage.id}".`,
          },
          {
            fr: 'Un choix ne porte que sur les points de contact de son étape.',
            en: 'A choice is between touchpoints of its own stage.',
          },
        ),
      ]
    }),
  )

const transitionsOf = ({ touchpoints, transitions = [] }: JourneyMap): readonly Remark[] => {
  const ids = new Set(touchpoints.map(({ id }) => id))
  return transitions.flatMap((transition, index) =>
    (['from', 'to'] as const).flatMap((end) =>
      ids.has(transition[end])
        ? []
        : [
            dangling(
              'dangling-transition',
              ['transitions', index, end],
              transition[end],
              'aucun point de contact',
              'touchpoint',
            ),
          ],
    ),
  )
}

const linksOf = ({ stages, touchpoints, links = [] }: JourneyMap): readonly Remark[] => {
  const ids = new Set([...stages, ...touchpoints].map(({ id }) => id))
  return links.flatMap(({ at }, index) =>
    ids.has(at)
      ? []
      : [
          dangling(
            'dangling-link',
            ['links', index, 'at'],
            at,
            'aucune étape ni aucun point de contact',
            'stage or touchpoint',
          ),
        ],
  )
}

const lanesOf = ({ lanes = [], touchpoints, objectives = [] }: JourneyMap): readonly Remark[] => {
  const metrics = new Set(
    [...touchpoints.flatMap(({ metrics = [] }) => metrics), ...objectives].map(({ metric }) => metric),
  )
  return lanes.flatMap(({ type, metric }, index) => {
    if (type === 'metric' && metric === undefined)
      return [
        error(
          'lane-without-metric',
          ['lanes', index],
          { fr: 'Cette ligne de mesure ne dit pas laquelle.', en: 'This metric lane does not say which one.' },
          { fr: 'Ajoutez « metric: … ».', en: 'Add "metric: …".' },
        ),
      ]
    if (metric === undefined || metrics.has(metric)) return []
    return [
      warning(
        'dangling-lane',
        ['lanes', index, 'metric'],
        {
          fr: `Aucun point de contact ni objectif ne porte la mesure « ${metric} ».`,
          en: `No touchpoint or objective carries the metric "${metric}".`,
        },
        {
          fr: 'Ajoutez-la à un point de contact, ou retirez la ligne.',
          en: 'Add it to a touchpoint, or remove the lane.',
        },
      ),
    ]
  })
}
