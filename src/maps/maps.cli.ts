import type { Commands } from '../cli/room-commands.ts'
import { mapCheckCommand } from './map-check.cli.ts'
import { mapDiffCommand } from './map-diff.cli.ts'
import { mapExportCommand } from './map-export.cli.ts'
import { mapStoreCommands } from './map-store.cli.ts'

/** What this room adds under `parcours map`. */
export const mapCommands: Commands = (program, run) => {
  for (const add of [mapCheckCommand, mapDiffCommand, mapExportCommand, mapStoreCommands]) add(program, run)
}
