import type { CaseTable } from '../journeys/index.ts'
import { Refused } from '../kernel/index.ts'

const ALTERNATIVES = /\s*\|\s*/

/** Names close enough to be meant: one holds the other, or they share most of their words. */
const nearTo = (name: string, known: readonly string[]): readonly string[] => {
  const wanted = name.toLowerCase()
  return known.filter((each) => each.toLowerCase().includes(wanted) || wanted.includes(each.toLowerCase())).slice(0, 3)
}

/** Where the filters leave nothing, a name is not to blame. */
const noEvents = (): Refused =>
  new Refused({
    code: 'no-events',
    what: { fr: 'Aucun événement ne correspond aux filtres.', en: 'No event matches the filters.' },
    remedy: {
      fr: 'Élargissez-les : la période, la source, le canal, les conditions. Le nom d’une source ou d’un canal s’écrit tel qu’il a été reçu.',
      en: 'Widen them: the period, the source, the channel, the conditions. A source or a channel is named as it was received.',
    },
  })

const unknownEvent = (name: string, all: readonly string[]): Refused => {
  const known = all.filter((each) => each !== '')
  if (known.length === 0) return noEvents()
  const shown = nearTo(name, known)
  const list = (shown.length > 0 ? shown : known.slice(0, 8)).join(', ')
  return new Refused({
    code: 'unknown-event',
    what: { fr: `Aucun événement ne s’appelle « ${name} ».`, en: `No event is called "${name}".` },
    remedy: { fr: `Événements connus : ${list}.`, en: `Known events: ${list}.` },
  })
}

/** The codes of the events that a text names, several of them separated by `|`. An unknown name is refused with those near it. */
export const codesOf = (text: string, { activities }: Pick<CaseTable, 'activities'>): number[] =>
  text
    .trim()
    .split(ALTERNATIVES)
    .map((name) => {
      const code = activities.indexOf(name)
      if (code === -1 || name === '') throw unknownEvent(name, activities)
      return code
    })
