import type { Commands } from '../cli/room-commands.ts'
import { attributionCommand } from './attribution.cli.ts'
import { funnelCommand } from './funnel.cli.ts'
import { pathsCommand } from './paths.cli.ts'
import { retentionCommand } from './retention.cli.ts'
import { valueCommand } from './value.cli.ts'

/** The questions over lived journeys, one command each, all with the same filters. */
export const analysisCommands: Commands = (program, run) => {
  for (const add of [funnelCommand, pathsCommand, retentionCommand, attributionCommand, valueCommand]) add(program, run)
}
