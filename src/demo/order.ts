import { DAY, HOUR, MINUTE } from '../kernel/index.ts'
import { dayOf, during, type Wall } from './calendar.ts'
import { type Diary, later } from './diary.ts'
import { csat, QUALITY, type Quality } from './feelings.ts'
import { asKeyedIn } from './people.ts'

/** What was signed, and how the appointment that led there went. */
interface Signed {
  readonly range: string
  readonly amount: number
  readonly quality: Quality
}

/** They call because nothing tells them where their kitchen is. */
const askWhereItIs = (diary: Diary, from: Wall, until: Wall, eager: boolean): void => {
  const { chance, planted } = diary
  if (!planted.missingTouchpoint || !chance.happens(eager ? 0.75 : 0.45)) return
  for (let calls = chance.happens(0.6) ? 1 : 2; calls > 0; calls -= 1)
    diary.note(during('phone', from + chance.next() * (until - from), chance), 'Order Status Asked', 'phone', {
      topic: 'order-status',
      waitSeconds: Math.round(chance.around(140, 0.8)),
    })
}

const wait = (diary: Diary, signed: Wall, { range, amount }: Signed): { delivered: Wall; changed: boolean } => {
  const { chance, planted, who } = diary
  diary.note(signed + 2 * MINUTE, 'Order Completed', 'store', {
    ...asKeyedIn(who, chance),
    orderId: `MA-${String(who.index).padStart(7, '0')}`,
    revenue: amount,
    currency: 'EUR',
    range,
  })
  const confirmed = diary.note(later(diary, signed, 1.2, 'office', 0.3), 'Order Confirmed', 'email', { weeks: 8 })
  let delivered = later(diary, confirmed, 52, 'home', 0.14)
  const changed = chance.happens(0.36)
  if (changed) {
    const told = diary.note(
      during('office', confirmed + (delivered - confirmed) * (0.5 + 0.4 * chance.next()), chance),
      'Delivery Date Changed',
      chance.happens(0.6) ? 'email' : 'sms',
      { delayDays: chance.whole(7, 30) },
    )
    if (chance.happens(0.3))
      diary.note(during('online', told + 4 * HOUR, chance), 'Survey Answered', 'email', {
        survey: 'delivery-date-change',
        touchpoint: 'delivery-date-change',
        metric: 'csat',
        score: csat(diary, planted.irritant ? chance.weighed({ bad: 0.85, fair: 0.15 }) : chance.weighed(QUALITY)),
      })
    delivered = later(diary, Math.max(delivered, told), 17, 'home', 0.35)
  }
  askWhereItIs(diary, confirmed + 12 * DAY, dayOf(delivered) - DAY, changed)
  return { delivered, changed }
}

const install = (diary: Diary, deliveredAt: Wall, changed: boolean): Wall => {
  const { chance, planted } = diary
  diary.note(dayOf(deliveredAt) - 3 * DAY + 11 * HOUR, 'Delivery Slot Announced', 'sms')
  const delivered = diary.note(deliveredAt, 'Delivery Made', 'home')
  const accepted = diary.note(later(diary, delivered, 4, 'home', 0.4), 'Installation Accepted', 'home', {
    reserves: chance.weighed({ 0: 0.7, 1: 0.2, 2: 0.1 }),
  })
  if (chance.happens(0.66)) {
    const felt =
      changed && planted.irritant
        ? chance.weighed({ bad: 0.75, fair: 0.25 })
        : chance.weighed({ fair: 0.5, good: 0.45, bad: 0.05 })
    diary.note(during('online', accepted + 20 * HOUR, chance), 'Survey Answered', 'email', {
      survey: 'installation',
      touchpoint: 'installation',
      metric: 'csat',
      score: csat(diary, felt),
    })
  }
  return accepted
}

const RECOMMENDS = { bad: -2.2, fair: 0, good: 1.7 } as const

/** Likelihood to recommend, 0 to 10: the appointment moves it both ways, a changed date only down. */
const recommend = (diary: Diary, quality: Quality, changed: boolean): number => {
  const { chance, planted } = diary
  const mean = 7.3 + (planted.momentOfTruth ? RECOMMENDS[quality] : 0) - (planted.irritant && changed ? 2.4 : 0)
  return Math.max(0, Math.min(10, Math.round(chance.normal(mean, 1.1))))
}

const VERBATIMS = {
  happy: [
    'Conseillère à l’écoute, la cuisine est superbe.',
    'Très beau projet, pose impeccable.',
    'On recommande les yeux fermés !',
  ],
  neutral: ['Cuisine conforme, un peu long.', 'Bien dans l’ensemble.'],
  late: [
    'Livraison repoussée deux fois, sans explication.',
    'Impossible de savoir où en est la commande sans appeler.',
    'Trois semaines de retard, nous avons mangé dans le salon.',
  ],
  sad: ['Le conseiller n’a pas compris notre projet.', 'Déçus par l’accompagnement.'],
} as const

const liveWith = (diary: Diary, accepted: Wall, quality: Quality, changed: boolean): Wall => {
  const { chance } = diary
  const likely = recommend(diary, quality, changed)
  diary.note(during('office', dayOf(accepted) + 3 * DAY, chance), 'Warranty Activated', 'email', { years: 10 })
  if (chance.happens(0.24)) {
    const asked = diary.note(
      later(diary, accepted, 9, 'phone', 0.6),
      'After-Sales Request Opened',
      chance.happens(0.55) ? 'phone' : 'web',
      {
        topic: chance.weighed({ hinge: 0.35, worktop: 0.25, appliance: 0.25, missing: 0.15 }),
      },
    )
    const solved = diary.note(later(diary, asked, 8, 'home', 0.5), 'After-Sales Visit Made', 'home')
    if (chance.happens(0.4))
      diary.note(during('online', solved + 5 * HOUR, chance), 'Survey Answered', 'email', {
        survey: 'after-sales',
        touchpoint: 'after-sales-visit',
        metric: 'ces',
        score: chance.whole(2, 7),
      })
  }
  if (chance.happens(0.55))
    diary.note(later(diary, accepted, 21, 'online', 0.25), 'Survey Answered', 'email', {
      survey: 'relationship',
      touchpoint: 'recommendation-survey',
      metric: 'nps',
      score: likely,
    })
  if (chance.happens(likely >= 9 ? 0.3 : likely <= 5 ? 0.35 : 0.08)) {
    const mood = likely >= 9 ? 'happy' : likely > 5 ? 'neutral' : changed ? 'late' : 'sad'
    diary.note(later(diary, accepted, 14, 'online', 0.5), 'Review Posted', 'review', {
      site: chance.pick(['avis-maison.example', 'cartes.example']),
      rating: likely >= 9 ? 5 : likely >= 7 ? 4 : likely >= 5 ? 3 : chance.whole(1, 2),
      text: chance.pick(VERBATIMS[mood]),
    })
  }
  if (likely >= 9 && chance.happens(0.22))
    diary.note(later(diary, accepted, 26, 'online', 0.3), 'Friend Referred', 'web')
  return chance.happens(0.95)
    ? diary.note(during('office', accepted + chance.whole(45, 60) * DAY, chance), 'Project Closed', 'email')
    : accepted
}

/** From the signature to the closed file. */
export const order = (diary: Diary, signedAt: Wall, signed: Signed): Wall => {
  const { chance } = diary
  const { delivered, changed } = wait(diary, signedAt, signed)
  if (chance.happens(0.02)) return diary.note(during('phone', signedAt + 20 * DAY, chance), 'Order Cancelled', 'phone')
  const accepted = install(diary, delivered, changed)
  return liveWith(diary, accepted, signed.quality, changed)
}
