import type { CommandContext } from '../cli/context.ts'
import { nameMap } from '../cli/map-argument.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { orThrow, say } from '../kernel/index.ts'
import { diffMaps } from './diff.ts'
import { changeWords } from './diff-words.ts'
import { mapHash } from './hash.node.ts'
import { readMap } from './read.ts'

const SIGNS = { added: '+', removed: '-', changed: '~', moved: '>' } as const

const open = async (argument: string, context: CommandContext) => {
  const { file, text, stored } = await nameMap(argument, context)
  const { map } = orThrow(readMap(text, file))
  return { file, map: { ...map, ...stored } }
}

/** `parcours map diff FROM TO` */
export const mapDiffCommand: Commands = (program, run) => {
  common(mapCommand(program).command('diff'))
    .argument('<from>', 'a file, or id[@revision] in the store')
    .argument('<to>', 'a file, or id[@revision] in the store')
    .option('--exit-code', 'end with 1 where they differ')
    .description('what changed between two revisions, by id: added, removed, moved, changed')
    .action((from: string, to: string, options) =>
      run(options, async (context) => {
        const [before, after] = [await open(from, context), await open(to, context)]
        const changes = diffMaps(before.map, after.map)
        if (context.json) {
          const side = ({ file, map }: typeof before) => ({ file, id: map.id, hash: mapHash(map) })
          const words = changes.map((change) => ({ ...change, words: changeWords(change) }))
          context.out(JSON.stringify({ from: side(before), to: side(after), changes: words }, null, 2))
        } else
          for (const change of changes)
            context.out(`${SIGNS[change.kind]} ${say(changeWords(change), context.language)}`)
        const count = changes.length
        context.note({
          fr: count === 0 ? 'Aucune différence.' : `${count} différence${count > 1 ? 's' : ''}.`,
          en: count === 0 ? 'No difference.' : `${count} difference${count > 1 ? 's' : ''}.`,
        })
        if (options.exitCode && count > 0) process.exitCode = 1
      }),
    )
}
