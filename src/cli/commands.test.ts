import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { COMMAND_WORDS, commandsOf } from './commands.ts'

const namesOf = async (word?: string): Promise<readonly string[]> => {
  const program = new Command('parcours')
  for (const add of await commandsOf(word)) add(program, async () => {})
  return program.commands.map((command) => command.name())
}

describe('the commands of the program', () => {
  it('can all be typed: none has two options of one name', async () => {
    const names = await namesOf()
    expect(names).toContain('lived')
    expect(new Set(names).size).toBe(names.length)
  })

  it('are brought by their first word, which help lists in the same order', async () => {
    expect(await namesOf()).toEqual(COMMAND_WORDS)
    for (const word of COMMAND_WORDS) expect(await namesOf(word)).toContain(word)
    expect(await namesOf('map')).toEqual(['map'])
  })

  it('are all there where no word asks for one of them', async () => {
    expect(await namesOf('lve')).toEqual(COMMAND_WORDS)
  })
})
