import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Event, readEvent } from '../events/index.ts'
import { choicesOf } from './choices.node.ts'
import { createMemoryEventSink, type MemoryEventSink } from './event-sink.memory.ts'
import { importFiles } from './import-files.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'parcours-laws-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Row {
  readonly who: string
  readonly what: string
  readonly minute: number
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const line = ({ who, what, minute }: Row) =>
  [who, what, new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()].map(cell).join(',')

/** Each list of rows is a file of the same source, brought one after another. */
const bring = async (files: readonly (readonly Row[])[], into: MemoryEventSink = createMemoryEventSink()) => {
  const paths = files.map((rows, i) => {
    const path = join(folder, `rows-${i}.csv`)
    writeFileSync(path, `case,event,time\n${rows.map((row) => `${line(row)}\n`).join('')}`)
    return path
  })
  const { kept, duplicates } = await importFiles(
    paths,
    async () => into,
    {
      workspace: 'default',
      source: 'lille',
      choices: choicesOf({ delimiter: ',', encoding: 'utf-8' }),
      dataFolder: folder,
      language: 'en',
      now: () => Date.UTC(2026, 5, 1),
      progress: () => {},
    },
    { planned: () => {}, brought: () => {}, refused: () => {} },
  )
  return { sink: into, kept, duplicates }
}

/** What is kept, as a set: ids, and all that an event says but its place in the file. */
const keptBy = (sink: MemoryEventSink) =>
  sink.rows
    .map(readEvent)
    .map(({ seq: _, ...event }) => JSON.stringify(event))
    .sort()
const byTime = (events: readonly Event[]) =>
  [...events]
    .sort((a, b) => a.at - b.at || a.rank - b.rank || a.seq - b.seq)
    .map(({ id, identifier, event }) => [id, identifier, event])

const row = fc.record({
  who: fc.constantFrom('Claire', 'Karim', 'NA', 'Zoé'),
  what: fc.constantFrom('Visit', 'Call', 'Quote, signed', 'says "no"', 'two\nlines'),
  minute: fc.nat(30),
})
const rows = fc.array(row, { minLength: 1, maxLength: 25 })

describe('the laws of an import', () => {
  it('a file again adds nothing, and identical rows of one file are as many events', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const once = await bring([some])
        expect(once).toMatchObject({ kept: some.length, duplicates: 0 })
        const before = keptBy(once.sink)
        expect(await bring([some], once.sink)).toMatchObject({ kept: 0, duplicates: some.length })
        expect(keptBy(once.sink)).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })

  it('rows in any order are the same events', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        async ([some, shuffled]) => {
          expect(keptBy((await bring([shuffled])).sink)).toEqual(keptBy((await bring([some])).sink))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('arrival order does not matter for events of distinct rank', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .uniqueArray(row, { minLength: 1, maxLength: 25, selector: ({ minute }) => minute })
          .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        async ([some, shuffled]) => {
          const [here, there] = [await bring([some]), await bring([shuffled])]
          expect(byTime(there.sink.rows.map(readEvent))).toEqual(byTime(here.sink.rows.map(readEvent)))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('two halves equal the whole where no identical rows straddle the cut', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(25), async (some, at) => {
        const [first, second] = [some.slice(0, at), some.slice(at)]
        const known = new Set(first.map(line))
        fc.pre(!second.some((row) => known.has(line(row))))
        const halves = await bring([first, second])
        expect(keptBy(halves.sink)).toEqual(keptBy((await bring([some])).sink))
      }),
      { numRuns: 40 },
    )
  })

  it('a longer export of the same rows adds only what is new', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (some, more) => {
        const { sink } = await bring([some])
        expect(await bring([[...some, ...more]], sink)).toMatchObject({ kept: more.length, duplicates: some.length })
      }),
      { numRuns: 40 },
    )
  })
})
