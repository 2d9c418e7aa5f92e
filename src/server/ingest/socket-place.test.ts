import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { socketPlace } from './socket-place.ts'

describe('where the socket of a data folder stands', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parcours-place-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is in the folder, where this account alone enters', async () => {
    mkdirSync(join(folder, 'run'))
    chmodSync(join(folder, 'run'), 0o755)
    const place = await socketPlace(folder, 'ingest.sock')
    expect(place).toBe(join(folder, 'run', 'ingest.sock'))
    expect(statSync(dirname(place)).mode & 0o077).toBe(0)
  })

  it('is a short one, always the same, where the folder’s name is too long for the system', async () => {
    const deep = join(folder, 'a-rather-long-name-of-a-folder/'.repeat(5))
    const place = await socketPlace(deep, 'ingest.sock')
    expect(Buffer.byteLength(place)).toBeLessThan(100)
    expect(await socketPlace(deep, 'ingest.sock')).toBe(place)
    expect(await socketPlace(join(deep, 'other'), 'ingest.sock')).not.toBe(place)
    expect(statSync(dirname(place)).mode & 0o077).toBe(0)
    for (const other of [deep, join(deep, 'other')])
      rmSync(dirname(await socketPlace(other, 'ingest.sock')), { recursive: true })
  })
})
