import { createHash } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import { parseCondition } from '../events/index.ts'
import { type CohortPeriod, type Look, PERIODS, type PeriodName, type View } from '../explorations/index.ts'
import { filterOf } from '../journeys/filter.cli.ts'
import { inOrder, instantFrom } from '../journeys/index.ts'
import { FILTER } from '../journeys/log.http.ts'
import { orThrow, Refused } from '../kernel/index.ts'

const time = (description: string) => Type.Optional(Type.String({ description, minLength: 1, maxLength: 40 }))
const name = (description: string) => Type.Optional(Type.String({ description, minLength: 1, maxLength: 200 }))
const Conditions = Type.Union([
  Type.String({ minLength: 1, maxLength: 500 }),
  Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 20 }),
])

/** Which journeys are looked at, as a query; beside them the filters on events. */
export const VIEW = {
  ...FILTER,
  revision: Type.Optional(Type.String({ pattern: '^(?:[1-9][0-9]{0,8}|approved)$' })),
  asOf: time(
    'As if it were this instant; else that of the latest event there is, whatever the other filters, or `to`.',
  ),
  period: Type.Optional(
    Type.Unsafe<PeriodName>({
      type: 'string',
      enum: [...PERIODS],
      description: 'Journeys of this period, counted back from the as-of instant.',
    }),
  ),
  journeysFrom: time('Journeys entered from this date or instant.'),
  journeysTo: time('Journeys entered before this date or instant.'),
  by: Type.Optional(
    Type.Unsafe<'entered' | 'ended'>({
      type: 'string',
      enum: ['entered', 'ended'],
      description: 'Whether the period is that of entry (else) or that of success or abandonment.',
    }),
  ),
  before: Type.Optional(Type.Boolean({ description: 'The period before the one named: what it is compared with.' })),
  persona: name('Journeys of the people known to be of this persona of the map.'),
  through: name('Journeys that passed through this channel.'),
  segment: Type.Optional(
    Type.Unsafe<string | readonly string[]>({
      ...Conditions,
      description: 'Journeys of the people of each of these named segments.',
    }),
  ),
  who: Type.Optional(
    Type.Unsafe<string | readonly string[]>({
      ...Conditions,
      description: 'Journeys of the people of whom an event fulfils each of these, such as store=lille.',
    }),
  ),
}
const Asked = Type.Object(VIEW)
/** `workspaceZone` is no part of a question: it is written beside it by whoever takes the question (`in-zone.ts`). */
export type ViewAsked = Static<typeof Asked> & { readonly workspaceZone?: string }

const beforeNothing = new Refused({
  code: 'before-no-period',
  what: {
    fr: 'La période d’avant est demandée, sans période.',
    en: 'The period before is asked for, without a period.',
  },
  remedy: {
    fr: 'Nommez la période, ou donnez-en le début.',
    en: 'Name the period, or give its beginning.',
  },
})

const periodAsked = ({ period, journeysFrom, journeysTo, by = 'entered', before, workspaceZone }: ViewAsked) => {
  if (period === undefined && journeysFrom === undefined && journeysTo === undefined) {
    if (before) throw beforeNothing
    return undefined
  }
  const asked: CohortPeriod = inOrder({
    by,
    ...(period !== undefined && { name: period }),
    ...(journeysFrom !== undefined && { from: instantFrom(journeysFrom, workspaceZone) }),
    ...(journeysTo !== undefined && { to: instantFrom(journeysTo, workspaceZone) }),
    ...(before !== undefined && { before }),
  })
  return asked
}

const lookAsked = (asked: ViewAsked): Look => {
  const period = periodAsked(asked)
  const who = asked.who === undefined ? [] : typeof asked.who === 'string' ? [asked.who] : asked.who
  return {
    ...(period && { period }),
    ...(asked.persona !== undefined && { persona: asked.persona }),
    ...(asked.through !== undefined && { through: asked.through }),
    ...(who.length > 0 && { who: who.map((text) => orThrow(parseCondition(text))) }),
  }
}

const segmentUnmeant = new Refused({
  code: 'segment-not-here',
  what: { fr: 'Un segment nommé ne se demande pas ici.', en: 'A named segment cannot be asked for here.' },
  remedy: { fr: 'Dites ses conditions avec who.', en: 'Say its conditions with who.' },
})

/** What a query looks at, aside the map. */
export const viewAsked = (asked: ViewAsked): Pick<View, 'filter' | 'look' | 'asOf' | 'zone'> => {
  // What a segment means is written into `who` before; asked of everybody instead, the answer would be another one.
  if (asked.segment !== undefined) throw segmentUnmeant
  const { source, from, to, channel, where, asOf, workspaceZone } = asked
  const filter = filterOf({
    ...(source !== undefined && { source }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(channel !== undefined && { channel }),
    ...(where !== undefined && { where: typeof where === 'string' ? [where] : where }),
    ...(workspaceZone !== undefined && { workspaceZone }),
  })
  return {
    filter,
    look: lookAsked(asked),
    ...(asOf !== undefined && { asOf: instantFrom(asOf, workspaceZone) }),
    ...(workspaceZone !== undefined && { zone: workspaceZone }),
  }
}

/** Names an answer by what it is worked out from. */
export const etagOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
