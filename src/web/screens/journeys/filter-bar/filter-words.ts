import type { JourneyMap } from '../../../../maps/index.ts'
import { useChannelName } from '../../../words/channel.ts'
import { useWords } from '../../../words/language.tsx'
import { useAnyPersonaName } from '../../maps/use-persona-name.ts'
import type { Filters } from '../filters.ts'

const SIGNS = { eq: '=', ne: '!=', gte: '>=', lte: '<=', prefix: '^=', contains: '~=' } as const

/** What every interaction has, named as the reader names it; the other properties keep the name that their source gave. */
const NAMED = ['store', 'channel', 'persona', 'adviser', 'event', 'source', 'city', 'country'] as const
const isNamed = (name: string): name is (typeof NAMED)[number] => (NAMED as readonly string[]).includes(name)

const NO_MAP = { channels: {} }

/** Says a condition of an address in words. */
export const useSaidCondition = (map?: JourneyMap) => {
  const { say } = useWords()
  const personaName = useAnyPersonaName(map)
  const channelName = useChannelName(NO_MAP)
  return (text: string): string => {
    const found = /^([^\s=<>!^~]+)(=|!=|>=|<=|\^=|~=)(.*)$/.exec(text)
    if (!found) return text
    const [, property = '', sign = '', value = ''] = found
    const name = isNamed(property) ? say(`filter.property.${property}`) : property
    const said = property === 'channel' ? channelName(value) : property === 'persona' ? personaName(value) : value
    const op = (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).find((each) => SIGNS[each] === sign) ?? 'eq'
    return `${name} ${say(`filter.op.${op}`)} ${said}`
  }
}

/** Says a period in words; nothing where there is none. */
export const useSaidPeriod = () => {
  const { say, date } = useWords()
  return ({ period, from, to, by }: Filters): string | undefined => {
    const days = { from: from === undefined ? '' : date(from), to: to === undefined ? '' : date(to) }
    const own =
      from === undefined ? 'filter.period.until' : to === undefined ? 'filter.period.since' : 'filter.period.between'
    const said = period
      ? say(`filter.period.${period}`)
      : from === undefined && to === undefined
        ? undefined
        : say(own, days)
    return said !== undefined && by === 'ended' ? `${said} (${say('filter.by.ended')})` : said
  }
}

/** Every filter in force, in words. */
export const useFilterWords = (map: JourneyMap) => {
  const { labelled, say } = useWords()
  const channelName = useChannelName(map)
  const personaName = useAnyPersonaName(map)
  const saidCondition = useSaidCondition(map)
  const saidPeriod = useSaidPeriod()
  return (filters: Filters): string[] => {
    const { persona, segment, channel, source, where = [] } = filters
    const named = (name: 'persona' | 'segment' | 'channel' | 'source', value: string | undefined) =>
      value === undefined ? [] : [labelled(say(`filter.${name}`), value)]
    return [
      ...[saidPeriod(filters)].flatMap((said) => said ?? []),
      ...named('persona', persona && personaName(persona)),
      ...named('segment', segment),
      ...named('channel', channel && channelName(channel)),
      ...named('source', source),
      ...where.map(saidCondition),
    ]
  }
}
