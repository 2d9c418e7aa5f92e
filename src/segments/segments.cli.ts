import type { CommandContext, CommonOptions } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { columns } from '../cli/tell.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Segment } from './segment.ts'
import { createPostgresSegmentStore } from './segment-store.postgres.ts'
import { createSegments, type Segments } from './segments.ts'

const OWNER = { actor: LOCAL_OWNER }

/** The segments of the data folder of a command. */
export const storedSegments = async ({ engines, now }: CommandContext): Promise<Segments> =>
  createSegments({ store: createPostgresSegmentStore(await engines.database()), may: localOwnerMay, now })

interface AddOptions extends CommonOptions {
  readonly who?: readonly string[]
}

const told = ({ name, who }: Segment) => ({ name, who })

/** `parcours segment add|list|remove` */
export const segmentCommands: Commands = (program, run) => {
  const segment = program
    .command('segment')
    .description('sets of conditions under a name: who belongs, always up to date')
  common(segment.command('add'))
    .argument('<name>', 'how it is called')
    .description('gives conditions a name; a name that is known means these from now on')
    .requiredOption(
      '--who <condition>',
      'people of whom an event fulfils this, such as store=Lille (repeat it: all of them hold)',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .action((name: string, options: AddOptions) =>
      run(options, async (context) => {
        const segments = await storedSegments(context)
        const named = orThrow(await segments.name(OWNER, { name, who: options.who ?? [] }))
        if (context.json) context.out(JSON.stringify(told(named)))
        else
          context.note({
            fr: `« ${named.name} » : ${named.who.join(', ')}. Demandez-le avec --segment.`,
            en: `"${named.name}": ${named.who.join(', ')}. Ask for it with --segment.`,
          })
      }),
    )
  common(segment.command('list'))
    .description('the segments that have a name')
    .action((options: CommonOptions) =>
      run(options, async (context) => {
        const all = orThrow(await (await storedSegments(context)).all(OWNER)).map(told)
        if (context.json) context.out(JSON.stringify({ segments: all }))
        else
          context.out(
            columns(
              all.map(({ name, who }) => [name, who.join(', ')]),
              ['left', 'left'],
            ).join('\n'),
          )
      }),
    )
  common(segment.command('remove'))
    .argument('<name>')
    .description('the name means nobody any more')
    .action((name: string, options: CommonOptions) =>
      run(options, async (context) => {
        const gone = orThrow(await (await storedSegments(context)).remove(OWNER, name))
        if (context.json) context.out(JSON.stringify(told(gone)))
        else context.note({ fr: `« ${name} » ne désigne plus personne.`, en: `"${name}" means nobody any more.` })
      }),
    )
}
