import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type InventedPerson, inAnotherFile, invented, inventPeople } from './invented.ts'

const tsx = createRequire(import.meta.url).resolve('tsx')
const main = fileURLToPath(new URL('../main.ts', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcours-against-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const parcours = (...words: readonly string[]) =>
  new Promise<{ out: string; err: string }>((resolve, reject) => {
    const asked = ['--import', tsx, main, ...words, '--data', join(folder, 'data')]
    execFile(process.execPath, asked, { cwd: folder }, (problem, out, err) =>
      problem ? reject(new Error(`${problem.message}\n${err}`)) : resolve({ out, err }),
    )
  })

const csv = (rows: readonly InventedPerson[], name: (person: InventedPerson) => string, more = '') =>
  [
    `ref,prenom,nom,date_naissance,email,telephone,adresse,code_postal,ville${more && ',quand,quoi'}`,
    ...rows.map((one) =>
      [name(one), one.given, one.surname, one.birth, one.email, one.phone, one.address, one.postcode, one.city]
        .map((cell) => `"${cell}"`)
        .concat(more === '' ? [] : [more, 'Fiche'])
        .join(','),
    ),
    '',
  ].join('\n')

it('each line of a file is told which known customer it is, over the stores of a folder, and nothing is kept', async () => {
  const [people, chance] = [inventPeople(140, 12), invented(3)]
  const [known, met] = [people.slice(0, 120), people.slice(90)]
  await writeFile(
    join(folder, 'crm.csv'),
    csv(known, ({ person }) => `${person}`, '2026-03-12T10:00:00Z'),
  )
  const elsewhere = met.map((person) => inAnotherFile(person, 0.5, chance))
  await writeFile(
    join(folder, 'salon.csv'),
    csv(elsewhere, ({ person }) => `s${person}`),
  )
  await parcours('import', 'crm.csv', '--source', 'crm', '--profile', 'ref', '--event', 'quoi', '--time', 'quand')
  await parcours('profile', 'claims', 'crm', 'email=email')
  const { out } = await parcours(
    'match',
    'salon.csv',
    '--id',
    'ref',
    '--against-profiles',
    '--pairs',
    'p.csv',
    '--json',
  )
  const told = JSON.parse(out) as { records: number; sure: number; doubtful: number; unknown: number }
  expect(told.records).toBe(50)
  // Thirty of them are known customers; the other twenty are nobody's doubles.
  expect(told.sure + told.doubtful).toBeGreaterThanOrEqual(26)
  expect(told.unknown).toBeGreaterThanOrEqual(18)
  const pairs = (await readFile(join(folder, 'p.csv'), 'utf8')).trim().split('\n').slice(1)
  const [ref = '', profile = ''] = pairs.find((row) => Number(row.split(',')[2]) >= 0.99)?.split(',') ?? []
  expect((await parcours('profile', 'show', profile, '--json')).out).toContain(`"${ref.slice(1)}"`)
}, 180_000)
