import { resolve } from 'node:path'
import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import type { Seen } from '../collection/intake.node.ts'
import { stopWords } from '../collection/stop-words.ts'
import { iso, Refused, say } from '../kernel/index.ts'
import { arrivals } from './arrivals-stream.ts'
import { liveServer } from './server-file.ts'

const noServer = (folder: string) =>
  new Refused({
    code: 'no-server',
    what: { fr: `Aucun serveur ne tourne sur ${folder}.`, en: `No server runs on ${folder}.` },
    remedy: { fr: 'Lancez parcours start.', en: 'Run parcours start.' },
  })

/** `parcours source tail [NAME]`: what arrives at the running server, as it arrives. */
export const sourceTailCommand: Commands = (program, run) => {
  const source = program.commands.find((command) => command.name() === 'source') ?? program.command('source')
  common(source.command('tail'))
    .argument('[name]', 'only what this source sends')
    .description('what arrives live, and why a message stops, until Ctrl-C')
    .action((name: string | undefined, options) =>
      run(options, async (context) => {
        const folder = resolve(context.dataFolder)
        const ingest = (await liveServer(folder))?.engines.ingest
        if (!ingest) throw noServer(folder)
        context.note({ fr: `Les messages arrivent à ${ingest.collect}.`, en: `Messages arrive at ${ingest.collect}.` })
        for await (const message of arrivals(ingest)) if (!name || message.source === name) tell(message, context)
      }),
    )
}

const tell = (message: Seen, { json, language, out }: CommandContext): void => {
  const { at, source, event = '', channel = '', identifier = '', stopped, detail = '' } = message
  const what =
    stopped === undefined
      ? `✓ ${event}${detail && ` (${detail})`}`
      : `✗ ${say(stopWords(stopped)?.what ?? { fr: stopped, en: stopped }, language)} (${stopped}: ${detail})`
  if (json) out(JSON.stringify({ ...message, at: iso(at) }))
  else out([iso(at).slice(11, 23), source, what, channel, identifier].filter((cell) => cell !== '').join('  '))
}
