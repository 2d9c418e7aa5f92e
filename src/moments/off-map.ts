import { normalTail, rate } from '../kernel/index.ts'
import { halfWidth } from '../statistics/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import { bounded } from './contrast.ts'
import type { Seen } from './seen-lives.ts'

/** A missing touchpoint is asked for by at least this share of the people, and comes this many times as often as chance. */
const SUPPORT = 0.01
const LIFT = 2

/**
 * Missing touchpoints: events that no touchpoint foresees, often enough and in one place of the journey. The test compares
 * how often the event follows its touchpoint with how often any event does, by the lift's logarithm over cases.
 */
export const noticeMissingTouchpoints = ({ map, lived, kindOf }: Seen): Candidate[] =>
  lived.offMap
    .filter(({ instances }) => instances >= FEWEST)
    .map(({ event, channel, events, instances, after, before, lift, liftLow, liftHigh }) => {
      const support = rate(instances, lived.instances.total)
      const error =
        liftLow === null || liftHigh === null ? 0 : Math.log(liftHigh / liftLow) / 2 / halfWidth(instances - 1)
      const z = lift === null || error === 0 ? 0 : Math.log(lift) / error
      return {
        moment: proposed({
          kind: 'irritant',
          presence: 'missing',
          sign: 'off_map',
          stage: map.touchpoints.find(({ id }) => id === after)?.stage ?? null,
          event,
          channel,
          statistics: {
            events,
            instances,
            support: support.value,
            low: support.low,
            high: support.high,
            n: support.den,
            lift,
            ...bounded('lift', { low: liftLow, high: liftHigh }),
            after,
            before,
            channelKind: kindOf(channel) ?? null,
            z,
          },
        }),
        p: normalTail(z),
        large: (support.value ?? 0) >= SUPPORT && (lift ?? 0) >= LIFT,
      }
    })
