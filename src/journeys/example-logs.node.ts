import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Event } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { sharedData } from '../shared-data.ts'

/** Two real logs that the tests of journeys read straight from their files, without the import that users have. */
const LOGS = {
  'running-example.csv': { channel: undefined },
  'receipt.csv': { channel: 'case:channel' },
} as const

export type ExampleLog = keyof typeof LOGS

/** One event for tests: what is not said is empty. */
export const eventOf = (given: Partial<Event> & Pick<Event, 'event' | 'at'>): Event => ({
  id: asId<'Event'>(randomUUID()),
  workspace: LOCAL_OWNER.workspace,
  source: 'test',
  receivedAt: given.at,
  rank: 0,
  seq: 0,
  identifier: 'user:claire',
  caseId: '',
  channel: '',
  channelInferred: false,
  party: 'own',
  store: '',
  adviser: '',
  properties: {},
  ...given,
})

/** The events of a log, or `undefined` where the shared data is not on this machine. */
export const exampleLog = (name: ExampleLog): Event[] | undefined => {
  const file = sharedData(`logs/${name}`)
  if (file === undefined) return undefined
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[]
  const channel = LOGS[name].channel
  return rows.map((row, seq) =>
    eventOf({
      source: name,
      at: Date.parse((row['time:timestamp'] ?? '').replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1')),
      seq,
      identifier: `case:${name}:${row['case:concept:name']}`,
      caseId: row['case:concept:name'] ?? '',
      event: row['concept:name'] ?? '',
      channel: channel === undefined ? '' : (row[channel] ?? ''),
    }),
  )
}
