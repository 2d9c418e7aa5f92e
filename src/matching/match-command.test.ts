import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const tsx = createRequire(import.meta.url).resolve('tsx')
const main = fileURLToPath(new URL('../main.ts', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcours-match-'))
  const rows = [
    'ref;prenom;nom;date_naissance;courriel',
    'c1;Claire;Martin;12/03/1980;claire.martin@example.org',
    'c2;Karim;Benali;01/07/1975;k.benali@example.org',
    'c3;Léa;Petit;30/11/1991;lea.petit@example.org',
    'c4;Hugo;Moreau;05/05/1966;hugo66@example.org',
    'c5;CLAIRE;MARTIN;1980-03-12;claire.martin@example.org',
    'c6;Nadia;Roche;19/08/1988;nadia.r@example.org',
  ]
  await writeFile(join(folder, 'clients.csv'), `${rows.join('\r\n')}\r\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const parcours = (...words: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['--import', tsx, main, ...words], { cwd: folder }, (problem, out, err) =>
      resolve({ code: typeof problem?.code === 'number' ? problem.code : 0, out, err }),
    )
  })

describe('parcours match', () => {
  it('finds Claire twice in an Excel export and writes her pair and her group', async () => {
    const run = await parcours(
      'match',
      'clients.csv',
      '--id',
      'ref',
      '--pairs',
      'p.csv',
      '--clusters',
      'c.csv',
      '--json',
    )
    expect(run.code).toBe(0)
    expect(JSON.parse(run.out)).toMatchObject({ records: 6, pairs: 1, clusters: 5 })
    const pairs = await readFile(join(folder, 'p.csv'), 'utf8')
    expect(pairs).toMatch(/^id_a,id_b,probability\nc1,c5,(?:0\.[5-9]\d*|1\.0+)\n$/)
    const groups = (await readFile(join(folder, 'c.csv'), 'utf8')).trim().split('\n').slice(1)
    const groupOf = new Map(groups.map((line) => line.split(',') as [string, string]))
    expect(groupOf.get('c5')).toBe(groupOf.get('c1'))
    expect(new Set(groupOf.values()).size).toBe(5)
  })
  it('names the columns of the file where the id is not one of them', async () => {
    const run = await parcours('match', 'clients.csv', '--id', 'id', '--lang', 'fr')
    expect(run.code).toBe(1)
    expect(run.err).toContain('« id »')
    expect(run.err).toContain('« courriel »')
  })
})
