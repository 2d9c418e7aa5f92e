import {
  countOffMap,
  countTouchpoints,
  countTransitions,
  DESIGN_COSTS,
  eachTouch,
  type Followed,
  measureConformance,
  STATUS,
  tellStages,
} from '../journeys/index.ts'
import { unreachable } from '../kernel/index.ts'
import { lastSeen, withTrait } from './drop-off.ts'
import { inFlow, type Shown } from './flow.ts'
import type { JourneyStatus, Selection } from './selection.ts'

const hasStatus =
  ({ instances }: Followed, status: JourneyStatus | undefined) =>
  (i: number) => {
    const is = instances.status[i]
    switch (status) {
      case undefined:
        return true
      case 'on-track':
        return instances.onTrack[i] === 1
      case 'closed':
        return is !== STATUS.open
      default:
        return is === STATUS[status]
    }
  }

const everyone = ({ instances }: Followed): number[] => Array.from({ length: instances.count }, (_, i) => i)

const atStage = (followed: Followed, { stage, as }: Extract<Selection, { of: 'stage' }>): number[] => {
  const { map, table, rules, instances, asOf } = followed
  const wanted = map.stages.findIndex(({ id }) => id === stage)
  const found: number[] = []
  if (as === 'skipped' || as === 'repeated' || as === 'out_of_order' || as === 'wrong_channel' || as === 'broken') {
    conformance(followed, (fact, i) => {
      if (fact.of === 'stage' && fact.stage === wanted && fact.kind === as) found.push(i)
    })
    return found
  }
  tellStages(table, rules, instances, asOf, (fact, s, i) => {
    const timed = as === 'timed' && (fact === 'late' || fact === 'in-time')
    if (s === wanted && (fact === as || timed)) found.push(i)
  })
  return found
}

const conformance = (
  { map, table, rules, instances, asOf }: Followed,
  note: NonNullable<Parameters<typeof measureConformance>[5]>,
): void => {
  measureConformance(map, table, rules, instances, { asOf, costs: DESIGN_COSTS, minN: 0, complete: false }, note)
}

const atTouchpoint = (followed: Followed, selection: Extract<Selection, { of: 'touchpoint' }>): number[] => {
  const { map, table, rules, instances, asOf } = followed
  const { touchpoint, as, channel } = selection
  const wanted = map.touchpoints.findIndex(({ id }) => id === touchpoint)
  const on = channel === undefined ? -1 : table.channels.indexOf(channel)
  const found: number[] = []
  const note = (fact: string, t: number, i: number, c?: number) => {
    if (t !== wanted) return
    if (as === 'reached' && channel !== undefined ? fact === 'reached-on' && c === on : fact === as) found.push(i)
    if (as === 'missed' && fact === 'reached') found.push(i)
  }
  countTouchpoints(map, table, rules, instances, asOf, note)
  if (as !== 'missed') return found
  const reached = new Set(found)
  return everyone(followed).filter((i) => !reached.has(i))
}

const onPath = (followed: Followed, { path, status }: Extract<Selection, { of: 'variant' }>): number[] => {
  const { map, table, instances } = followed
  const codes = path.map((id) => map.touchpoints.findIndex((touchpoint) => touchpoint.id === id))
  const isSo = hasStatus(followed, status)
  return everyone(followed).filter((i) => {
    let [at, same] = [0, true]
    eachTouch(table, instances, i, (touchpoint) => {
      if (codes[at++] !== touchpoint) same = false
    })
    return same && at === codes.length && isSo(i)
  })
}

/** What is known of everybody where those looked at are a part of them. */
export interface KnownOfAll {
  /** Beyond which wait somebody is slow. */
  readonly median?: number
  /** What a flow shows at each step. */
  readonly shown?: Shown
}

/** Whom a selection is of: the very passes that count, each telling whom it counts. Ascending, nobody twice. */
export const membersOf = (
  followed: Followed,
  selection: Selection,
  { median, shown }: KnownOfAll = {},
): Uint32Array => {
  const { map, table, instances } = followed
  const found: number[] = []
  const pick = (): readonly number[] => {
    switch (selection.of) {
      case 'journeys':
        return everyone(followed).filter(hasStatus(followed, selection.status))
      case 'stage':
        return atStage(followed, selection)
      case 'touchpoint':
        return atTouchpoint(followed, selection)
      case 'transition': {
        const of = (id: string) => map.touchpoints.findIndex((touchpoint) => touchpoint.id === id)
        const [from, to] = [of(selection.from), of(selection.to)]
        countTransitions(map, table, instances, (a, b, i) => {
          if (a === from && b === to) found.push(i)
        })
        return found
      }
      case 'variant':
        return onPath(followed, selection)
      case 'deviation': {
        const wanted = map.touchpoints.findIndex(({ id }) => id === selection.touchpoint)
        conformance(followed, (fact, i) => {
          if (fact.of === 'deviation' && fact.kind === selection.kind && fact.touchpoint === wanted) found.push(i)
        })
        return found
      }
      case 'off-map': {
        const [event, channel] = [table.activities.indexOf(selection.event), table.channels.indexOf(selection.channel)]
        countOffMap(map, table, instances, (activity, on, i) => {
          if (activity === event && on === channel) found.push(i)
        })
        return found
      }
      case 'outcome':
        conformance(followed, (fact, i) => {
          if (fact.of === 'outcome' && fact.kind === selection.outcome) found.push(i)
        })
        return found
      case 'fitness':
        conformance(followed, (fact, i) => {
          if (fact.of === 'fitness' && fact.from === selection.from) found.push(i)
        })
        return found
      case 'trait':
        return withTrait(followed, selection, median)
      case 'last':
        return lastSeen(followed, selection.stage, selection.touchpoint, selection.channel)
      case 'flow':
        return inFlow(followed, selection.question, selection.step, selection.label, selection.to, shown)
      default:
        return unreachable(selection)
    }
  }
  return Uint32Array.from(pick()).sort()
}
