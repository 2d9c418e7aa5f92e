import type { Key } from '../../words/fr.ts'

type Say = (key: Key, values?: Readonly<Record<string, string | number>>) => string

/** What a share's filters leave in, said shortly, in the words of the journey's own filters. */
export const limitsOf = (
  filters: Readonly<Record<string, string | readonly string[]>>,
  say: Say,
  channelName: (channel: string) => string,
  date: (text: string) => string,
): readonly string[] => {
  const one = (name: string): string | undefined => (filters[name] === undefined ? undefined : String(filters[name]))
  const { period, journeysFrom, journeysTo, through, persona, source } = {
    ...{ period: one('period'), journeysFrom: one('journeysFrom'), journeysTo: one('journeysTo') },
    ...{ through: one('through'), persona: one('persona'), source: one('source') },
  }
  return [
    period && say(`filter.period.${period}` as Key),
    journeysFrom && say('shares.limit.from', { date: date(journeysFrom) }),
    journeysTo && say('shares.limit.before', { date: date(journeysTo) }),
    persona && `${say('filter.persona')} ${persona}`,
    through && `${say('filter.channel')} ${channelName(through)}`,
    source && `${say('filter.source')} ${source}`,
    ...[filters.who ?? []].flat(),
  ].filter((limit): limit is string => Boolean(limit))
}
