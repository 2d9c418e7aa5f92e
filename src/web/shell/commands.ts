import {
  type Icon,
  IconColumns2,
  IconFileImport,
  IconHelp,
  IconKeyboard,
  IconPlus,
  IconRoute,
  IconShare3,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { NavigateOptions } from '@tanstack/react-router'
import { tour } from '../help/use-tour.ts'
import type { Key } from '../words/fr.ts'

/** Something to do from anywhere, by its name in the palette. A screen that offers something adds its line. */
export interface Command {
  readonly key: Key
  readonly icon: Icon
  /** Where it leads, or what it starts. What leads under `/maps/$map` is only offered on a map, and leads to that one. */
  readonly go: NavigateOptions | 'shortcuts' | (() => void)
}

export const COMMANDS: readonly Command[] = [
  { key: 'newmap.heading', icon: IconPlus, go: { to: '/new-map' } },
  { key: 'palette.import', icon: IconFileImport, go: { to: '/collect/import' } },
  { key: 'palette.share', icon: IconShare3, go: { to: '/maps/$map', search: { aside: 'share' } as never } },
  { key: 'palette.workshop', icon: IconUsersGroup, go: { to: '/maps/$map/workshop' } },
  { key: 'maps.compare', icon: IconColumns2, go: { to: '/maps/compare' } },
  { key: 'tour.again', icon: IconRoute, go: tour.start },
  { key: 'help.words', icon: IconHelp, go: { to: '/help/words' } },
  { key: 'help.shortcuts', icon: IconKeyboard, go: 'shortcuts' },
]
