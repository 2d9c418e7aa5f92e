import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { dropHomesOfGone } from '../src/storage/postgres/home.ts'
import { importCsv } from './import-csv.ts'
import { importXes } from './import-xes.ts'
import { ingest } from './ingest.ts'
import { lived } from './lived.ts'
import { match } from './match.ts'
import { measure } from './measure.ts'
import { profiles } from './profiles.ts'
import { type BenchResult, prose } from './result.ts'
import { web } from './web.ts'
import { measureWithin } from './within.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    runs: { type: 'string' },
    events: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    profiles: { type: 'string' },
    alone: { type: 'boolean' },
    within: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
})
const runs = Number(values.runs ?? 3)
const events = Number(values.events ?? 1_000_000)
const people = Number(values.profiles ?? 100_000)

const benches: Record<string, () => Promise<BenchResult>> = {
  'import-csv': () => importCsv({ events, runs }),
  'import-xes': () => importXes({ events: Math.round(events / 4), runs }),
  ingest: () => ingest({ rate: Number(values.rate ?? 25_000), seconds: Number(values.seconds ?? 10), runs }),
  profiles: () => profiles({ profiles: people, events: Math.round(events / 10), runs }),
  web: () => web({ runs: Math.max(runs, 3) }),
  match: () => match({ records: people, runs }),
  measure: () =>
    values.within === undefined
      ? measure({ events, runs, alone: values.alone ?? false })
      : measureWithin(events, Number(values.within), values.only ?? []),
  lived: () => lived({ instances: Math.round(events / 20), runs }),
}

const results: BenchResult[] = []
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const bench = benches[name]
  if (!bench) throw new Error(`No bench is named ${name}: there are ${Object.keys(benches).join(', ')}`)
  const result = await bench()
  results.push(result)
  process.stderr.write(`${prose(result)}\n`)
}
await dropHomesOfGone(tmpdir())
if (values.json) console.log(JSON.stringify(results))
