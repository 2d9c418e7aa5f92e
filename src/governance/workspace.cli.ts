import type { CommonOptions } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { workspaceSettings } from '../cli/workspace-zone.ts'
import { orThrow } from '../kernel/index.ts'
import { LOCAL_OWNER } from './actor.ts'

interface Options extends CommonOptions {
  readonly zone?: string
}

/** `parcours workspace [--zone ZONE]` */
export const workspaceCommand: Commands = (program, run) => {
  common(program.command('workspace'))
    .description('what is set for the whole workspace: the zone by which its days begin')
    .option('--zone <zone>', 'from now on this one, such as Europe/Brussels')
    .action((options: Options) =>
      run(options, async (context) => {
        const settings = await workspaceSettings(context)
        const set = options.zone
        const zone =
          set === undefined ? await settings.zone(LOCAL_OWNER) : orThrow(await settings.setZone(LOCAL_OWNER, set))
        if (context.json) return context.out(JSON.stringify({ zone }))
        context.out(zone)
        if (set !== undefined)
          context.note({
            fr: 'Les jours, semaines et mois commencent désormais dans ce fuseau, et les heures sans fuseau s’y lisent.',
            en: 'Days, weeks and months begin in this zone from now on, and times without a zone are read in it.',
          })
      }),
    )
}
