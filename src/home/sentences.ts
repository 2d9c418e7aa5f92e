import { type Language, say, tell, unreachable } from '../kernel/index.ts'
import type { JourneyMap, MapStatus } from '../maps/index.ts'
import { momentWords } from '../moments/index.ts'
import type { News } from './news.ts'
import type { Waiting } from './waiting.ts'

/** What happened or waits, as a sentence, with a second line where there is more to say, and where it leads. */
export interface Told {
  readonly sentence: string
  readonly more?: string
  readonly place: string
}

const STATUS: Readonly<Record<MapStatus, { readonly fr: string; readonly en: string }>> = {
  draft: { fr: 'redevient un brouillon', en: 'is a draft again' },
  in_review: { fr: 'est proposée à la relecture', en: 'is up for review' },
  approved: { fr: 'est publiée', en: 'is published' },
  archived: { fr: 'est archivée', en: 'is archived' },
}

const placeOf = (map: JourneyMap, search: Readonly<Record<string, string>>): string =>
  `/maps/${encodeURIComponent(map.id)}?${new URLSearchParams(search)}`

const by = (name: string | undefined, language: Language): string =>
  name === undefined ? '' : language === 'fr' ? `, par ${name}` : `, by ${name}`

const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > 140 ? `${[...line].slice(0, 139).join('')}…` : line
}

const told = (sentence: string, place: string, more?: string): Told => ({
  sentence,
  place,
  ...(more !== undefined && more !== '' && { more }),
})

export const newsTold = (news: News, language: Language): Told => {
  const fr = language === 'fr'
  switch (news.kind) {
    case 'revision': {
      const { revision, signed, why } = news.change
      const words = fr
        ? `Révision ${revision} gardée${by(signed, 'fr')}`
        : `Revision ${revision} kept${by(signed, 'en')}`
      const before =
        revision > 1
          ? `/maps/${encodeURIComponent(news.map.id)}/revisions?from=${revision - 1}&to=${revision}`
          : undefined
      return told(words, before ?? placeOf(news.map, { aside: 'revisions' }), why)
    }
    case 'status': {
      const { revision, status, signed, why } = news.change
      const words = `${fr ? 'La révision' : 'Revision'} ${revision} ${STATUS[status][language]}${by(signed, language)}`
      return told(words, placeOf(news.map, { aside: 'revisions' }), why)
    }
    case 'comments': {
      const last = news.thread.comments.findLast(({ erased }) => !erased)
      const count = fr
        ? `${news.count} nouveau${news.count > 1 ? 'x' : ''} commentaire${news.count > 1 ? 's' : ''}`
        : `${news.count} new comment${news.count > 1 ? 's' : ''}`
      return told(
        `${count}${by(last?.signed, language)}`,
        placeOf(news.map, { aside: `comments:${news.thread.anchor}` }),
        excerpt(last?.text ?? ''),
      )
    }
    case 'resolved':
      return told(
        fr
          ? `Discussion résolue${by(news.thread.turns.at(-1)?.signed, 'fr')}`
          : `Thread resolved${by(news.thread.turns.at(-1)?.signed, 'en')}`,
        placeOf(news.map, { aside: `comments:${news.thread.anchor}` }),
      )
    case 'moment': {
      const words = momentWords(news.map, news.sighting.moment, language)
      return told(
        `${words.kind}${fr ? ' remarqué' : ' noticed'}${fr ? '\u00a0: ' : ': '}${words.place}`,
        placeOf(news.map, { view: 'moments' }),
        words.sentence,
      )
    }
    case 'import': {
      const { file, state, account, refusal, id } = news.record
      const kept = new Intl.NumberFormat(fr ? 'fr' : 'en-GB').format(account?.kept ?? 0)
      const finished = fr
        ? `Import de ${file}\u00a0: ${kept} événements gardés`
        : `Import of ${file}: ${kept} events kept`
      const refused = fr ? `Import de ${file} refusé` : `Import of ${file} refused`
      return told(
        state === 'finished' ? finished : refused,
        `/collect/import/${encodeURIComponent(id)}`,
        refusal ? say(refusal.what, language) : undefined,
      )
    }
    default:
      return unreachable(news)
  }
}

export const waitingTold = (waiting: Waiting, language: Language): Told => {
  const fr = language === 'fr'
  const { map } = waiting
  switch (waiting.kind) {
    case 'mention': {
      const { thread, mention } = waiting.unanswered
      const who = mention.signed ?? (fr ? 'Quelqu’un' : 'Somebody')
      return told(
        fr ? `${who} attend votre réponse` : `${who} waits for your answer`,
        placeOf(map, { aside: `comments:${thread.anchor}` }),
        excerpt(mention.text),
      )
    }
    case 'breaking-point': {
      const words = momentWords(map, waiting.sighting.moment, language)
      return told(
        `${words.kind}${fr ? '\u00a0: ' : ': '}${words.place}`,
        placeOf(map, { view: 'moments' }),
        words.sentence,
      )
    }
    case 'moments': {
      const n = waiting.sightings.length
      const kinds = [...new Set(waiting.sightings.map(({ moment }) => momentWords(map, moment, language).kind))].join(
        ', ',
      )
      const words = fr
        ? `${n} moment${n > 1 ? 's' : ''} clé${n > 1 ? 's' : ''} à confirmer ou à rejeter`
        : `${n} key moment${n > 1 ? 's' : ''} to confirm or reject`
      return told(words, placeOf(map, { view: 'moments' }), kinds)
    }
    case 'review':
      return told(
        fr ? `La révision ${waiting.revision} attend une relecture` : `Revision ${waiting.revision} waits for a review`,
        placeOf(map, { aside: 'revisions' }),
      )
    case 'draft': {
      const n = waiting.changes
      return told(
        fr
          ? `${n} changement${n > 1 ? 's' : ''} du brouillon non gardé${n > 1 ? 's' : ''}`
          : `${n} change${n > 1 ? 's' : ''} of the draft not kept`,
        placeOf(map, { aside: 'revisions' }),
      )
    }
    case 'finding':
      return told(waiting.finding.what[language], placeOf(map, { aside: 'map' }), waiting.finding.remedy[language])
    case 'ambiguous': {
      const n = waiting.findings.length
      return told(
        fr
          ? `${n} règle${n > 1 ? 's' : ''} de reconnaissance ambiguë${n > 1 ? 's' : ''}`
          : `${n} ambiguous match rule${n > 1 ? 's' : ''}`,
        placeOf(map, { aside: 'map' }),
        waiting.findings[0]?.what[language],
      )
    }
    default:
      return unreachable(waiting)
  }
}

/** The title of the map that something is about. */
export const titleOf = (one: News | Waiting, language: Language): string | undefined =>
  'map' in one ? tell(one.map.title, language) : undefined
