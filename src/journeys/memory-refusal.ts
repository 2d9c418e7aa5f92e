import { Refused } from '../kernel/index.ts'

/** A question over more events than this machine holds: said of what is looked at, since whatever is left out takes no room. */
export const moreThanMemory = (events: number, most: number): Refused => {
  const millions = (count: number, language: 'fr-FR' | 'en-US') => Math.ceil(count / 1e6).toLocaleString(language)
  return new Refused({
    code: 'more-than-memory',
    what: {
      fr: `La mémoire de cette machine tient ${millions(most, 'fr-FR')} millions d’événements ; la question en regarde au moins ${millions(events, 'fr-FR')} millions.`,
      en: `The memory of this machine holds ${millions(most, 'en-US')} million events; the question looks at ${millions(events, 'en-US')} million or more.`,
    },
    remedy: {
      fr: 'Restreignez la question à une période, à un segment, à un canal ou à une source, ou donnez plus de mémoire à Parcours.',
      en: 'Ask about a period, a segment, a channel or a source, or give Parcours more memory.',
    },
  })
}
