import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { quarantineContract } from './quarantine.contract.ts'
import { createMemoryQuarantine } from './quarantine.memory.ts'
import { openQuarantine } from './quarantine.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-quarantine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let number = 0

describe('in memory', () => quarantineContract(createMemoryQuarantine))
describe('in the data folder', () => quarantineContract(() => openQuarantine(join(folder, String(number++)))))
