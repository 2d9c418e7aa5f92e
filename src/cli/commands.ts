import type { Commands } from './room-commands.ts'

/** Some commands, by the first words that ask for them. */
interface Brought {
  readonly words: readonly string[]
  bring(): Promise<readonly Commands[]>
}

/** Every command of the program, room by room. Only what is asked for is loaded: all of it takes half a second. */
const BROUGHT: readonly Brought[] = [
  { words: ['start'], bring: async () => [(await import('../server/start.cli.ts')).startCommand] },
  { words: ['link'], bring: async () => [(await import('../server/link.cli.ts')).linkCommand] },
  { words: ['workspace'], bring: async () => [(await import('../governance/workspace.cli.ts')).workspaceCommand] },
  {
    words: ['source'],
    bring: async () => [
      (await import('../collection/sources.cli.ts')).sourceCommands,
      (await import('../server/source-tail.cli.ts')).sourceTailCommand,
    ],
  },
  { words: ['webhook'], bring: async () => [(await import('./webhook.cli.ts')).webhookCommands] },
  { words: ['deposit'], bring: async () => [(await import('./deposit.cli.ts')).depositCommands] },
  { words: ['import'], bring: async () => [(await import('../imports/import.cli.ts')).importCommand] },
  { words: ['profile'], bring: async () => [(await import('./profile.cli.ts')).profileCommands] },
  {
    words: ['map'],
    bring: async () => [
      (await import('../maps/maps.cli.ts')).mapCommands,
      (await import('../exports/render.cli.ts')).mapRenderCommand,
      (await import('../journeys/draft.cli.ts')).mapDraftCommand,
    ],
  },
  { words: ['log'], bring: async () => [(await import('../journeys/log.cli.ts')).logCommands] },
  { words: ['lived'], bring: async () => [(await import('../journeys/lived.cli.ts')).livedCommand] },
  {
    words: [
      ...[
        'funnel',
        'paths',
        'variants',
        'flow',
        'times',
        'retention',
        'attribution',
        'value',
        'drivers',
        'activity',
        'trends',
        'recommend',
      ],
      ...['contacts', 'effectiveness', 'compare', 'next', 'discover'],
    ],
    bring: async () => [(await import('../analyses/analyses.cli.ts')).analysisCommands],
  },
  { words: ['segment'], bring: async () => [(await import('../segments/segments.cli.ts')).segmentCommands] },
  { words: ['export'], bring: async () => [(await import('../mining/export.cli.ts')).exportCommand] },
  { words: ['match'], bring: async () => [(await import('../matching/match.cli.ts')).matchCommand] },
  { words: ['report'], bring: async () => [(await import('../reports/report.cli.ts')).reportCommand] },
  { words: ['moments'], bring: async () => [(await import('../moments/moments.cli.ts')).momentsCommand] },
  { words: ['demo'], bring: async () => [(await import('../demo/demo.cli.ts')).demoCommand] },
  { words: ['bench'], bring: async () => [(await import('./bench.cli.ts')).benchCommand] },
]

/** The first words of all commands, in the order in which help lists them. */
export const COMMAND_WORDS = BROUGHT.flatMap(({ words }) => words)

/** The commands that a first word asks for; all of them where it asks for none (`--help`, a slip). */
export const commandsOf = async (word?: string): Promise<readonly Commands[]> => {
  const asked = BROUGHT.filter(({ words }) => word !== undefined && words.includes(word))
  return (await Promise.all((asked.length > 0 ? asked : BROUGHT).map(({ bring }) => bring()))).flat()
}
