import { Command } from 'commander'
import { expect, it } from 'vitest'
import { commands } from './commands.ts'

it('has commands whose options do not contradict one another', () => {
  const program = new Command('parcours').exitOverride()
  for (const add of commands) add(program, async () => {})
  expect(program.commands.map((command) => command.name())).toContain('map')
})
