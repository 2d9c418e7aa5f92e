import { DAY, HOUR, normalTail, rate, twoProportionZ } from '../kernel/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import { bounded } from './contrast.ts'
import type { MomentSign } from './noticed.ts'
import type { Life, Seen, Touch } from './seen-lives.ts'

/** Of how many lives a thing was true, where it could have been. */
interface Share {
  num: number
  den: number
}

/** Counts lives by touchpoint: `could` names the touchpoints where it could happen, `did` those where it did. */
const countLives = (
  lives: readonly Life[],
  size: number,
  judge: (life: Life) => { readonly could: ReadonlySet<number>; readonly did: ReadonlySet<number> },
): Share[] => {
  const shares = Array.from({ length: size }, (): Share => ({ num: 0, den: 0 }))
  for (const life of lives) {
    const { could, did } = judge(life)
    for (const touchpoint of could) {
      const share = shares[touchpoint]
      if (!share) continue
      share.den++
      if (did.has(touchpoint)) share.num++
    }
  }
  return shares
}

/** Candidates where a share lies above that of the other touchpoints together and is common enough to matter. */
const standingOut = ({ map }: Seen, shares: readonly Share[], sign: MomentSign, least: number): Candidate[] => {
  const all = shares.reduce((sum, { num, den }) => ({ num: sum.num + num, den: sum.den + den }), { num: 0, den: 0 })
  return shares.flatMap(({ num, den }, touchpoint): Candidate[] => {
    if (den < FEWEST) return []
    const others = { num: all.num - num, den: all.den - den }
    const share = rate(num, den)
    const z = twoProportionZ(num, den, others.num, others.den)
    return [
      {
        moment: proposed({
          kind: 'breaking_point',
          sign,
          stage: map.touchpoints[touchpoint]?.stage ?? null,
          touchpoint: map.touchpoints[touchpoint]?.id ?? null,
          statistics: {
            instances: num,
            n: den,
            share: share.value,
            low: share.low,
            high: share.high,
            others: others.den === 0 ? null : others.num / others.den,
            othersN: others.den,
            ...bounded('others', rate(others.num, others.den)),
            z,
          },
        }),
        p: z > 0 ? normalTail(z) : 1,
        large: num >= FEWEST && (share.low ?? 0) >= least,
      },
    ]
  })
}

const isContact = ({ kindOf }: Seen, { channel }: Touch): boolean => {
  const kind = kindOf(channel)
  return kind === 'human' || kind === 'physical'
}
const isDigital = ({ kindOf }: Seen, { channel }: Touch): boolean => kindOf(channel) === 'digital'

/** Channel bounces: a digital touchpoint, a person on another channel, and the same touchpoint again, within 24 hours. */
export const noticeChannelBounces = (seen: Seen): Candidate[] => {
  const shares = countLives(seen.lives, seen.map.touchpoints.length, ({ touches }) => {
    const [could, did] = [new Set<number>(), new Set<number>()]
    touches.forEach((touch, i) => {
      if (!isDigital(seen, touch)) return
      could.add(touch.touchpoint)
      let contacted = false
      for (const next of touches.slice(i + 1)) {
        if (next.at - touch.at > DAY) break
        if (isContact(seen, next)) contacted = true
        else if (contacted && next.touchpoint === touch.touchpoint && next.channel === touch.channel)
          did.add(touch.touchpoint)
      }
    })
    return { could, did }
  })
  return standingOut(seen, shares, 'channel_bounce', 0.05)
}

/** People contacted within 48 hours of a digital step, when the design expects no person next. */
export const noticeContactsAfterDigital = (seen: Seen): Candidate[] => {
  const { rules, map } = seen
  const humanByDesign = (touchpoint: number) => {
    const channels = map.touchpoints[rules.awaited[touchpoint] ?? -1]?.channels ?? []
    return channels.some((channel) => seen.kindOf(channel) !== 'digital')
  }
  const shares = countLives(seen.lives, map.touchpoints.length, ({ touches }) => {
    const [could, did] = [new Set<number>(), new Set<number>()]
    touches.forEach((touch, i) => {
      if (!isDigital(seen, touch) || humanByDesign(touch.touchpoint)) return
      could.add(touch.touchpoint)
      const next = touches[i + 1]
      if (next && seen.kindOf(next.channel) === 'human' && next.at - touch.at <= 48 * HOUR) did.add(touch.touchpoint)
    })
    return { could, did }
  })
  return standingOut(seen, shares, 'contact_after_digital', 0.1)
}

/** Loops: one touchpoint, another, and the same two again. */
export const noticeLoops = (seen: Seen): Candidate[] => {
  const shares = countLives(seen.lives, seen.map.touchpoints.length, ({ touches }) => {
    const did = new Set<number>()
    for (let i = 3; i < touches.length; i++) {
      const [a, b, c, d] = [touches[i - 3], touches[i - 2], touches[i - 1], touches[i]].map(
        (touch) => touch?.touchpoint,
      )
      if (a !== undefined && a !== b && a === c && b === d) did.add(a)
    }
    return { could: new Set(touches.map(({ touchpoint }) => touchpoint)), did }
  })
  return standingOut(seen, shares, 'loop', 0.1)
}
