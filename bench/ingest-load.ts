import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'

/**
 * Traffic of people who are met for the first time: visits of anonymous browsers who consent, and then say who they are
 * (a merge), on one device or two; one person in twenty never consents, and nothing of theirs may be kept; requests sent
 * again word for word (duplicates); and once a second a visitor whom the bench looks for. Paced by the clock, not by the
 * answers: what is late counts from when it should have been sent. Tells its account on stdout.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    batch: { type: 'string', default: '250' },
    run: { type: 'string', default: 'a' },
  },
})
const { url = '', key = '', run } = values
const [rate, seconds, batch] = [Number(values.rate), Number(values.seconds), Number(values.batch)]
// As many as wait: a burst is of many who each send a little, and it is not for this side to make them queue.
const agent = new Agent({ keepAlive: true, maxSockets: 2_000 })
const authorization = `Basic ${btoa(`${key}:`)}`
const CHANNELS = ['web', 'app', 'store', 'phone', 'email', 'chat']
const EVENTS = ['Page Viewed', 'Product Viewed', 'Quote Requested', 'Store Visited', 'Call Received', 'Order Completed']

const CONSENTS = '"type":"track","event":"Consent Given","properties":{"purpose":"measurement"}'

let [number, refused] = [0, 0]
/**
 * Ten interactions each, all of one request: a word of consent for the browser, one for who they turn out to be, one for
 * the telephone that every fourth person has as well; the visits in between.
 */
const message = (at: string): string => {
  const n = number++
  const person = Math.floor(n / 10)
  const step = n % 10
  const willing = person % 20 !== 7
  if (!willing) refused++
  const phone = person % 4 === 0
  const visitor = `${run}-${person}${phone && step > 5 ? '-phone' : ''}`
  const asked = step === 0 || step === 2 || (phone && step === 6)
  const said =
    asked && willing
      ? CONSENTS
      : `"type":"${step === 3 || step === 7 ? 'identify' : 'track'}","event":"${EVENTS[step % 6]}","properties":{"offer":"cuisine","path":"/cuisines/${n % 97}","price":${n % 900},"n":${n}}`
  const known = step === 2 || step === 3 || step === 7 ? `"userId":"${run}-${person}",` : ''
  return `{${known}${said},"messageId":"${run}.${n}","anonymousId":"${visitor}","timestamp":"${at}","context":{"channel":"${CHANNELS[step % 6]}","store":"lille"}}`
}
const probe = (second: number, at: string): string => {
  const who = `"userId":"${run}-probe-${second}","timestamp":"${at}"`
  const id = `"messageId":"${run}.probe.${second}`
  return [
    `{${CONSENTS},${who},${id}.word"}`,
    `{"type":"identify",${who},${id}","anonymousId":"${run}-met-${second}","traits":{"city":"Lille"}}`,
    `{"type":"track","event":"Store Visited",${who},${id}.entry","properties":{"offer":"cuisine"},"context":{"channel":"store","store":"lille"}}`,
  ].join()
}
const PROBE = 3

const latencies: number[] = []
const probes: { name: string; acknowledged: number }[] = []
let [acknowledged, pushedBack, troubled, again, longestAway] = [0, 0, 0, 0, 0]

const post = (body: string): Promise<{ status: number; retry: number }> =>
  new Promise((resolve) => {
    const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(`${url}/v1/batch`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      const retry = Number(answer.headers['retry-after'] ?? 1)
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, retry }))
    })
    sent.once('error', () => resolve({ status: 0, retry: 1 }))
    sent.end(body)
  })

/** As the protocol's clients: until it is acknowledged. Only a first attempt's time is the door's own. */
const deliver = async (body: string, events: number, due: number, told: string | undefined): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    const { status, retry } = await post(body)
    if (status === 200) {
      if (attempt === 0) latencies.push(performance.now() - due)
      acknowledged += events
      if (told) probes.push({ name: told, acknowledged: Date.now() })
      return
    }
    if (status === 429) pushedBack++
    if (status === 429) longestAway = Math.max(longestAway, retry)
    else troubled++
    await pause(retry * 1000)
  }
}

const under: Promise<void>[] = []
const begun = performance.now()
const every = (1000 * batch) / rate
const batches = Math.round((rate * seconds) / batch)
let second = -1
for (let n = 0; n < batches; n++) {
  const due = begun + n * every
  const wait = due - performance.now()
  if (wait > 1) await pause(wait)
  const at = new Date().toISOString()
  const now = Math.floor((n * every) / 1000)
  const marks = now !== second
  second = now
  const parts = Array.from({ length: batch }, () => message(at))
  if (marks) parts.push(probe(now, at))
  const body = `{"batch":[${parts.join()}],"sentAt":"${at}"}`
  under.push(deliver(body, batch + (marks ? PROBE : 0), due, marks ? `${run}-probe-${now}` : undefined))
  // One request in fifty is sent twice, as a client does whose answer was lost.
  if (n % 50 === 0) {
    again += batch
    under.push(post(body).then(() => undefined))
  }
}
const offered = (performance.now() - begun) / 1000
await Promise.all(under)
const took = (performance.now() - begun) / 1000
const { user, system } = process.cpuUsage()
agent.destroy()
latencies.sort((a, b) => a - b)
const quantile = (q: number) => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? 0
process.stdout.write(
  JSON.stringify({
    distinct: number - refused + probes.length * PROBE,
    refused,
    acknowledged,
    again,
    pushedBack,
    longestAway,
    troubled,
    offered: (number + probes.length * PROBE) / offered,
    seconds: took,
    p50: quantile(0.5),
    p99: quantile(0.99),
    most: quantile(1),
    cpu: (user + system) / 1e6,
    probes,
  }),
)
