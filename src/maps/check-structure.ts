import type { JourneyMap, Stage } from './map.ts'
import { PHASES } from './map.ts'
import { hint, type Remark, type Rule, warning } from './remark.ts'

/** Above this many touchpoints in any order, conformance is a bound and not exact. */
export const MOST_ANY_ORDER = 12

/** Stages that hold something, choices that can be taken, an order that goes forward, a beginning and an end. */
export const checkStructure: Rule = (map) => [
  ...map.stages.flatMap((stage, index) => [...contentOf(map, stage, index), ...branchesOf(map, stage, index)]),
  ...phasesOf(map),
  ...returnsOf(map),
  ...boundsOf(map),
]

const contentOf = (map: JourneyMap, stage: Stage, index: number): readonly Remark[] => {
  const count = map.touchpoints.filter((touchpoint) => touchpoint.stage === stage.id).length
  if (count === 0)
    return [
      warning(
        'empty-stage',
        ['stages', index],
        { fr: `L’étape « ${stage.id} » n’a aucun point de contact.`, en: `The stage "${stage.id}" has no touchpoint.` },
        { fr: 'Ajoutez-en un, ou retirez l’étape.', en: 'Add one, or remove the stage.' },
      ),
    ]
  if (!stage.any_order || stage.choice || count <= MOST_ANY_ORDER) return []
  return [
    warning(
      'any-order-too-large',
      ['stages', index, 'any_order'],
      {
        fr: `${count} points de contact dans n’importe quel ordre : au-delà de ${MOST_ANY_ORDER}, la conformité n’est qu’une borne inférieure.`,
        en: `${count} touchpoints in any order: above ${MOST_ANY_ORDER}, conformance is only a lower bound.`,
      },
      { fr: 'Partagez l’étape en deux.', en: 'Split the stage in two.' },
    ),
  ]
}

const branchesOf = (map: JourneyMap, stage: Stage, index: number): readonly Remark[] => {
  const { choice, any_order } = stage
  if (!choice) return []
  const need = new Map(map.touchpoints.map((each) => [each.id, each]))
  const absent = (each: string) => need.get(each)?.need === 'expected_absent'
  const measurable = (each: string) => (need.get(each)?.match ?? []).length > 0
  const seen = new Set<string>()
  const branches = choice.flatMap((sequence, at) => {
    const key = sequence.join('\n')
    const twice = seen.has(key)
    seen.add(key)
    const path = ['stages', index, 'choice', at]
    if (!twice && !sequence.some(absent)) return sequence.some(measurable) ? [] : [unseen(path)]
    return [
      warning(
        'unreachable-choice',
        path,
        twice
          ? { fr: 'Cette branche répète une branche précédente.', en: 'This branch repeats an earlier one.' }
          : {
              fr: 'Cette branche passe par un point de contact absent : personne ne peut la suivre.',
              en: 'This branch goes through an absent touchpoint: nobody can follow it.',
            },
        { fr: 'Retirez-la.', en: 'Remove it.' },
      ),
    ]
  })
  const order = any_order
    ? [
        warning(
          'choice-any-order',
          ['stages', index, 'any_order'],
          {
            fr: 'Une étape à choix suit l’ordre de chaque branche : any_order est sans effet.',
            en: 'A stage with a choice follows the order of each branch: any_order has no effect.',
          },
          { fr: 'Retirez any_order, ou le choix.', en: 'Remove any_order, or the choice.' },
        ),
      ]
    : []
  return [...branches, ...order]
}

const unseen = (path: readonly (string | number)[]): Remark =>
  warning(
    'unmeasurable-choice',
    path,
    {
      fr: 'Aucun point de contact de cette branche n’est mesurable : quiconque saute l’étape paraîtra l’avoir suivie.',
      en: 'No touchpoint of this branch is measurable: whoever skips the stage will seem to have followed it.',
    },
    { fr: 'Ajoutez match à l’un d’eux.', en: 'Add match to one of them.' },
  )

const phasesOf = ({ stages }: JourneyMap): readonly Remark[] =>
  stages.flatMap((stage, index) => {
    const previous = stages[index - 1]
    if (!previous || PHASES.indexOf(previous.phase) <= PHASES.indexOf(stage.phase)) return []
    return [
      warning(
        'phase-order',
        ['stages', index, 'phase'],
        {
          fr: `L’étape « ${stage.id} » (${stage.phase}) suit une étape de la phase « ${previous.phase} ».`,
          en: `The stage "${stage.id}" (${stage.phase}) follows a stage of the phase "${previous.phase}".`,
        },
        { fr: 'Rangez les étapes : before, during, after.', en: 'Order the stages: before, during, after.' },
      ),
    ]
  })

const returnsOf = ({ stages, touchpoints, transitions = [] }: JourneyMap): readonly Remark[] => {
  const rank = new Map(stages.map(({ id }, index) => [id, index]))
  const rankOf = (id: string) => rank.get(touchpoints.find((each) => each.id === id)?.stage ?? '') ?? Number.NaN
  return transitions.flatMap(({ from, to, kind = 'normal' }, index) =>
    kind === 'return' || !(rankOf(to) < rankOf(from))
      ? []
      : [
          hint(
            'backward-transition',
            ['transitions', index],
            {
              fr: 'Cette transition revient à une étape précédente, mais n’est pas un retour : la conformité la compte comme un écart.',
              en: 'This transition goes back to an earlier stage but is no return: conformance counts it as a deviation.',
            },
            {
              fr: 'Écrivez « kind: return » si la boucle est voulue.',
              en: 'Write "kind: return" if the loop is intended.',
            },
          ),
        ],
  )
}

const boundsOf = ({ perimeter }: JourneyMap): readonly Remark[] => [
  ...(perimeter?.entry
    ? []
    : [
        hint(
          'no-entry',
          ['perimeter'],
          {
            fr: 'La carte ne dit pas par quel événement un parcours commence : le premier point de contact reconnu l’ouvrira.',
            en: 'The map does not say which event begins a journey: the first touchpoint recognised will open it.',
          },
          { fr: 'Ajoutez perimeter.entry.', en: 'Add perimeter.entry.' },
        ),
      ]),
  ...(perimeter?.success
    ? []
    : [
        hint(
          'no-success',
          ['perimeter'],
          {
            fr: 'La carte ne dit pas quel événement est la réussite : aucun parcours ne pourra réussir.',
            en: 'The map does not say which event is the success: no journey can succeed.',
          },
          { fr: 'Ajoutez perimeter.success.', en: 'Add perimeter.success.' },
        ),
      ]),
  ...(perimeter?.window
    ? []
    : [
        hint(
          'no-window',
          ['perimeter'],
          {
            fr: 'La carte ne dit pas en combien de temps un parcours doit aboutir : il reste ouvert sans fin.',
            en: 'The map does not say within what time a journey should end: it stays open for ever.',
          },
          { fr: 'Ajoutez perimeter.window (P180D).', en: 'Add perimeter.window (P180D).' },
        ),
      ]),
]
