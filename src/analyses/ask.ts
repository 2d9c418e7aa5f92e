import { Refused } from '../kernel/index.ts'
import type { Analysis, AnalysisPorts, Asked } from './analysis.ts'
import { withHints } from './hints.ts'
import type { ResultTable } from './result-table.ts'

/** What is printed or sent: the body, with the people asked for; and its tables. */
export interface Told {
  readonly body: object
  readonly tables: readonly ResultTable[]
}

/** A part of a list of people: so many of it, from a place on. */
export interface Page {
  readonly after: number
  readonly limit: number
}

interface Listed {
  readonly people?: { readonly keys: readonly string[] }
}

/** The answer with one page of its list of people. */
export const pageOf = ({ body, tables }: Told, { after, limit }: Page): Told => {
  const { people } = body as Listed
  if (!people) return { body, tables }
  const keys = people.keys.slice(after, after + limit)
  const next = after + limit < people.keys.length ? after + limit : null
  return { body: { ...body, people: { ...people, keys, next } }, tables: [peopleTable(keys), ...tables.slice(1)] }
}

/** How much an answer takes, in letters: whom it lists is named in the table, which is there anyway. */
export const sizeOf = ({ body }: Told): number => {
  const { people, ...rest } = body as Listed
  return JSON.stringify(rest).length * 4 + (people?.keys.length ?? 0) * 16
}

/** What the numbers are called, without what is said of them in English. */
const unknownPeople = (of: string, { people: described = '' }: Analysis): Refused => {
  const people = described.replace(/ \([^)]*\)/g, '')
  return new Refused({
    code: 'unknown-people',
    what: {
      fr: `Aucun nombre de cette réponse ne s’appelle « ${of} ».`,
      en: `No number of this answer is called "${of}".`,
    },
    remedy: {
      fr: people === '' ? 'Cette analyse ne liste personne.' : `Nombres qui se listent : ${people}.`,
      en: people === '' ? 'This analysis lists nobody.' : `Numbers that can be listed: ${people}.`,
    },
  })
}

/** Asks an analysis and lays out its answer; `people` names the number whose people are wanted. */
export const ask = async (
  one: Analysis,
  ports: AnalysisPorts,
  asked: Asked<unknown>,
  people?: string,
): Promise<Told> => {
  const answered = await one.answer(ports, asked as never)
  const told = await withHints(ports, asked, { body: answered.body as object, tables: one.tables(answered.body) })
  if (people === undefined) return told
  const { body, tables } = told
  const keys = await answered.people?.(people)
  if (keys === undefined) throw unknownPeople(people, one)
  return {
    body: { ...body, people: { of: people, count: keys.length, keys } },
    tables: [peopleTable(keys), ...tables],
  }
}

/** A list of people as a table. */
export const peopleTable = (keys: readonly string[]): ResultTable => ({
  name: 'people',
  title: { fr: 'Les personnes', en: 'The people' },
  columns: [{ key: 'key', kind: 'text', title: { fr: 'personne ou cas', en: 'person or case' } }],
  // Laid out where somebody wants a file of them.
  get rows() {
    return keys.map((key) => [key])
  },
})

/** A table of an answer by name, the first where none is named; refused where there is none. */
export const tableNamed = (tables: readonly ResultTable[], name: string | undefined): ResultTable => {
  const found = name === undefined ? tables[0] : tables.find((table) => table.name === name)
  if (found) return found
  const known = tables.map((table) => table.name).join(', ')
  throw new Refused({
    code: 'unknown-table',
    what: { fr: `Aucun tableau ne s’appelle « ${name ?? ''} ».`, en: `No table is called "${name ?? ''}".` },
    remedy: { fr: `Tableaux de cette réponse : ${known}.`, en: `Tables of this answer: ${known}.` },
  })
}
