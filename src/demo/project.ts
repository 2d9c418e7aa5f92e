import { DAY, HOUR, MINUTE } from '../kernel/index.ts'
import { dayOf, during, type Opening, type Wall } from './calendar.ts'
import { type Diary, later } from './diary.ts'
import { csat, QUALITY, type Quality } from './feelings.ts'
import { order } from './order.ts'
import { asTyped } from './people.ts'

/** The ranges of kitchens, with their usual price in euros. */
const RANGES = { Brindille: 5200, Lisière: 7900, Futaie: 11_500, Canopée: 17_800 } as const
const RANGE_WEIGHTS = { Brindille: 0.34, Lisière: 0.36, Futaie: 0.21, Canopée: 0.09 } as const

const discover = (diary: Diary, start: Wall): Wall => {
  const { chance } = diary
  const first = chance.weighed({ web: 0.66, store: 0.16, social: 0.11, mail: 0.07 })
  let now = start
  if (first === 'store') now = diary.note(during('store', now, chance), 'Store Visited', 'store', { offer: 'cuisine' })
  else if (first === 'social')
    now = diary.note(during('online', now, chance), 'Social Post Engaged', 'social', {
      offer: 'cuisine',
      network: chance.weighed({ instagram: 0.5, pinterest: 0.35, facebook: 0.15 }),
      action: chance.weighed({ like: 0.55, save: 0.3, comment: 0.15 }),
    })
  else if (first === 'mail')
    now = diary.note(during('online', now, chance), 'Catalogue Requested', chance.happens(0.8) ? 'web' : 'phone', {
      offer: 'cuisine',
    })
  const visits = first === 'web' || chance.happens(0.82) ? chance.weighed({ one: 0.45, two: 0.35, three: 0.2 }) : 'none'
  for (let visit = 0; visit < ['none', 'one', 'two', 'three'].indexOf(visits); visit += 1) {
    now = visit === 0 && first === 'web' ? during('online', now, chance) : later(diary, now, 3, 'online')
    for (let pages = chance.whole(1, 2); pages > 0; pages -= 1) {
      diary.note(now, 'Page Viewed', 'web', {
        offer: 'cuisine',
        path: chance.pick([
          '/cuisines',
          '/cuisines/brindille',
          '/cuisines/lisiere',
          '/cuisines/futaie',
          '/inspirations',
        ]),
      })
      now += chance.whole(40, 400) * 1000
    }
  }
  if (first !== 'store' && chance.happens(0.28))
    now = diary.note(later(diary, now, 4, 'store'), 'Store Visited', 'store', { offer: 'cuisine' })
  return now
}

/** The online configurator, or a questionnaire filled with an adviser. */
const prepare = (diary: Diary, from: Wall): Wall => {
  const { chance, planted } = diary
  if (chance.happens(0.38)) {
    const [channel, opening]: [string, Opening] = chance.happens(0.6) ? ['store', 'store'] : ['phone', 'phone']
    return diary.note(later(diary, from, 5, opening), 'Project Questionnaire Completed', channel, { rooms: 1 })
  }
  const shape = chance.weighed({ linear: 0.3, corner: 0.4, island: 0.2, parallel: 0.1 })
  let now = diary.note(later(diary, from, 4, 'online'), 'Configurator Opened', 'web', { shape })
  if (planted.channelBounce && chance.happens(0.52)) {
    // The page says to call. When the lines are closed until after tomorrow (a Saturday night), nobody does.
    const call = during('phone', now + 4 * MINUTE, chance)
    if (call - now < 20 * HOUR) {
      diary.note(call, 'Call Received', 'phone', { topic: 'configurator' })
      now = diary.note(call + chance.whole(12, 150) * MINUTE, 'Configurator Opened', 'web', { shape, resumed: true })
    }
  }
  if (chance.happens(0.25)) now = diary.note(later(diary, now, 2, 'online'), 'Configurator Opened', 'web', { shape })
  return diary.note(now + chance.whole(8, 50) * MINUTE, 'Plan Saved', 'web', { shape })
}

const bookAppointment = (diary: Diary, from: Wall): Wall => {
  const { chance, who } = diary
  const channel = chance.weighed({ web: 0.56, phone: 0.26, store: 0.18 })
  const opening: Opening = channel === 'web' ? 'online' : channel
  const booked = diary.note(later(diary, from, 2, opening), 'Appointment Booked', channel, {
    ...asTyped(who),
    topic: 'design',
    store: who.store,
  })
  let held = later(diary, booked, 8, 'store', 0.4)
  const trouble = chance.weighed({ none: 0.82, moved: 0.12, missed: 0.06 })
  if (trouble !== 'none') {
    const known = trouble === 'moved' ? during('online', Math.max(booked + HOUR, held - 2 * DAY), chance) : held
    diary.note(
      known,
      trouble === 'moved' ? 'Appointment Moved' : 'Appointment Missed',
      trouble === 'moved' ? 'web' : 'store',
    )
    held = later(diary, Math.max(held, known), 6, 'store', 0.4)
  }
  const reminder = dayOf(held) - DAY + 10 * HOUR
  if (reminder > booked)
    diary.note(reminder, 'Message Sent', chance.happens(0.7) ? 'sms' : 'email', { template: 'appointment-reminder' })
  return held
}

/** How the appointment went is the truth planted here: `quality` sways the signature, and later what people say. */
const design = (diary: Diary, from: Wall, quality: Quality): Wall => {
  const { chance, who } = diary
  const video = chance.happens(0.12)
  const held = diary.note(bookAppointment(diary, from), 'Appointment Held', video ? 'video' : 'store', {
    topic: 'design',
    adviser: who.adviser,
    minutes: chance.whole(50, 130),
  })
  if (chance.happens(0.62))
    diary.note(during('online', held + 3 * HOUR, chance), 'Survey Answered', 'email', {
      survey: 'design-appointment',
      touchpoint: 'design-appointment',
      metric: 'csat',
      score: csat(diary, diary.planted.momentOfTruth ? quality : chance.weighed(QUALITY)),
    })
  return held
}

const SIGNS = { bad: -2.1, fair: 0, good: 2.3 } as const
/** Who takes the plan up again is decided by it; the others sign a little less, so that as many do as if it did nothing. */
const REDESIGNED = { yes: 1.8, no: -0.4 } as const

/** From the quote to the signature; undefined where the project stops there. */
const decide = (diary: Diary, from: Wall, quality: Quality, amount: number): Wall | undefined => {
  const { chance, planted, who } = diary
  let now = from
  if (!chance.happens(0.08))
    now = diary.note(later(diary, from, 6, 'home', 0.35), 'Measure Taken', 'home', { adviser: who.adviser })
  now = diary.note(later(diary, now, 3, 'office', 0.4), 'Quote Sent', 'email', {
    amount,
    currency: 'EUR',
    adviser: who.adviser,
  })
  for (let views = chance.whole(0, 2); views > 0; views -= 1)
    now = diary.note(later(diary, now, 1.5, 'online', 0.6), 'Quote Viewed', 'web')
  if (chance.happens(0.3))
    now = diary.note(later(diary, now, 1.5, 'online'), 'Financing Simulated', 'web', {
      months: chance.pick([12, 24, 36, 48]),
    })
  const sway = chance.next()
  const redesigns = chance.happens(0.16)
  const odds =
    (planted.breakingPoint ? -0.55 : 1.7) +
    (planted.momentOfTruth ? SIGNS[quality] : 0) +
    (planted.redesignDecides ? REDESIGNED[redesigns ? 'yes' : 'no'] : 0)
  const signs = sway < 1 / (1 + Math.exp(-odds))
  if (redesigns) {
    // A second appointment to take the plan up again, and a new quote: the loop that the map allows.
    now = diary.note(later(diary, now, 6, 'store', 0.4), 'Appointment Held', 'store', {
      topic: 'redesign',
      adviser: who.adviser,
      minutes: chance.whole(30, 80),
    })
    now = diary.note(later(diary, now, 3, 'office', 0.4), 'Quote Sent', 'email', {
      amount: Math.round(amount * 0.94),
      currency: 'EUR',
      adviser: who.adviser,
    })
  }
  if (!signs) return undefined
  const channel = chance.weighed({ store: 0.64, web: 0.29, mail: 0.07 })
  return diary.note(later(diary, now, 6, channel === 'web' ? 'online' : 'store', 0.5), 'Contract Signed', channel, {
    amount,
  })
}

/** One kitchen project, from the first look to the closed file, or to where it stops. */
export const liveProject = (diary: Diary, start: Wall): Wall => {
  const { chance } = diary
  const quality = chance.weighed(QUALITY)
  const range = chance.weighed(RANGE_WEIGHTS)
  const amount = Math.round(RANGES[range] * chance.around(1, 0.22))
  let now = discover(diary, start)
  if (!chance.happens(0.84)) return now
  now = prepare(diary, now)
  if (!chance.happens(0.87)) return now
  now = design(diary, now, quality)
  if (!chance.happens(0.9)) return now
  const signed = decide(diary, now, quality, amount)
  return signed === undefined ? now : order(diary, signed, { range, amount, quality })
}
