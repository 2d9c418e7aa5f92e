import type { Followed } from '../journeys/index.ts'
import { DAY, HOUR, normalTail, rate, twoProportionZ } from '../kernel/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import { bounded } from './contrast.ts'
import type { MomentSign } from './noticed.ts'
import { kindsOf, type Life, type Seen, type Share, type Touch } from './seen-lives.ts'

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

/** The touchpoints of a life where a thing could have happened, and those where it did. */
interface Judged {
  readonly could: ReadonlySet<number>
  readonly did: ReadonlySet<number>
}

type KindOf = Seen['kindOf']

const isContact = (kindOf: KindOf, { channel }: Touch): boolean => {
  const kind = kindOf(channel)
  return kind === 'human' || kind === 'physical'
}
const isDigital = (kindOf: KindOf, { channel }: Touch): boolean => kindOf(channel) === 'digital'

/** A digital touchpoint, a person on another channel, and the same touchpoint again, within 24 hours. */
const bounced = ({ touches }: Life, kindOf: KindOf): Judged => {
  const [could, did] = [new Set<number>(), new Set<number>()]
  touches.forEach((touch, i) => {
    if (!isDigital(kindOf, touch)) return
    could.add(touch.touchpoint)
    let contacted = false
    for (let k = i + 1; k < touches.length; k++) {
      const next = touches[k]
      if (!next || next.at - touch.at > DAY) break
      if (isContact(kindOf, next)) contacted = true
      else if (contacted && next.touchpoint === touch.touchpoint && next.channel === touch.channel)
        did.add(touch.touchpoint)
    }
  })
  return { could, did }
}

/** Touchpoints after which the design expects a person. */
const humanByDesign = ({ map, rules }: Pick<Followed, 'map' | 'rules'>, kindOf: KindOf): readonly boolean[] =>
  map.touchpoints.map((_, touchpoint) => {
    const channels = map.touchpoints[rules.awaited[touchpoint] ?? -1]?.channels ?? []
    return channels.some((channel) => kindOf(channel) !== 'digital')
  })

/** People contacted within 48 hours of a digital step, when the design expects no person next. */
const contacted = ({ touches }: Life, kindOf: KindOf, human: readonly boolean[]): Judged => {
  const [could, did] = [new Set<number>(), new Set<number>()]
  touches.forEach((touch, i) => {
    if (!isDigital(kindOf, touch) || human[touch.touchpoint]) return
    could.add(touch.touchpoint)
    const next = touches[i + 1]
    if (next && kindOf(next.channel) === 'human' && next.at - touch.at <= 48 * HOUR) did.add(touch.touchpoint)
  })
  return { could, did }
}

/** One touchpoint, another, and the same two again. */
const looped = ({ touches }: Life): Judged => {
  const did = new Set<number>()
  for (let i = 3; i < touches.length; i++) {
    const [a, b, c, d] = [touches[i - 3], touches[i - 2], touches[i - 1], touches[i]].map((touch) => touch?.touchpoint)
    if (a !== undefined && a !== b && a === c && b === d) did.add(a)
  }
  return { could: new Set(touches.map(({ touchpoint }) => touchpoint)), did }
}

/** Counts, life by life, the detours of each touchpoint. */
export const countDetours = (followed: Pick<Followed, 'map' | 'rules'>) => {
  const kindOf = kindsOf(followed.map)
  const human = humanByDesign(followed, kindOf)
  const counts = () => followed.map.touchpoints.map(() => ({ num: 0, den: 0 }))
  const shares = { bounces: counts(), contacts: counts(), loops: counts() }
  const count = (own: { num: number; den: number }[], { could, did }: Judged) => {
    for (const touchpoint of could) {
      const share = own[touchpoint]
      if (!share) continue
      share.den++
      if (did.has(touchpoint)) share.num++
    }
  }
  return {
    add(life: Life): void {
      count(shares.bounces, bounced(life, kindOf))
      count(shares.contacts, contacted(life, kindOf, human))
      count(shares.loops, looped(life))
    },
    shares,
  }
}

/** Channel bounces: back to a digital touchpoint from a person within 24 hours. */
export const noticeChannelBounces = (seen: Seen): Candidate[] =>
  standingOut(seen, seen.detours.bounces, 'channel_bounce', 0.05)

export const noticeContactsAfterDigital = (seen: Seen): Candidate[] =>
  standingOut(seen, seen.detours.contacts, 'contact_after_digital', 0.1)

export const noticeLoops = (seen: Seen): Candidate[] => standingOut(seen, seen.detours.loops, 'loop', 0.1)
