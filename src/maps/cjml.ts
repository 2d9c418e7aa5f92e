import { type Language, tell } from '../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from './map.ts'

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // XML 1.0 allows no other control character, even written as a number.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly inside: readonly Element[]
}
type Element = string | Tag

const tag = (name: string, attributes: Tag['attributes'], ...inside: readonly Element[]): Tag => ({
  name,
  attributes,
  inside,
})

const written = (element: Element, indent: string): string => {
  if (typeof element === 'string') return escaped(element)
  const { name, attributes, inside } = element
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(' ')
  if (inside.length === 0) return `${indent}<${start}/>`
  if (inside.every((each) => typeof each === 'string'))
    return `${indent}<${start}>${inside.map((each) => written(each, '')).join('')}</${name}>`
  return [`${indent}<${start}>`, ...inside.map((each) => written(each, indent + '  ')), `${indent}</${name}>`].join(
    '\n',
  )
}

const text = (name: string, value: string): readonly Element[] => (value === '' ? [] : [tag(name, {}, value)])

const CUSTOMER = 'customer'
const COMPANY = 'company'

/** Who speaks to whom: the customer, the company, an adviser or a third party. */
const endsOf = ({ initiator = 'customer' }: Touchpoint): readonly [string, string] =>
  initiator === 'customer' ? [CUSTOMER, COMPANY] : [initiator, CUSTOMER]

const touchpointOf = (touchpoint: Touchpoint, stage: Stage, language: Language): Element => {
  const [from, to] = endsOf(touchpoint)
  const title = tell(touchpoint.title, language)
  const end = (role: 'initiator' | 'receiver', actor: string): Element =>
    tag(role, {}, tag('refersTo', { actorIDref: actor }), tag(`${role}Label`, {}, title))
  const start = [
    tag('touchpointID', {}, touchpoint.id),
    tag('belongsTo', { phaseIDref: stage.id }),
    end('initiator', from),
  ]
  const duration = text('touchpointDuration', touchpoint.expected ?? '')
  if (touchpoint.kind === 'action') return tag('plannedAction', {}, ...start, ...duration)
  const channel = touchpoint.channels?.length
    ? [tag('channel', {}, tag('channelName', {}, touchpoint.channels.join(', ')))]
    : []
  return tag('plannedCommunicationPoint', {}, ...start, end('receiver', to), ...channel, ...duration)
}

const actorsOf = ({ touchpoints, perimeter }: JourneyMap): readonly Element[] => {
  const others = new Set([COMPANY, ...touchpoints.flatMap((each) => endsOf(each))])
  others.delete(CUSTOMER)
  return [
    tag('endUser', { actorID: CUSTOMER }, ...text('actorName', perimeter?.personas?.join(', ') ?? '')),
    ...[...others].map((actor) => tag('serviceProvider', { actorID: actor })),
  ]
}

/**
 * A map as a planned journey of CJML 2.0 (SINTEF's Customer Journey Modelling Language), in XML. Stages become phases;
 * what CJML has no word for (match rules, levers, moments, metrics) is left out.
 */
export const mapCjml = (map: JourneyMap, language: Language): string => {
  const phases = map.stages.map(({ id, title, phase }) =>
    tag(
      'journeyPhase',
      { phaseID: id },
      tag('phaseName', {}, tell(title, language) || id),
      tag('phaseDescription', {}, phase),
    ),
  )
  const touchpoints = map.stages.flatMap((stage) =>
    map.touchpoints.filter((each) => each.stage === stage.id).map((each) => touchpointOf(each, stage, language)),
  )
  const objectives = (map.objectives ?? []).map((objective) => tell(objective.text, language)).join(' ')
  const journey = tag(
    'plannedJourney',
    {},
    tag('journeyID', {}, map.id),
    tag('journeyTitle', {}, tell(map.title, language)),
    tag('journeyPhases', {}, ...phases),
    ...text('journeyShortSummary', objectives),
    tag('actors', {}, ...actorsOf(map)),
    tag('touchpoints', {}, ...touchpoints),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(tag('CJML', { version: '2.0' }, journey), '')}\n`
}
