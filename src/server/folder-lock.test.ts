import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claim, claimInTurn } from './folder-lock.ts'
import { stillRuns, thisProcess } from './running-process.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcours-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const claimed = async (doing: string) => {
  const got = await claim(folder, 'folder', doing)
  return 'lock' in got ? got.lock : got.heldBy.doing
}

it('gives a folder to one at a time, and says who has it', async () => {
  const first = await claimed('parcours start')
  expect(await claimed('parcours import')).toBe('parcours start')
  if (typeof first !== 'string') await first.release()
  expect(await readdir(folder)).toEqual([])
  expect(typeof (await claimed('parcours import'))).toBe('object')
})

it('lets a claimant wait its turn', async () => {
  const first = await claimed('parcours start')
  let waited = ''
  const second = claimInTurn(folder, 'folder', 'parcours import', 10_000, ({ doing }) => {
    waited = doing
    if (typeof first !== 'string') void first.release()
  })
  expect('lock' in (await second)).toBe(true)
  expect(waited).toBe('parcours start')
})

it('knows a process from a later one of the same number', async () => {
  const me = await thisProcess()
  expect(await stillRuns(me)).toBe(true)
  expect(await stillRuns({ ...me, startedAt: '1' })).toBe(false)
})

it('takes over from a process that was killed, and from the namesake of one', async () => {
  await mkdir(join(folder, 'run'))
  await writeFile(join(folder, 'run', 'folder.999999999.42'), 'parcours start')
  await writeFile(join(folder, 'run', `folder.${process.pid}.42`), 'parcours start')
  expect(typeof (await claimed('parcours import'))).toBe('object')
  expect(await readdir(join(folder, 'run'))).toHaveLength(1)
})

it('waits for another process that lives', async () => {
  const other = spawn('sleep', ['60'])
  const { startedAt } = await import('node:fs/promises').then(async ({ readFile }) => {
    const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8').catch(() => '')
    return { startedAt: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '' }
  })
  if (startedAt !== '') {
    await mkdir(join(folder, 'run'))
    await writeFile(join(folder, 'run', `folder.${other.pid}.${startedAt}`), 'parcours import')
    expect(await claimed('parcours start')).toBe('parcours import')
  }
  other.kill()
})
