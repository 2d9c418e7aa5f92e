import type { Event } from '../events/index.ts'
import { DAY, type Instant } from '../kernel/index.ts'
import { during, startingDay, type Wall } from './calendar.ts'
import { type Chance, chance } from './chance.ts'
import { type Diary, openDiary } from './diary.ts'
import { comeBack } from './habits.ts'
import { asKeyedIn, person } from './people.ts'
import { liveProject } from './project.ts'
import { HABITS, planted, type Truth } from './truths.ts'

/** The company's year and a half ends here, at midnight in Paris; journeys still under way are open. */
export const AS_OF: Instant = Date.UTC(2025, 11, 31, 23)
const FIRST_DAY: Wall = Date.UTC(2024, 6, 1)
const LAST_DAY: Wall = Date.UTC(2025, 11, 31)

export const DEFAULT_SEED = 2026
export const DEFAULT_EVENTS = 50_000

export interface CompanyOptions {
  readonly seed?: number
  /** How many people; unless it is given, as many as make exactly `events` events. */
  readonly people?: number
  readonly events?: number
  /** Truths switched off. */
  readonly without?: readonly Truth[]
}

/** One of those who never start a kitchen: a passer-by in store, a small purchase, a look at the opening hours. */
const passBy = (diary: Diary, start: Wall): void => {
  const { chance: draws, who } = diary
  const kind = draws.weighed({ browse: 0.5, buy: 0.3, ask: 0.2 })
  if (kind === 'ask')
    diary.note(during('phone', start, draws), 'Call Received', 'phone', {
      topic: draws.pick(['opening-hours', 'jobs', 'spare-part']),
    })
  else if (kind === 'browse') {
    const now = during('online', start, draws)
    const pages = draws.whole(1, 4)
    for (let page = 0; page < pages; page += 1)
      diary.note(now + page * 50_000, 'Page Viewed', 'web', {
        path: draws.pick(['/magasins', '/canapes', '/luminaires', '/recrutement']),
      })
  } else {
    const now = diary.note(during('store', start, draws), 'Store Visited', 'store')
    diary.note(now + 1_500_000, 'Order Completed', 'store', {
      ...asKeyedIn(who, draws),
      orderId: `MB-${String(who.index).padStart(7, '0')}`,
      revenue: Math.round(draws.around(85, 0.9)),
      currency: 'EUR',
      range: draws.pick(['Luminaire', 'Table basse', 'Étagère', 'Vaisselle']),
    })
  }
}

const UNMEASURED = Date.parse(`${HABITS.siteUnmeasured.day}T00:00:00+01:00`)
const wasUnmeasured = ({ at, event }: Event): boolean =>
  event === 'Page Viewed' && at >= UNMEASURED && at < UNMEASURED + DAY

const lifeOf = (index: number, draws: Chance, options: CompanyOptions): Event[] => {
  const diary = openDiary(person(index, draws), draws, planted(options.without))
  const start = startingDay(FIRST_DAY, LAST_DAY, draws)
  const passesBy = draws.happens(0.22)
  let end = start
  if (passesBy) passBy(diary, start)
  else {
    end = liveProject(diary, start)
    // A few come back for a second kitchen, or take up again a project that they had let go.
    if (draws.happens(0.05)) end = liveProject(diary, startingDay(end + 130 * DAY, end + 400 * DAY, draws))
  }
  // Nobody buys lamps before the kitchen that they wait for is closed.
  if (diary.has('Order Completed')) comeBack(diary, end + DAY, LAST_DAY)
  const life = diary.events(passesBy && draws.happens(0.6) ? `anonymous:${draws.uuid()}` : `user:${index}`, AS_OF)
  return diary.planted.siteUnmeasured ? life.filter((event) => !wasUnmeasured(event)) : life
}

/**
 * The events of the synthetic company, person by person and in order within a person. The same options give the same
 * events, ids included; a person depends on the seed and on their index alone. Nothing is held but one person's life.
 */
export function* interactions(options: CompanyOptions = {}): Generator<Event> {
  const seed = options.seed ?? DEFAULT_SEED
  const wanted = options.people === undefined ? (options.events ?? DEFAULT_EVENTS) : Number.POSITIVE_INFINITY
  let seq = 0
  for (let index = 1; index <= (options.people ?? Number.POSITIVE_INFINITY) && seq < wanted; index += 1) {
    const life = lifeOf(index, chance(seed, index), options)
    // Nobody's life is cut to make the count: who has too many events for what is left is not part of the company.
    if (seq + life.length > wanted) continue
    for (const event of life) {
      yield { ...event, seq }
      seq += 1
    }
  }
}
