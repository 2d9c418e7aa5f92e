import { request } from 'node:http'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { CommandContext } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import type { Seen } from '../collection/collector.http.ts'
import { iso, type Localised, Refused, say } from '../kernel/index.ts'
import type { spine } from '../spine.ts'
import type { IngestAddress } from './role.ts'
import { liveServer } from './server-file.ts'

const noServer = (folder: string) =>
  new Refused({
    code: 'no-server',
    what: { fr: `Aucun serveur ne tourne sur ${folder}.`, en: `No server runs on ${folder}.` },
    remedy: { fr: 'Lancez parcours start.', en: 'Run parcours start.' },
  })

type Reason = (typeof spine)[1]['stops'][number]

/** Why a message stopped, and what its sender can do. */
const REASONS: Readonly<Record<Reason, Localised>> = {
  malformed: { fr: 'ce n’est pas un message du protocole', en: 'it is no message of the protocol' },
  'too-large': { fr: 'il dépasse 256 Ko', en: 'it is larger than 256 KB' },
  'no-event': { fr: 'il ne nomme aucun événement', en: 'it names no event' },
  'no-person': { fr: 'il n’a ni userId ni anonymousId', en: 'it has neither userId nor anonymousId' },
  'unreadable-time': { fr: 'sa date n’est pas en ISO 8601 avec fuseau', en: 'its time is not ISO 8601 with a zone' },
  'before-1990': { fr: 'sa date précède 1990', en: 'its time is before 1990' },
  'in-the-future': { fr: 'sa date est dans le futur', en: 'its time is in the future' },
  'no-consent': { fr: 'la personne n’y consent pas', en: 'the person does not consent' },
}

const isReason = (text: string): text is Reason => Object.hasOwn(REASONS, text)

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

async function* arrivals({ socket, token }: IngestAddress): AsyncGenerator<Seen> {
  const response = await new Promise<NodeJS.ReadableStream>((open, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    request({ socketPath: socket, path: '/arrivals', headers }, open).on('error', reject).end()
  })
  for await (const line of createInterface({ input: response })) yield JSON.parse(line) as Seen
}

const tell = (message: Seen, { json, language, out }: CommandContext): void => {
  const { at, source, event = '', channel = '', identifier = '', stopped, detail = '' } = message
  const what =
    stopped && isReason(stopped) ? `✗ ${say(REASONS[stopped], language)} (${stopped}: ${detail})` : `✓ ${event}`
  if (json) out(JSON.stringify({ ...message, at: iso(at) }))
  else out([iso(at).slice(11, 23), source, what, channel, identifier].filter((cell) => cell !== '').join('  '))
}
