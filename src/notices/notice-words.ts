import { type Language, tell, unreachable, type Words } from '../kernel/index.ts'
import type { Notice } from './notice.ts'

const SOMEBODY: Words = { fr: 'Quelqu’un', en: 'Somebody' }

/** A notice as one sentence. What people wrote stays between quotes, as they wrote it. */
export const noticeSentence = ({ kind, from, facts }: Notice, language: Language): string =>
  sentence(kind, {
    who: from ?? SOMEBODY[language],
    title: tell(facts.title ?? facts.map, language),
    subject: tell(facts.subject, language),
    revision: String(facts.revision ?? ''),
    count: new Intl.NumberFormat(language === 'fr' ? 'fr' : 'en-GB').format(facts.count ?? 0),
  })[language]

interface Parts {
  readonly who: string
  readonly title: string
  readonly subject: string
  readonly revision: string
  readonly count: string
}

const sentence = (kind: Notice['kind'], { who, title, subject, revision, count }: Parts): Words => {
  switch (kind) {
    case 'mention':
      return { fr: `${who} vous mentionne dans «\u00a0${title}\u00a0»`, en: `${who} mentions you in “${title}”` }
    case 'reply':
      return { fr: `${who} a répondu dans «\u00a0${title}\u00a0»`, en: `${who} replied in “${title}”` }
    case 'review-asked':
      return {
        fr: `${who} propose à la relecture la révision ${revision} de «\u00a0${title}\u00a0»`,
        en: `${who} puts revision ${revision} of “${title}” up for review`,
      }
    case 'published':
      return {
        fr: `${who} a publié la révision ${revision} de «\u00a0${title}\u00a0»`,
        en: `${who} published revision ${revision} of “${title}”`,
      }
    case 'import-finished':
      return {
        fr: `L’import de ${subject} est terminé\u00a0: ${count} événements gardés`,
        en: `The import of ${subject} is finished: ${count} events kept`,
      }
    case 'import-failed':
      return { fr: `L’import de ${subject} a été refusé`, en: `The import of ${subject} was refused` }
    case 'moment-noticed':
      return {
        fr: `Nouveau moment clé proposé dans «\u00a0${title}\u00a0»\u00a0: ${subject}`,
        en: `New key moment proposed in “${title}”: ${subject}`,
      }
    case 'breaking-point':
      return {
        fr: `Un point de rupture est apparu dans «\u00a0${title}\u00a0»\u00a0: ${subject}`,
        en: `A breaking point appeared in “${title}”: ${subject}`,
      }
    case 'source-silent':
      return { fr: `La source ${subject} n’envoie plus rien`, en: `The source ${subject} has gone silent` }
    default:
      return unreachable(kind)
  }
}
