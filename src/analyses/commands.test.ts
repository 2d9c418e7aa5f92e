import { Command } from 'commander'
import { expect, it } from 'vitest'
import type { Asked } from '../api/endpoint.ts'
import { VIEW } from '../api/view-asked.ts'
import { LOCAL_OWNER, localOwnerMay, type May } from '../governance/index.ts'
import { analysisCommands } from './analyses.cli.ts'
import { analysisEndpoints } from './analyses.http.ts'
import { ANALYSES } from './analyses.ts'
import type { Analyst } from './analyst.ts'

let asked: unknown
const analyst: Analyst = { analyse: async () => ({ body: { asOf: '2025-03-01' }, tables: [] }) }
const programOf = () => {
  const program = new Command('parcours').exitOverride()
  analysisCommands(program, async (options) => {
    asked = options
  })
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} })
  return program
}
const type = (...words: readonly string[]) => programOf().parseAsync(words, { from: 'user' })

it('every analysis is a command and an endpoint, and none of its options hides a filter', () => {
  expect(programOf().commands.map((command) => command.name())).toEqual(ANALYSES.map(({ name }) => name))
  const endpoints = analysisEndpoints({ analyst, may: localOwnerMay })
  expect(endpoints.map(({ path }) => path)).toEqual(ANALYSES.map(({ name }) => `/api/analyses/${name}`))
  const own = ANALYSES.flatMap(({ options }) => Object.keys(options.properties))
  expect(own.filter((name) => Object.hasOwn(VIEW, name) || ['format', 'table', 'people'].includes(name))).toEqual([])
})

it('options are read as their schema wants them', async () => {
  await type('funnel', '--step', 'A|B', '--step', 'C', '--optional', '2', '--who', 'store=Lille', '--period', '30d')
  expect(asked).toMatchObject({ step: ['A|B', 'C'], optional: [2], who: ['store=Lille'], period: '30d' })
  expect(asked).toMatchObject({ order: 'ordered', windowFrom: 'first' })
})

it('what does not fit is misuse, said with what is wanted', async () => {
  const misused = [
    ['funnel'],
    ['funnel', '--step', 'A', '--order', 'backwards'],
    ['funnel', '--step', 'A', '--optional', 'x'],
    ['funnel', '--step', 'A', '--window', 'two days'],
    ['paths', '--depth', '0'],
    ['retention', '--period', 'someday'],
  ]
  for (const words of misused) await expect(type(...words), words.join(' ')).rejects.toThrow()
})

it('over HTTP are for those who may read events, and name people only to those who may see them', async () => {
  const asking = (may: May, people?: string) => {
    const [retention] = analysisEndpoints({ analyst, may }).filter(({ path }) => path.endsWith('/retention'))
    const asked = {
      query: people === undefined ? {} : { people },
      actor: LOCAL_OWNER,
      signal: new AbortController().signal,
    }
    return retention?.answer(asked as unknown as Asked<never, never>)
  }
  const events: May = (_, capability) => capability === 'events.read'
  await expect(asking(() => false)).rejects.toThrow('not-allowed')
  await expect(asking(events)).resolves.toMatchObject({ body: { asOf: '2025-03-01' } })
  await expect(asking(events, 'week:0')).rejects.toThrow('not-allowed')
})
