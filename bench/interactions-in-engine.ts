import type { JourneyMap } from '../src/maps/index.ts'

/** What happens, the commonest first. */
export const EVENTS = [
  'Page Viewed',
  'Advert Seen',
  'Store Visited',
  'Appointment Booked',
  'Appointment Held',
  'Quote Sent',
  'Quote Viewed',
  'Contract Signed',
  'Payment Made',
  'Delivery Made',
  'Installation Accepted',
  'Support Contacted',
  'Mail Opened',
  'Basket Filled',
  'Call Made',
  'Review Written',
] as const

const list = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(', ')}]`

/**
 * Interactions made in the engine itself, the same each time: of ten people, seven have two to six events, which many live
 * alike, and three have twenty to ninety-four, which nobody else lives: twenty events each on average, and a variant for
 * every third person.
 */
export const INTERACTIONS = `-- Twenty events a person, the same ones each time.
INSERT INTO events
SELECT generateUUIDv4(), 'default', 'bench',
  fromUnixTimestamp64Micro(toInt64(1735689600000000 + (cityHash64(person, 'start') % 25000000) * 1000000
    + step * 14400000000 * (1 + cityHash64(person) % 3) + (cityHash64(person, step, 'jitter') % 10000) * 1000000)) AS ts,
  ts, 0, person * 1000 + step, concat('user:', toString(person)), '',
  ${list(EVENTS)}[1 + least(cityHash64(person, step, 'a') % 16, cityHash64(person, step, 'b') % 16)],
  ['web', 'app', 'store', 'phone', 'mail'][1 + least(cityHash64(person, step, 'c') % 5, cityHash64(person, step, 'd') % 5)],
  0, 'customer', '', '',
  if(cityHash64(person, step, 'e') % 4 = 0, map('amount', toString(cityHash64(person, step) % 5000)), map())
FROM (
  SELECT number + {from:UInt32} AS person, arrayJoin(range(if(cityHash64(person, 'len') % 10 < 7,
    2 + cityHash64(person, 'short') % 5, 20 + cityHash64(person, 'long') % 75))) AS step
  FROM numbers({people:UInt32})
)`

/** One more event of each of some people, a day after all others. */
export const TOUCHING = `-- Something happens to a few people.
INSERT INTO events
SELECT generateUUIDv4(), 'default', 'bench', last + toIntervalDay(1), last, 0, after + number, concat('user:', toString(number * 7 % {people:UInt32})), '',
  'Support Contacted', 'phone', 0, 'customer', '', '', map()
FROM numbers({half:UInt32}) AS few CROSS JOIN (SELECT max(ts) AS last, max(seq) + 1 AS after FROM events) AS known`

const STAGES = ['discover', 'plan', 'buy', 'live'] as const

/** A design over them: four stages of three touchpoints. */
export const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'bench',
  title: '',
  perimeter: { success: { event: 'Installation Accepted' }, window: 'P400D' },
  stages: STAGES.map((id, at) => ({
    id,
    phase: at < 3 ? 'before' : 'after',
    title: '',
    expected: 'P20D',
    max: 'P200D',
  })),
  touchpoints: EVENTS.slice(0, 12).map((event, at) => ({
    id: event.toLowerCase().replaceAll(' ', '-'),
    stage: STAGES[Math.floor(at / 3)] ?? 'live',
    title: '',
    match: [{ event }],
  })),
}
