import type { Json } from '../events/index.ts'
import type { Words } from '../kernel/index.ts'
import type { MapChange } from './diff.ts'
import { isObject } from './keyed.ts'

const THINGS: Readonly<Record<string, Words>> = {
  stages: { fr: 'l’étape', en: 'stage' },
  touchpoints: { fr: 'le point de contact', en: 'touchpoint' },
  transitions: { fr: 'la transition', en: 'transition' },
  lanes: { fr: 'la ligne', en: 'lane' },
  links: { fr: 'le lien', en: 'link' },
  objectives: { fr: 'l’objectif', en: 'objective' },
  channels: { fr: 'le canal', en: 'channel' },
}

const MOST = 70

const shown = (value: Json): string => {
  const text =
    typeof value === 'string'
      ? value
      : isObject(value) && 'title' in value
        ? shown(value.title ?? '')
        : JSON.stringify(value)
  return text.length > MOST ? text.slice(0, MOST - 1) + '…' : text
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A change in words: "touchpoint show-flat moved from stage meet to decide". */
export const changeWords = (change: MapChange): Words => {
  const [list = '', name, ...fields] = change.path
  const thing = name === undefined ? undefined : THINGS[list]
  if (!thing || name === undefined) return fieldWords(change, { fr: 'la carte', en: 'map' }, change.path)
  const subject = { fr: `${thing.fr} ${name}`.trim(), en: `${thing.en} ${name}`.trim() }
  if (fields.length > 0) {
    const toStage = list === 'touchpoints' && fields.length === 1 && fields[0] === 'stage' && change.kind === 'changed'
    if (!toStage) return fieldWords(change, subject, fields)
    const [from, to] = [shown(change.from), shown(change.to)]
    return {
      fr: capital(`${subject.fr} passe de l’étape ${from} à ${to}`),
      en: `${subject.en} moved from stage ${from} to ${to}`,
    }
  }
  return wholeWords(change, subject)
}

const wholeWords = (change: MapChange, { fr, en }: Words): Words => {
  const added = change.kind === 'added' && isObject(change.to) ? change.to : {}
  const stage = typeof added.stage === 'string' ? added.stage : undefined
  switch (change.kind) {
    case 'added':
      return {
        fr: capital(`${fr} ajouté${stage === undefined ? '' : ` à l’étape ${stage}`}`).replace(FEMININE, '$1$2e'),
        en: `${en} added${stage === undefined ? '' : ` to stage ${stage}`}`,
      }
    case 'removed':
      return { fr: capital(`${fr} retiré`).replace(FEMININE, '$1$2e'), en: `${en} removed` }
    case 'moved':
      return change.after === null
        ? { fr: capital(`${fr} passe en tête`), en: `${en} moved to the front` }
        : { fr: capital(`${fr} passe après ${change.after}`), en: `${en} moved after ${change.after}` }
    case 'changed':
      return fieldWords(change, { fr, en }, [])
  }
}

/** Stages, transitions and lanes are feminine in French: their participle takes an e. */
const FEMININE = /^(L’étape|La transition|La ligne)(.* (?:ajouté|retiré))/

const fieldWords = (change: MapChange, { fr, en }: Words, fields: readonly string[]): Words => {
  const name = fields.join('.')
  const [frenchStart, englishStart] = [capital(`${fr}\u00a0: ${name}`), `${en}: ${name}`]
  switch (change.kind) {
    case 'added':
      return { fr: `${frenchStart} ajouté (${shown(change.to)})`, en: `${englishStart} added (${shown(change.to)})` }
    case 'removed':
      return {
        fr: `${frenchStart} retiré (${shown(change.from)})`,
        en: `${englishStart} removed (${shown(change.from)})`,
      }
    case 'moved':
      return {
        fr: `${frenchStart} passe ${change.after === null ? 'en tête' : `après ${change.after}`}`,
        en: `${englishStart} moved ${change.after === null ? 'to the front' : `after ${change.after}`}`,
      }
    case 'changed': {
      const arrow = `${shown(change.from)} → ${shown(change.to)}`
      return { fr: `${frenchStart} ${arrow}`, en: `${englishStart} ${arrow}` }
    }
  }
}
