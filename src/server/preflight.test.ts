import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFolder, checkMachine, checkPort, type Machine, preflight } from './preflight.ts'

const debian: Machine = { node: '22.11.0', platform: 'linux', arch: 'x64', glibc: '2.36' }
const codeFor = (machine: Partial<Machine>) => {
  const outcome = checkMachine({ ...debian, ...machine })
  return outcome.ok ? 'ok' : outcome.refusal.code
}

describe('before a server starts', () => {
  it('accepts Linux with glibc, and macOS', () => {
    expect(codeFor({})).toBe('ok')
    expect(codeFor({ node: '20.19.0' })).toBe('ok')
    expect(codeFor({ platform: 'darwin', glibc: undefined })).toBe('ok')
  })

  it('points Windows to WSL2, Alpine to Debian, and an old Node to a newer one', () => {
    expect(codeFor({ platform: 'win32', glibc: undefined })).toBe('windows')
    expect(codeFor({ glibc: undefined })).toBe('libc-not-glibc')
    expect(codeFor({ node: '20.18.3' })).toBe('node-too-old')
    expect(codeFor({ platform: 'freebsd' })).toBe('platform-unknown')
    const windows = checkMachine({ ...debian, platform: 'win32' })
    expect(!windows.ok && JSON.stringify(windows.refusal.remedy)).toContain('WSL2')
  })

  it('says which folder cannot be written to', async () => {
    const outcome = await checkFolder('/dev/null/parcours-data')
    expect(!outcome.ok && [outcome.refusal.code, JSON.stringify(outcome.refusal.what)]).toEqual([
      'folder-not-writable',
      expect.stringContaining('/dev/null/parcours-data'),
    ])
  })

  it('finds this machine fit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parcours-'))
    expect(await preflight(folder)).toEqual({ ok: true, value: undefined })
    await rm(folder, { recursive: true })
  })

  it('names a taken port and how to choose another', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port))
    })
    const outcome = await checkPort('127.0.0.1', port)
    other.close()
    expect(!outcome.ok && JSON.stringify(outcome.refusal)).toMatch(
      new RegExp(`port-taken.*${port}.*--port ${port + 1}`),
    )
  })
})
