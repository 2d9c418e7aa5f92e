import { iso, type Language } from '../kernel/index.ts'
import type { Person } from '../profiles/index.ts'
import type { Said } from '../profiles/said.ts'
import { heading } from './tell.ts'

const known = ({ identifiers }: Person): string => identifiers.map(({ kind, value }) => `${kind}:${value}`).join(' ')

/** The answer of `parcours profile search TEXT --json`. */
export const searchJson = (people: readonly Person[], said: readonly Said[]) => ({
  people: people.map(({ profile, name, city, identifiers, events, lastAt }) => ({
    ...{ profile, name, city, identifiers, events },
    lastAt: lastAt === null ? null : iso(lastAt),
  })),
  said: said.map(({ at, excerpt, person, ...rest }) => ({
    ...rest,
    at: iso(at),
    excerpt: excerpt.map(({ text }) => text).join(''),
    profile: person?.profile ?? null,
    name: person?.name ?? null,
  })),
})

export const searchText = (people: readonly Person[], said: readonly Said[], language: Language): string => {
  const words =
    language === 'fr'
      ? { people: 'Personnes', said: 'Ce qui a été dit', nobody: 'Personne', nothing: 'Rien' }
      : { people: 'People', said: 'What was said', nobody: 'Nobody', nothing: 'Nothing' }
  return [
    ...heading(words.people),
    ...(people.length === 0 ? [words.nobody] : people.map((one) => `${one.name || '–'}\t${one.city}\t${known(one)}`)),
    ...heading(words.said),
    ...(said.length === 0
      ? [words.nothing]
      : said.map(
          ({ at, event, excerpt, person }) =>
            `${iso(at).slice(0, 16)}\t${event}\t${person?.name || '–'}\t${excerpt.map(({ text }) => text).join('')}`,
        )),
  ].join('\n')
}
