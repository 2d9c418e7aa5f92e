import type { Json } from '../events/index.ts'
import { tell, type UserText, type Words } from '../kernel/index.ts'
import { diffMaps, type MapChange } from './diff.ts'
import { fieldName } from './field-words.ts'
import type { JourneyMap } from './map.ts'
import { valueWords } from './value-words.ts'

/** How a thing differs between two revisions; what two drawings side by side mark. */
export type ChangeMark = 'added' | 'removed' | 'moved' | 'changed'

/** One difference as people read it: what it is about by its title, what became of it, from what to what. */
export interface ToldChange {
  readonly mark: ChangeMark
  readonly about: { readonly kind: 'map' | 'stage' | 'touchpoint'; readonly id: string; readonly title: UserText }
  readonly path: readonly string[]
  readonly words: Words
}

interface Said {
  readonly mark: ChangeMark
  readonly words: Words
}

/** Every difference between two revisions, in words, by titles rather than ids. Empty where both have the same design. */
export const tellChanges = (from: JourneyMap, to: JourneyMap): readonly ToldChange[] =>
  diffMaps(from, to).map((change) => {
    const [list = '', id = '', ...fields] = change.path
    const about = aboutOf(from, to, list, id)
    if (about.kind === 'map') return { about, path: change.path, ...sayField(change, change.path) }
    const said =
      fields.length > 0 ? sayInside(change, fields, from, to) : sayWhole(change, about.kind, from, to, list as Listed)
    return { about, path: change.path, ...said }
  })

type Listed = 'stages' | 'touchpoints'

const aboutOf = (from: JourneyMap, to: JourneyMap, list: string, id: string): ToldChange['about'] => {
  if (id === '' || (list !== 'stages' && list !== 'touchpoints')) return { kind: 'map', id: to.id, title: to.title }
  return {
    kind: list === 'stages' ? 'stage' : 'touchpoint',
    id,
    title: titleIn(to, list, id) ?? titleIn(from, list, id) ?? id,
  }
}

const titleIn = (map: JourneyMap, list: Listed, id: string): UserText | undefined =>
  map[list].find((each) => each.id === id)?.title

const quoted = (title: UserText): Words => ({
  fr: `«\u00a0${tell(title, 'fr')}\u00a0»`,
  en: `“${tell(title, 'en')}”`,
})

const stageName = (maps: readonly JourneyMap[], id: string): Words =>
  quoted(maps.map((map) => titleIn(map, 'stages', id)).find((title) => title !== undefined) ?? id)

const sayInside = (change: MapChange, fields: readonly string[], from: JourneyMap, to: JourneyMap): Said => {
  if (change.kind !== 'changed' || fields.length > 1 || fields[0] !== 'stage') return sayField(change, fields)
  const [before, after] = [stageName([from], String(change.from)), stageName([to], String(change.to))]
  return {
    mark: 'moved',
    words: {
      fr: `passe de l’étape ${before.fr} à l’étape ${after.fr}`,
      en: `moved from stage ${before.en} to stage ${after.en}`,
    },
  }
}

/** French participles agree: une étape est ajoutée, un point de contact est ajouté. */
const sayWhole = (
  change: MapChange,
  kind: 'stage' | 'touchpoint',
  from: JourneyMap,
  to: JourneyMap,
  list: Listed,
): Said => {
  const e = kind === 'stage' ? 'e' : ''
  if (change.kind === 'added') {
    const stage = to.touchpoints.find(({ id }) => list === 'touchpoints' && id === change.path[1])?.stage
    const place = stage === undefined ? undefined : stageName([to], stage)
    return {
      mark: 'added',
      words: {
        fr: `ajouté${e}${place ? ` à l’étape ${place.fr}` : ''}`,
        en: `added${place ? ` to stage ${place.en}` : ''}`,
      },
    }
  }
  if (change.kind === 'removed') return { mark: 'removed', words: { fr: `retiré${e}`, en: 'removed' } }
  if (change.kind !== 'moved') return sayField(change, [])
  if (change.after === null) return { mark: 'moved', words: { fr: 'passe en tête', en: 'moved to the front' } }
  const after = quoted(titleIn(to, list, change.after) ?? titleIn(from, list, change.after) ?? change.after)
  return { mark: 'moved', words: { fr: `passe après ${after.fr}`, en: `moved after ${after.en}` } }
}

const sayField = (change: MapChange, fields: readonly string[]): Said => {
  const name = fieldName(fields)
  const say = (mark: ChangeMark, french: string, english: string): Said => ({
    mark,
    words: { fr: `${name.fr}\u00a0: ${french}`, en: `${name.en}: ${english}` },
  })
  switch (change.kind) {
    case 'added':
      return say('changed', `ajout de ${valueWords(change.to).fr}`, `added ${valueWords(change.to).en}`)
    case 'removed':
      return say('changed', `retrait de ${valueWords(change.from).fr}`, `removed ${valueWords(change.from).en}`)
    case 'changed':
      return say('changed', arrow(change.from, change.to, 'fr'), arrow(change.from, change.to, 'en'))
    case 'moved':
      return say('moved', 'changement d’ordre', 'another order')
  }
}

const arrow = (from: Json, to: Json, language: 'fr' | 'en') =>
  `${valueWords(from)[language]} → ${valueWords(to)[language]}`
