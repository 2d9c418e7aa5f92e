import { type Icon, IconHelp, IconKeyboard } from '@tabler/icons-react'
import type { NavigateOptions } from '@tanstack/react-router'
import type { Key } from '../words/fr.ts'

/** Something to do from anywhere, by its name in the palette. A screen that offers something adds its line. */
export interface Command {
  readonly key: Key
  readonly icon: Icon
  /** Where it leads; `$map` in it is the map being looked at, and the command is only offered there. */
  readonly go: NavigateOptions | 'shortcuts'
}

export const COMMANDS: readonly Command[] = [
  { key: 'help.words', icon: IconHelp, go: { to: '/help/words' } },
  { key: 'help.shortcuts', icon: IconKeyboard, go: 'shortcuts' },
]
