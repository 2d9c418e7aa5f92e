import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'

/**
 * Traffic of people who are met for the first time: visits of anonymous browsers, some of whom say who they are (a merge),
 * requests sent again word for word (duplicates), and once a second a visitor whom the bench looks for. Paced by the
 * clock, not by the answers: what is late counts from when it should have been sent. Tells its account on stdout.
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
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const authorization = `Basic ${btoa(`${key}:`)}`
const CHANNELS = ['web', 'app', 'store', 'phone', 'email', 'chat']
const EVENTS = ['Page Viewed', 'Product Viewed', 'Quote Requested', 'Store Visited', 'Call Received', 'Order Completed']

let number = 0
/** Ten interactions each, the third of which says who it is; every fourth person is on two devices. */
const message = (at: string): string => {
  const n = number++
  const person = Math.floor(n / 10)
  const step = n % 10
  const visitor = `${run}-${person}${person % 4 === 0 && step > 5 ? '-phone' : ''}`
  const known = step === 2 || step === 6 ? `"type":"identify","userId":"${run}-${person}",` : '"type":"track",'
  return `{${known}"event":"${EVENTS[step % 6]}","messageId":"${run}.${n}","anonymousId":"${visitor}","timestamp":"${at}","properties":{"offer":"cuisine","path":"/cuisines/${n % 97}","price":${n % 900},"n":${n}},"context":{"channel":"${CHANNELS[step % 6]}","store":"lille"}}`
}
const probe = (second: number, at: string): string =>
  `{"type":"identify","userId":"${run}-probe-${second}","messageId":"${run}.probe.${second}","anonymousId":"${run}-met-${second}","timestamp":"${at}","traits":{"city":"Lille"}},{"type":"track","event":"Store Visited","userId":"${run}-probe-${second}","messageId":"${run}.probe.${second}.entry","timestamp":"${at}","properties":{"offer":"cuisine"},"context":{"channel":"store","store":"lille"}}`

const latencies: number[] = []
const probes: { name: string; acknowledged: number }[] = []
let [acknowledged, pushedBack, troubled, again] = [0, 0, 0, 0]

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
  under.push(deliver(body, batch + (marks ? 2 : 0), due, marks ? `${run}-probe-${now}` : undefined))
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
    distinct: number + probes.length * 2,
    acknowledged,
    again,
    pushedBack,
    troubled,
    offered: (number + probes.length * 2) / offered,
    seconds: took,
    p50: quantile(0.5),
    p99: quantile(0.99),
    most: quantile(1),
    cpu: (user + system) / 1e6,
    probes,
  }),
)
