import { mapCheckCommand } from '../maps/map-check.cli.ts'
import { mapStoreCommands } from '../maps/map-store.cli.ts'
import { startCommand } from '../server/start.cli.ts'
import { benchCommand } from './bench.cli.ts'
import type { Commands } from './room-commands.ts'

/** Every command of the program, room by room. */
export const commands: readonly Commands[] = [startCommand, mapCheckCommand, mapStoreCommands, benchCommand]
