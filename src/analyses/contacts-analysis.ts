import { Type } from '@sinclair/typebox'
import { CHANNELS } from '../events/index.ts'
import type { Explored } from '../explorations/index.ts'
import { Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { analysis } from './analysis.ts'
import { type Contacts, casesOfEnded, type Ended, journeyCosts, tellContacts } from './contacts.ts'
import { countJourneys } from './parts.ts'
import { asOfText, keysOf } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, EstimateShape, NeededMap, RateShape, shape, Text } from './shapes.ts'

interface ContactsBody extends Contacts {
  readonly asOf: string
  readonly channels: readonly string[]
}

const options = Type.Object({
  map: NeededMap,
  contact: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      description: 'a channel on which an interaction is a contact (human channels where none is named; repeat it)',
    }),
  ),
  cost: Type.Optional(
    Type.Array(Type.String({ pattern: '^.+=[0-9]+(?:\\.[0-9]+)?$', maxLength: 300, examples: ['phone=4.5'] }), {
      description: 'what one interaction costs: TOUCHPOINT=AMOUNT, EVENT=AMOUNT or CHANNEL=AMOUNT (repeat it)',
    }),
  ),
  top: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1000, default: 20, description: 'how many of the commonest paths' }),
  ),
})

/** The channels on which somebody of the company answers, by the vocabulary and the map. */
const humanChannels = (map: JourneyMap): string[] => {
  const named = Object.entries({ ...CHANNELS, ...Object.fromEntries(kindsOf(map)) })
  return named.filter(([, kind]) => kind === 'human').map(([channel]) => channel)
}
const kindsOf = (map: JourneyMap) => Object.entries(map.channels ?? {}).map(([channel, { kind }]) => [channel, kind])

const costsOf = (texts: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    texts.map((text) => {
      const at = text.lastIndexOf('=')
      return [text.slice(0, at), Number(text.slice(at + 1))]
    }),
  )

const nothingSo = (name: string, known: readonly string[]): Refused =>
  new Refused({
    code: 'unknown-contact',
    what: {
      fr: `Rien ne s’appelle « ${name} » : ni un canal, ni un point de contact, ni un événement.`,
      en: `Nothing is called "${name}": no channel, no touchpoint, no event.`,
    },
    remedy: { fr: `Canaux connus : ${known.join(', ')}.`, en: `Known channels: ${known.join(', ')}.` },
  })

/** A contact on a channel that is none, or the cost of nothing, would be counted as none, and cost nothing. */
const refuseUnknown = (
  map: JourneyMap,
  known: readonly Pick<Explored['table'], 'activities' | 'channels'>[],
  contact: readonly string[],
  cost: readonly string[],
): void => {
  const lived = known.flatMap((one) => one.channels)
  const channels = new Set([...Object.keys(CHANNELS), ...Object.keys(map.channels ?? {}), ...lived])
  const named = new Set([
    ...channels,
    ...map.touchpoints.map(({ id }) => id),
    ...known.flatMap(({ activities }) => activities),
  ])
  const unknown = contact.find((one) => !channels.has(one)) ?? [...costsOf(cost).keys()].find((one) => !named.has(one))
  if (unknown !== undefined) throw nothingSo(unknown, [...channels].filter(Boolean))
}

/** What a conversion takes. */
export const contactsAnalysis = analysis<typeof options, ContactsBody>({
  name: 'contacts',
  does: 'contacts per conversion, and cost by path, over journeys that have ended',
  options,
  body: answerShape(
    'Contacts per conversion and cost by path, over ended journeys; costs in the unit they were given in',
    {
      channels: Type.Array(Text),
      journeys: Count,
      conversions: Count,
      contacts: Count,
      perConversion: EstimateShape,
      perSucceeded: EstimateShape,
      perAbandoned: EstimateShape,
      costPerConversion: EstimateShape,
      paths: Type.Array(
        shape({
          path: Type.Array(Text),
          journeys: Count,
          succeeded: RateShape,
          contacts: EstimateShape,
          cost: EstimateShape,
          costPerConversion: EstimateShape,
        }),
      ),
      pathsTotal: Count,
    },
  ),
  people: 'journeys, conversions, contacted, path:TOUCHPOINT>TOUCHPOINT…',
  answer: async (ports, asked) => {
    const { map: name, contact = [], cost = [], top = 20 } = asked.options
    const costs = costsOf(cost)
    const channelsOf = (map: JourneyMap) => (contact.length > 0 ? contact : humanChannels(map))
    const count = (part: Explored) => journeyCosts(part, { channels: new Set(channelsOf(part.map)), costs })
    const { map, asOf, counts } = await countJourneys(ports, asked, name, (part) => ({
      costs: count(part),
      activities: part.table.activities,
      channels: part.table.channels,
    }))
    // What filters leave out may still be what was meant.
    if (Object.keys(asked.filter).length === 0) refuseUnknown(map, counts, contact, cost)
    // Keys are many and long: whoever asks for them has them read again.
    const who = async (of: Ended): Promise<readonly string[]> =>
      (
        await countJourneys(ports, asked, name, (part) => keysOf(part.table, casesOfEnded(count(part), of)))
      ).counts.flat()
    return {
      body: {
        asOf: asOfText(asOf),
        channels: channelsOf(map),
        ...tellContacts(
          counts.map((one) => one.costs),
          { top, costs },
        ),
      },
      people: (of) => {
        if (of === 'journeys' || of === 'conversions' || of === 'contacted') return who({ of })
        const [, path] = /^path:(.*)$/.exec(of) ?? []
        return path === undefined ? undefined : who({ of: 'path', path: path === '' ? [] : path.split('>') })
      },
    }
  },
  tables: ({ paths, perConversion, costPerConversion, journeys, conversions, contacts }) => [
    {
      name: 'total',
      title: { fr: 'Ce que coûte une conversion', en: 'What a conversion takes' },
      columns: [
        column('journeys', 'count', 'parcours terminés', 'ended journeys'),
        column('conversions', 'count', 'conversions', 'conversions'),
        column('contacts', 'count', 'contacts', 'contacts'),
        column('per_conversion', 'estimate', 'contacts par conversion', 'contacts per conversion'),
        column('cost_per_conversion', 'estimate', 'coût par conversion', 'cost per conversion'),
      ],
      rows: [[journeys, conversions, contacts, perConversion, costPerConversion]],
    },
    {
      name: 'paths',
      title: { fr: 'Par chemin', en: 'By path' },
      columns: [
        column('journeys', 'count', 'parcours', 'journeys'),
        column('succeeded', 'rate', 'aboutis', 'succeeded'),
        column('contacts', 'estimate', 'contacts', 'contacts'),
        column('cost', 'estimate', 'coût', 'cost'),
        column('cost_per_conversion', 'estimate', 'coût par conversion', 'cost per conversion'),
        column('path', 'text', 'chemin', 'path'),
      ],
      rows: paths.map((one) => [
        one.journeys,
        one.succeeded,
        one.contacts,
        one.cost,
        one.costPerConversion,
        one.path.join(' > '),
      ]),
    },
  ],
})
