import type { CaseTable } from '../journeys/index.ts'
import { Refused } from '../kernel/index.ts'

/** Names close enough to be meant: one holds the other, or they share most of their words. */
const nearTo = (name: string, known: readonly string[]): readonly string[] => {
  const wanted = name.toLowerCase()
  return known.filter((each) => each.toLowerCase().includes(wanted) || wanted.includes(each.toLowerCase())).slice(0, 3)
}

/** Where the filters leave nothing, a name is not to blame. */
const noEvents = (): Refused =>
  new Refused({
    code: 'no-events',
    what: {
      fr: 'Il n’y a aucun événement, ou les filtres n’en laissent aucun.',
      en: 'There is no event, or the filters leave none.',
    },
    remedy: {
      fr: 'Importez un journal, ou élargissez les filtres : la période, la source, le canal, les conditions. Le nom d’une source ou d’un canal s’écrit tel qu’il a été reçu.',
      en: 'Import a log, or widen the filters: the period, the source, the channel, the conditions. A source or a channel is named as it was received.',
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

/**
 * The codes of the events that a text names, several of them separated by `|`. A name may hold that sign, or begin with a
 * blank: as many parts as make a name together are one. An unknown name is refused with those near it.
 */
export const codesOf = (text: string, { activities }: Pick<CaseTable, 'activities'>): number[] => {
  const parts = text.split('|')
  const codes: number[] = []
  for (let at = 0; at < parts.length; ) {
    let [end, code] = [parts.length + 1, -1]
    while (code === -1 && --end > at) code = codeOf(parts.slice(at, end).join('|'), activities)
    if (code === -1) throw unknownEvent(parts[at]?.trim() ?? '', activities)
    codes.push(code)
    at = end
  }
  return codes
}

/** As it is written, else without the blanks around it. */
const codeOf = (name: string, activities: readonly string[]): number => {
  const own = name === '' ? -1 : activities.indexOf(name)
  const bare = name.trim()
  return own === -1 && bare !== '' ? activities.indexOf(bare) : own
}
