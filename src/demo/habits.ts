import { DAY } from '../kernel/index.ts'
import { during, type Wall } from './calendar.ts'
import type { Chance } from './chance.ts'
import type { Diary } from './diary.ts'
import { asKeyedIn } from './people.ts'

/**
 * How customers buy small goods after their first purchase, as the models of value suppose (BG/NBD, Gamma-Gamma): each at
 * their own rhythm, r = 1 and alpha in weeks; after each purchase some stop for good, a = 1; each spends by their own mean.
 */
export const HABIT = { weeks: 20, b: 3, p: 3, q: 4, gamma: 85 } as const
const WEEK = 7 * DAY

const exponential = (chance: Chance): number => -Math.log(1 - chance.next())
/** A gamma of whole shape and scale 1: a sum of exponentials. */
const gamma = (shape: number, chance: Chance): number =>
  Array.from({ length: shape }, () => exponential(chance)).reduce((sum, one) => sum + one, 0)

const GOODS = ['Luminaire', 'Table basse', 'Étagère', 'Vaisselle', 'Linge de maison', 'Tabouret'] as const

/** What somebody who bought once buys later, up to a day. */
export const comeBack = (diary: Diary, since: Wall, until: Wall): void => {
  const { chance, who, planted } = diary
  const rhythm = exponential(chance) / HABIT.weeks
  const stops = 1 - (1 - chance.next()) ** (1 / HABIT.b)
  const loyal = planted.storeLoyalty && diary.began() === 'store' ? 2 : 1
  const spends = (loyal * HABIT.gamma) / gamma(HABIT.q, chance)
  let now = since
  for (let time = 1; ; time += 1) {
    now += (exponential(chance) / rhythm) * WEEK
    if (!(now < until)) return
    const channel = chance.happens(0.7) ? 'store' : 'web'
    diary.note(during(channel === 'store' ? 'store' : 'online', now, chance), 'Order Completed', channel, {
      ...(channel === 'store' && asKeyedIn(who, chance)),
      orderId: `MB-${String(who.index).padStart(7, '0')}-${time}`,
      revenue: Math.max(1, Math.round(gamma(HABIT.p, chance) * spends)),
      currency: 'EUR',
      range: chance.pick(GOODS),
    })
    if (chance.happens(stops)) return
  }
}
