import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeFolder } from './folder.node.ts'

describe('the folder of a demonstration', () => {
  let parent = ''
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'parcours-demo-folder-'))
  })
  afterAll(() => rm(parent, { recursive: true }))

  it('is fresh once, and found again after', async () => {
    const folder = join(parent, 'demo')
    expect(await takeFolder(folder, { seed: 1 })).toBe('fresh')
    expect(await takeFolder(folder, { seed: 1 })).toBe('again')
  })

  it('does not take another company, nor a folder with real data', async () => {
    const folder = join(parent, 'other')
    await takeFolder(folder, { seed: 1 })
    await expect(takeFolder(folder, { seed: 1, people: 5 })).rejects.toThrow('demo-of-another-company')
    await writeFile(join(parent, 'interactions.csv'), 'client\nClaire\n')
    await expect(takeFolder(parent, { seed: 1 })).rejects.toThrow('folder-holds-other-data')
  })
})
