import type { Command } from 'commander'
import type { RunCommand } from './context.ts'

/** What a room's `*.cli.ts` exports: it adds its commands to the program. */
export type Commands = (program: Command, run: RunCommand) => void
