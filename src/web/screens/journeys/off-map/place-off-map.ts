import type { MapChange } from '../../../../drafts/index.ts'
import { CHANNELS, type Condition, type EventMatch, type Scalar } from '../../../../events/index.ts'
import type { OffMap } from '../../../../journeys/index.ts'
import { idFromTitle, type JourneyMap, type Touchpoint } from '../../../../maps/index.ts'

/** An event off the map on its way onto it: the changes that make its touchpoint, and its id. */
export interface Placed {
  readonly id: string
  readonly changes: readonly MapChange[]
}

const freeId = (map: JourneyMap, wanted: string): string => {
  const taken = new Set([...map.touchpoints, ...map.stages].map(({ id }) => id))
  let id = wanted
  for (let again = 2; taken.has(id); again++) id = `${wanted}-${again}`
  return id
}

const scalarsOf = (value: Condition['value']): readonly Scalar[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar]

/** What the map’s rules already recognise of an event by one property’s value: the new rule leaves it to them. */
const leftToOthers = (map: JourneyMap, event: string): readonly Condition[] => {
  const theirs = new Map<string, Scalar[]>()
  for (const rule of map.touchpoints.flatMap(({ match = [] }) => match)) {
    const [only, ...more] = rule.where ?? []
    if (![rule.event].flat().includes(event) || !only || more.length > 0) continue
    if (only.op !== 'eq' && only.op !== 'in') continue
    theirs.set(only.property, [...(theirs.get(only.property) ?? []), ...scalarsOf(only.value)])
  }
  return [...theirs].map(([property, value]) => ({ property, op: 'nin', value }))
}

const ruleFor = (map: JourneyMap, { event, channel }: OffMap): EventMatch => {
  const known = map.touchpoints.some(({ match = [] }) => match.some((rule) => [rule.event].flat().includes(event)))
  const where: readonly Condition[] = [
    // Where the map knows the event on other channels, only this channel is off it.
    ...(known && channel !== '' ? [{ property: 'channel', op: 'eq' as const, value: channel }] : []),
    ...leftToOthers(map, event),
  ]
  return { event, ...(where.length > 0 && { where }) }
}

/** Where it comes: in the stage of what it follows most often, just after it; else just before what follows it. */
const spotFor = (map: JourneyMap, { after, before }: OffMap): { stage: string; after?: string | null } | undefined => {
  const previous = map.touchpoints.find(({ id }) => id === after)
  if (previous) return { stage: previous.stage, after: previous.id }
  const next = map.touchpoints.find(({ id }) => id === before)
  if (next) {
    const mates = map.touchpoints.filter(({ stage }) => stage === next.stage)
    return { stage: next.stage, after: mates[mates.indexOf(next) - 1]?.id ?? null }
  }
  const [first] = map.stages
  return first && { stage: first.id }
}

const placed = (map: JourneyMap, off: OffMap, more: Partial<Touchpoint>): Placed | undefined => {
  const spot = spotFor(map, off)
  if (!spot) return undefined
  const { stage, ...after } = spot
  const id = freeId(map, idFromTitle(off.event, 'touchpoint'))
  const touchpoint: Touchpoint = {
    id,
    stage,
    title: off.event,
    need: 'optional',
    ...(off.channel !== '' && { channels: [off.channel] }),
    ...more,
  }
  const undeclared = map.channels !== undefined && off.channel !== '' && !Object.hasOwn(map.channels, off.channel)
  const kind = Object.hasOwn(CHANNELS, off.channel) ? CHANNELS[off.channel as keyof typeof CHANNELS] : 'digital'
  const declare: MapChange = { do: 'set', at: ['channels', off.channel], value: { kind } }
  return { id, changes: [...(undeclared ? [declare] : []), { do: 'add-touchpoint', touchpoint, ...after }] }
}

/** The touchpoint that foresees an event off the map, recognised by a rule that takes nothing from the others. */
export const foresee = (map: JourneyMap, off: OffMap, title: string = off.event): Placed | undefined =>
  placed(map, off, { title, match: [ruleFor(map, off)], repeatable: true })

/** The touchpoint that customers expect there and that does not exist: what they do instead is its evidence. */
export const expectMissing = (
  map: JourneyMap,
  off: OffMap,
  asOf: string,
  title: string = off.event,
): Placed | undefined =>
  placed(map, off, {
    title,
    need: 'expected_absent',
    moments: [
      {
        kind: 'irritant',
        presence: 'missing',
        origin: 'data',
        status: 'proposed',
        statistics: { instances: off.instances, events: off.events, ...(off.lift !== null && { lift: off.lift }) },
        evidence: { level: 'measured', n: off.instances, as_of: asOf.slice(0, 10) },
      },
    ],
  })

/** Whether the draft foresees the event already: what is lived is told of the revision that was kept last. */
export const isForeseen = (map: JourneyMap, { event, channel }: OffMap): boolean =>
  map.touchpoints.some(({ match = [] }) =>
    match.some(
      (rule) =>
        [rule.event].flat().includes(event) &&
        (rule.where ?? []).every(({ property, op, value }) =>
          property === 'channel' && op === 'eq' ? value === channel : op === 'nin',
        ),
    ),
  )
