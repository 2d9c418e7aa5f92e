import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { commandsOf } from '../commands.ts'
import { askedLanguage } from './asked-language.ts'
import { HELP_IN_FRENCH } from './french.ts'
import { spokenIn } from './spoken.ts'

const program = new Command('parcours').exitOverride()
for (const add of await commandsOf()) add(program, async () => {})

const described = (command: Command): string[] => [
  command.description(),
  ...command.options.map(({ description }) => description),
  ...command.registeredArguments.map(({ description }) => description),
  ...command.commands.flatMap(described),
]

describe('help in French', () => {
  const said = new Set(program.commands.flatMap(described).filter((text) => text !== ''))

  it('has words for everything that a command says of itself, and no other', () => {
    expect([...said].filter((text) => !HELP_IN_FRENCH.has(text))).toEqual([])
    expect([...HELP_IN_FRENCH.keys()].filter((text) => !said.has(text))).toEqual([])
  })

  it('says its titles, choices and slips in French', async () => {
    const spoken = new Command('parcours').exitOverride()
    for (const add of await commandsOf('funnel')) add(spoken, async () => {})
    spokenIn(spoken, 'fr')
    const funnel = spoken.commands.find((one) => one.name() === 'funnel')
    const help = funnel?.helpInformation() ?? ''
    expect(help).toContain('jusqu’où vont les personnes')
    expect(help).toMatch(/Options\s:/)
    expect(help).not.toMatch(/choices:|default:|display help/)
    const slips: string[] = []
    for (const one of [spoken, ...spoken.commands]) one.configureOutput({ writeErr: (text) => slips.push(text) })
    await expect(spoken.parseAsync(['node', 'parcours', 'funnel', '--step', 'A', '--nowhere'])).rejects.toThrow()
    expect(slips.join('')).toMatch(/l’option «\s--nowhere\s» n’existe pas/)
  })

  it('is asked for by --lang before any command is read', () => {
    expect(askedLanguage(['funnel', '--lang', 'fr'])).toBe('fr')
    expect(askedLanguage(['--lang=en', 'funnel'])).toBe('en')
    expect(askedLanguage(['funnel'])).toBeUndefined()
  })
})
