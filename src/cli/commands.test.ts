import { Command } from 'commander'
import { expect, it } from 'vitest'
import { commands } from './commands.ts'

it('every command can be typed: none has two options of one name', () => {
  const program = new Command('parcours')
  for (const add of commands) add(program, async () => {})
  const names = program.commands.map((command) => command.name())
  expect(names).toContain('lived')
  expect(new Set(names).size).toBe(names.length)
})
