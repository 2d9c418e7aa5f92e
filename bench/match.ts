import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOCAL_OWNER } from '../src/governance/index.ts'
import { orThrow } from '../src/kernel/index.ts'
import { inAnotherFile, invented } from '../src/matching/invented.ts'
import { cellsFrom } from '../src/matching/person-record.ts'
import { csvOfPeople, repeatedPeople } from './invented-people.ts'
import { peopleAtHand, told } from './people-at-hand.ts'
import { type BenchResult, figure, machine } from './result.ts'
import { parcours, repository, type Watched, watched } from './watched.ts'

const ASKED = 500

const f1 = (right: number, found: number, pairs: number) => (2 * right) / (found + pairs)

/** How many pairs of a file of pairs are right, of how many. */
const countedIn = (file: string) => {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const right = rows.filter((row) => {
    const [a = '', b = ''] = row.split(',')
    return a.split('-')[0] === b.split('-')[0]
  })
  return { found: rows.length, right: right.length }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Some people from among all, evenly, each as another file has them. */
const askedFor = (records: number) => {
  const chance = invented(77)
  const every = Math.max(1, Math.floor(records / ASKED))
  let place = 0
  return [...repeatedPeople(records)]
    .filter(() => place++ % every === 0)
    .map(({ id, record }) => ({ id, record, cells: cellsFrom(told(inAnotherFile(record, 1, chance))) }))
}

/** Every record is asked for a first time, which reads from the disk, then a second time; then every other is sought. */
const oneByOne = async (records: number) => {
  const hand = await peopleAtHand(records)
  try {
    const some = askedFor(records)
    const [looked, again]: [number[], number[]] = [[], []]
    const searched: Record<string, number[]> = { name: [], misspelled: [], telephone: [], 'e-mail': [], beginning: [] }
    let known = 0
    for (const times of [looked, again])
      for (const { id, cells } of some) {
        const begun = performance.now()
        const [alike] = orThrow(await hand.likenesses.against(LOCAL_OWNER, [cells])) ?? []
        times.push(performance.now() - begun)
        if (times === looked && alike?.[0]?.identifier.split('-')[0] === `crm:${id.split('-')[0]}`) known++
      }
    for (const { record } of some.filter((_, place) => place % 2 === 0)) {
      const texts: Record<string, string> = {
        name: `${record.given} ${record.surname}`,
        misspelled: `${record.given.slice(0, -1)} ${record.surname.replace(/(.)(.)$/, '$2$1')}`,
        telephone: record.phone,
        'e-mail': record.email,
        beginning: record.surname.slice(0, 3),
      }
      for (const [kind, text] of Object.entries(texts))
        searched[kind]?.push(await timed(async () => orThrow(await hand.faces.search(LOCAL_OWNER, text))))
    }
    return { looked, again, searched, asked: some.length, known, seconds: hand.seconds, rules: hand.rules }
  } finally {
    await hand.close()
  }
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** `parcours match` on a file of invented people, beside DuckDB's blocking join; then one record and one search among as many. */
export const match = async ({ records, runs }: { records: number; runs: number }): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-bench-'))
  try {
    const [file, out] = [join(folder, 'people.csv'), join(folder, 'pairs.csv')]
    const made = await csvOfPeople(file, records)
    const [ours, theirs]: [Watched[], Watched[]] = [[], []]
    for (let run = 0; run < runs; run += 1) {
      ours.push(await watched([...parcours, 'match', file, '--id', 'id', '--pairs', out, '--json']))
      theirs.push(await watched(['--import', 'tsx', join(repository, 'bench', 'duckdb-match.ts'), file]))
    }
    const mine = countedIn(out)
    const peer = JSON.parse(theirs[0]?.stdout ?? '{}') as { found: number; right: number; version: string }
    const one = await oneByOne(records)
    const seconds = figure(
      'whole command',
      's',
      ours.map((run) => run.seconds),
    )
    const peerSeconds = figure(
      'whole command',
      's',
      theirs.map((run) => run.seconds),
    )
    const searches = Object.entries(one.searched).flatMap(([kind, ms]) => [
      figure(`search by ${kind}`, 'ms', [at(ms, 0.5)]),
      figure(`search by ${kind}, p99`, 'ms', [at(ms, 0.99)]),
    ])
    return {
      bench: 'match',
      what: 'invented French customers, one in four twice: a whole file against itself, then one record and one search among as many people',
      size: { records: made.records, pairs: made.pairs, rules: one.rules, recognised: one.known, askedFor: one.asked },
      ours: [
        seconds,
        figure(
          'processor',
          's',
          ours.map(({ cpuSeconds }) => cpuSeconds),
        ),
        figure(
          'peak memory',
          'MB',
          ours.map(({ peakMB }) => peakMB),
        ),
        figure('pairwise F1', 'share', [f1(mine.right, mine.found, made.pairs)]),
        figure('one record against all, first time', 'ms', [at(one.looked, 0.5)]),
        figure('one record against all, first time, p99', 'ms', [at(one.looked, 0.99)]),
        figure('one record against all, again', 'ms', [at(one.again, 0.5)]),
        figure('one record against all, again, p99', 'ms', [at(one.again, 0.99)]),
        ...searches,
        figure('people kept', 's', [one.seconds.kept]),
        figure('people learnt from', 's', [one.seconds.learnt]),
        figure('people filed by keys', 's', [one.seconds.filed]),
        figure('people filed by keys', 'records/s', [made.records / one.seconds.filed]),
      ],
      peer: {
        name: 'DuckDB',
        version: peer.version,
        figures: [
          peerSeconds,
          figure(
            'processor',
            's',
            theirs.map(({ cpuSeconds }) => cpuSeconds),
          ),
          figure(
            'peak memory',
            'MB',
            theirs.map(({ peakMB }) => peakMB),
          ),
          figure('pairwise F1', 'share', [f1(peer.right, peer.found, made.pairs)]),
        ],
      },
      ratios: [{ name: 'whole command', ratio: seconds.median / peerSeconds.median }],
      machine: machine(),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
