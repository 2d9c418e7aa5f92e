import { analysisCommands } from '../analyses/analyses.cli.ts'
import { sourceCommands } from '../collection/sources.cli.ts'
import { demoCommand } from '../demo/demo.cli.ts'
import { mapRenderCommand } from '../exports/render.cli.ts'
import { importCommand } from '../imports/import.cli.ts'
import { mapDraftCommand } from '../journeys/draft.cli.ts'
import { livedCommand } from '../journeys/lived.cli.ts'
import { logCommands } from '../journeys/log.cli.ts'
import { mapCommands } from '../maps/maps.cli.ts'
import { matchCommand } from '../matching/match.cli.ts'
import { exportCommand } from '../mining/export.cli.ts'
import { momentsCommand } from '../moments/moments.cli.ts'
import { reportCommand } from '../reports/report.cli.ts'
import { linkCommand } from '../server/link.cli.ts'
import { sourceTailCommand } from '../server/source-tail.cli.ts'
import { startCommand } from '../server/start.cli.ts'
import { benchCommand } from './bench.cli.ts'
import { profileCommands } from './profile.cli.ts'
import type { Commands } from './room-commands.ts'
import { webhookCommands } from './webhook.cli.ts'

/** Every command of the program, room by room. */
export const commands: readonly Commands[] = [
  startCommand,
  linkCommand,
  sourceCommands,
  sourceTailCommand,
  webhookCommands,
  importCommand,
  profileCommands,
  mapCommands,
  mapRenderCommand,
  mapDraftCommand,
  logCommands,
  livedCommand,
  analysisCommands,
  exportCommand,
  matchCommand,
  reportCommand,
  momentsCommand,
  demoCommand,
  benchCommand,
]
