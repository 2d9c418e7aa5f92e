import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { quarantineContract } from './quarantine.contract.ts'
import { createMemoryQuarantine } from './quarantine.memory.ts'
import { openQuarantine } from './quarantine.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-quarantine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let number = 0

describe('in memory', () => quarantineContract(createMemoryQuarantine))
describe('in the data folder', () => quarantineContract(() => openQuarantine(join(folder, String(number++)))))

it('reads on past a line that was cut off when the machine stopped, and writes on after it', async () => {
  const place = join(folder, 'torn')
  const quarantine = openQuarantine(place)
  const aside = {
    at: Date.UTC(2026, 8, 14, 12),
    workspace: LOCAL_OWNER.workspace,
    source: 'caisse',
    reason: 'no-event',
    detail: '',
    sentAt: undefined,
    message: { type: 'track' },
  } as const
  await quarantine.setAside([aside])
  for (const name of readdirSync(join(place, 'quarantine')))
    appendFileSync(join(place, 'quarantine', name), '{"at":"2026-09-14T12:00:01.000Z","wor')
  const all = () => quarantine.list({ workspace: LOCAL_OWNER.workspace }, 10)
  expect((await all()).items).toHaveLength(1)
  await quarantine.setAside([aside])
  expect((await all()).items).toHaveLength(2)
})
