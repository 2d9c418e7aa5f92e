import { type Condition, EVENT_FIELDS, type EventField, isPersonal } from '../events/index.ts'
import { jaroWinkler, type Words } from '../kernel/index.ts'

/** A condition that no event fulfils: whoever asks for it asks for nobody. */
export interface Unmet {
  readonly condition: Condition
  /** Whether any event bears the property at all. */
  readonly borne: boolean
  /** Values that it does take, the likest first; none of a property that says who somebody is. */
  readonly near: readonly string[]
}

/** What a condition is held against. */
export interface KnownEvents {
  fulfils(condition: Condition): Promise<boolean>
  /** Values that a property takes, those that contain a text where one is given. */
  values(property: string, containing: string): Promise<readonly string[]>
}

const MOST_NEAR = 5

/** These hold of everybody whom their opposite does not name. */
const isPositive = ({ op }: Condition): boolean => op !== 'ne' && op !== 'nin'

const textOf = ({ value }: Condition): string => [value ?? ''].flat().join(', ')

const nearest = async (condition: Condition, { values }: KnownEvents): Promise<readonly string[]> => {
  const { property } = condition
  if (isPersonal(property)) return []
  const wrong = textOf(condition)
  // The commonest values, and those that begin alike: a store among thousands is not among the commonest.
  const lists = await Promise.all(
    ['', ...(wrong.length > 2 ? [wrong.slice(0, 3)] : [])].map((part) => values(property, part)),
  )
  return [...new Set(lists.flat())].sort((a, b) => jaroWinkler(wrong, b) - jaroWinkler(wrong, a)).slice(0, MOST_NEAR)
}

/** Those of some conditions that no event ever fulfils. */
export const unmetOf = async (conditions: readonly Condition[], known: KnownEvents): Promise<readonly Unmet[]> => {
  const found: Unmet[] = []
  for (const condition of conditions.filter(isPositive)) {
    if (await known.fulfils(condition)) continue
    const borne = condition.op !== 'exists' && (await known.fulfils({ property: condition.property, op: 'exists' }))
    found.push({ condition, borne, near: borne ? await nearest(condition, known) : [] })
  }
  return found
}

const isField = (property: string): property is EventField => (EVENT_FIELDS as readonly string[]).includes(property)

const FIELDS: Readonly<Record<EventField, Words>> = {
  event: { fr: 'nom', en: 'name' },
  channel: { fr: 'canal', en: 'channel' },
  party: { fr: 'partie', en: 'party' },
  store: { fr: 'magasin', en: 'store' },
  adviser: { fr: 'conseiller', en: 'adviser' },
  source: { fr: 'source', en: 'source' },
}

const named = (property: string): Words =>
  isField(property) ? FIELDS[property] : { fr: `« ${property} »`, en: `"${property}"` }

const valued = ({ condition, near }: Unmet): Words => {
  const { property, op } = condition
  const name = named(property)
  const [fr, en] =
    (op === 'eq' || op === 'in') && !isPersonal(property)
      ? [
          `Aucun événement n’a « ${textOf(condition)} » pour ${name.fr}`,
          `No event has "${textOf(condition)}" as its ${name.en}`,
        ]
      : [`Aucun événement ne remplit la condition sur ${name.fr}`, `No event fulfils the condition on ${name.en}`]
  const list = near.join(', ')
  return {
    fr: `${fr} : la réponse est celle de personne.${list === '' ? '' : ` Valeurs les plus proches : ${list}.`}`,
    en: `${en}: the answer is one of nobody.${list === '' ? '' : ` Nearest values: ${list}.`}`,
  }
}

/** What a reader of nobody should know. */
export const hintOf = (unmet: Unmet): Words => {
  const { property } = unmet.condition
  if (unmet.borne) return valued(unmet)
  return isField(property)
    ? {
        fr: `Aucun événement n’a de ${FIELDS[property].fr} : la réponse est celle de personne.`,
        en: `No event has any ${FIELDS[property].en}: the answer is one of nobody.`,
      }
    : {
        fr: `Aucun événement ne porte la propriété « ${property} » : la réponse est celle de personne.`,
        en: `No event bears the property "${property}": the answer is one of nobody.`,
      }
}
