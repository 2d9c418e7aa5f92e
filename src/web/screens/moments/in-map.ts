import type { MapChange } from '../../../drafts/index.ts'
import type { JourneyMap, Moment, Touchpoint } from '../../../maps/index.ts'
import type { NoticedMoment } from '../../../moments/index.ts'

/** The touchpoint that carries a noticed moment on the map: where it is lived, else the one that it comes after. */
export const carrierOf = (map: JourneyMap, moment: NoticedMoment): Touchpoint | undefined => {
  const at = moment.touchpoint ?? moment.statistics.after
  return map.touchpoints.find(({ id }) => id === at)
}

const asMoment = (moment: NoticedMoment, status: 'confirmed' | 'rejected', asOf: string): Moment => {
  const n = Number(moment.statistics.n)
  const known = Object.entries(moment.statistics).filter(
    (entry): entry is [string, number | string] => entry[1] !== null && entry[1] !== '',
  )
  return {
    kind: moment.kind,
    presence: moment.presence,
    origin: 'data',
    status,
    ...(moment.event !== null && { title: moment.event }),
    statistics: Object.fromEntries(known),
    evidence: { level: 'measured', ...(Number.isInteger(n) && { n }), as_of: asOf.slice(0, 10) },
  }
}

/** The name of a touchpoint's moment within its list: its kind, numbered where the kind comes again. */
const nameOf = (moments: readonly Moment[], index: number): string => {
  const kind = moments[index]?.kind ?? ''
  const before = moments.slice(0, index).filter((moment) => moment.kind === kind).length
  return before === 0 ? kind : `${kind}#${before + 1}`
}

const isSame = (moment: NoticedMoment) => (one: Moment) =>
  one.kind === moment.kind &&
  (one.presence ?? 'present') === moment.presence &&
  (moment.presence === 'present' || one.title === moment.event)

/** Writes a confirmed moment into the map: with what a workshop had declared where it is the same one, else as a new one. */
export const confirmInMap = (map: JourneyMap, moment: NoticedMoment, asOf: string): readonly MapChange[] => {
  const carrier = carrierOf(map, moment)
  if (!carrier) return []
  const moments = carrier.moments ?? []
  const at = ['touchpoints', carrier.id, 'moments']
  const confirmed = asMoment(moment, 'confirmed', asOf)
  const index = moments.findIndex(isSame(moment))
  if (index < 0) return [{ do: 'insert', at, value: JSON.parse(JSON.stringify(confirmed)) }]
  const inside = [...at, nameOf(moments, index)]
  return [
    { do: 'set', at: [...inside, 'status'], value: 'confirmed' },
    { do: 'set', at: [...inside, 'statistics'], value: { ...confirmed.statistics } },
    { do: 'set', at: [...inside, 'evidence'], value: { ...confirmed.evidence } },
  ]
}

/** Takes a moment that the data had brought out of the map again; what a workshop declared stays. */
export const withdrawFromMap = (map: JourneyMap, moment: NoticedMoment): readonly MapChange[] => {
  const carrier = carrierOf(map, moment)
  const moments = carrier?.moments ?? []
  const index = moments.findIndex((one) => isSame(moment)(one) && one.origin === 'data')
  return carrier && index >= 0
    ? [{ do: 'remove', at: ['touchpoints', carrier.id, 'moments', nameOf(moments, index)] }]
    : []
}
