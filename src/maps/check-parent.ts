import type { JourneyMap } from './map.ts'
import { error, hint, type Remark } from './remark.ts'

/** The other maps that can be seen, by id. */
export type KnownMaps = (id: string) => JourneyMap | undefined

const LEVEL_ABOVE = { lifecycle: 0, journey: 1, sub_journey: 2 } as const

/** A map has one line of ancestors, which never comes back to it. */
export const checkParent = (map: JourneyMap, known: KnownMaps): readonly Remark[] => {
  if (!map.parent) return []
  const seen = new Set([map.id])
  for (let next: string | undefined = map.parent.journey; next !== undefined; next = known(next)?.parent?.journey) {
    if (seen.has(next)) return [cycle([...seen, next])]
    seen.add(next)
  }
  const parent = known(map.parent.journey)
  if (!parent)
    return [
      hint(
        'parent-unknown',
        ['parent', 'journey'],
        {
          fr: `La carte parente « ${map.parent.journey} » n’est pas là : elle n’a pas été vérifiée.`,
          en: `The parent map "${map.parent.journey}" is not here: it was not checked.`,
        },
        { fr: 'Vérifiez-les ensemble : map check A B.', en: 'Check them together: map check A B.' },
      ),
    ]
  return [...touchpointOf(map, parent), ...levelOf(map, parent)]
}

const cycle = (ids: readonly string[]): Remark =>
  error(
    'parent-cycle',
    ['parent', 'journey'],
    {
      fr: `La carte est sa propre ancêtre : ${ids.join(' → ')}.`,
      en: `The map is its own ancestor: ${ids.join(' → ')}.`,
    },
    { fr: 'Retirez ce parent.', en: 'Remove this parent.' },
  )

const touchpointOf = ({ parent }: JourneyMap, above: JourneyMap): readonly Remark[] =>
  parent?.touchpoint === undefined || above.touchpoints.some(({ id }) => id === parent.touchpoint)
    ? []
    : [
        error(
          'dangling-parent',
          ['parent', 'touchpoint'],
          {
            fr: `« ${parent.touchpoint} » n’est pas un point de contact de « ${above.id} ».`,
            en: `"${parent.touchpoint}" is no touchpoint of "${above.id}".`,
          },
          { fr: 'Corrigez l’identifiant.', en: 'Correct the id.' },
        ),
      ]

const levelOf = (map: JourneyMap, above: JourneyMap): readonly Remark[] =>
  LEVEL_ABOVE[above.level ?? 'journey'] < LEVEL_ABOVE[map.level ?? 'journey']
    ? []
    : [
        hint(
          'parent-level',
          ['parent', 'journey'],
          {
            fr: 'La carte parente n’est pas d’un niveau plus large (lifecycle > journey > sub_journey).',
            en: 'The parent map is not of a wider level (lifecycle > journey > sub_journey).',
          },
          { fr: 'Corrigez level ici ou chez le parent.', en: 'Correct level here or in the parent.' },
        ),
      ]
