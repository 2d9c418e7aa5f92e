import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Source } from '../../collection/index.ts'
import { hashWriteKey, writeSources } from '../../collection/sources-file.node.ts'
import type { Event } from '../../events/index.ts'
import { LOCAL_OWNER } from '../../governance/index.ts'
import { HOUR } from '../../kernel/index.ts'
import { collectingProcess, keptIn } from './collecting-process.contract.ts'
import { type Fault, faultyWay } from './faulty-way.contract.ts'

/** How often the process is killed; a longer run sets it. */
export const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 1)
/** Which fault a run meets first; they take turns. */
const SEED = Number(process.env.PARCOURS_TEST_SEED ?? 7)
export const KEY = 'a-write-key'
export const site: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'site',
  trust: 'server',
  kinds: ['user'],
  keyHash: hashWriteKey(KEY),
  addedAt: 0,
  keyedAt: 0,
}

/** By how much the clock of a round's client is wrong: five hours slow, right, or five hours fast. */
export const skewOf = (round: number): number => ((round % 3) - 1) * 5 * HOUR

export const all = (count: number) => Array.from({ length: count }, (_, n) => n)
export const numbersOf = (events: readonly Event[]) =>
  events.map(({ properties }) => Number(properties.n)).sort((x, y) => x - y)

/** A collecting process that is killed, and the way to it on which requests meet `faults` in turn. */
export const troubledPlace = async (source: Source, faults: readonly Fault[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-clients-'))
  await writeSources(folder, [source])
  const place = await collectingProcess(folder)
  let turn = SEED
  let killed = 0
  const way = await faultyWay(
    () => place.url,
    () => faults[++turn % faults.length] ?? 'none',
  )
  return {
    url: way.url,
    met: way.met,
    kept: () => keptIn(folder),
    killAndStart: (slow: boolean): Promise<void> => {
      killed++
      return place.killAndStart(slow)
    },
    /** What a longer run is for: how much was sent, and what became of it. */
    account: (client: string, sent: number, events: readonly Event[]): void => {
      const kept = new Set(numbersOf(events))
      const broken = [...way.promised].filter((n) => !kept.has(n))
      const met = [...way.met].map(([fault, times]) => `${fault} ${times}`).join(', ')
      process.stdout.write(
        `${client}: ${ROUNDS} rounds, ${killed} kill -9, ${sent} sent, ${kept.size} kept, ${sent - kept.size} lost, ${events.length - kept.size} doubled, ${broken.length} acknowledged and not kept; requests that met ${met}\n`,
      )
      // Whatever a client gives up by itself, what it was told is kept is kept.
      expect(broken).toEqual([])
    },
    close: async (): Promise<void> => {
      await way.close()
      await place.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Each occurred when it did, whatever clock its client went by. */
export const occurredSince = (began: number, events: readonly Event[]): void => {
  for (const { at } of events) {
    expect(at).toBeGreaterThan(began - 1_000)
    expect(at).toBeLessThan(Date.now() + 1_000)
  }
}
