import { type AnswerFiles, writeAnswer, writing } from '../cli/answer-files.ts'
import { type LivedRequest, ofLivedMap, readLived } from '../cli/lived-map.ts'
import { listedTables, listedText, livedTables } from '../cli/lived-tables.ts'
import type { Commands } from '../cli/room-commands.ts'
import { say } from '../kernel/index.ts'
import { wholeNumber } from './filter.cli.ts'
import { livedText } from './lived-text.ts'

export const livedCommand: Commands = (program, run) => {
  writing(ofLivedMap(program.command('lived').argument('<map>', 'a file, or id[@revision] in the store')))
    .description('the designed map beside the journeys that customers lived')
    .option('--top <n>', 'how many of the commonest paths to list', wholeNumber, 50)
    .option(
      '--unit-costs',
      'hold every case to the whole design, each deviation and each event at a cost of 1; traces with their cost',
    )
    .option(
      '--people <number>',
      'list the people behind a number: journeys.open, stage.STAGE.abandoned, touchpoint.TOUCHPOINT.reached, transition.FROM.TO, deviation.skipped.TOUCHPOINT, outcome.broken, off-map.EVENT.CHANNEL (signs in a name as in a URL)',
    )
    .action((name: string, options: LivedRequest & AnswerFiles) =>
      run(options, async (context) => {
        const { map, lived, people } = await readLived(name, options, context)
        const list = listedTables(people?.keys)
        await writeAnswer(options, [...livedTables(lived), ...list], people && 'people')
        if (context.json) context.out(JSON.stringify({ ...lived, ...(people && { people }) }))
        else context.out(livedText(map, lived, context.language))
        if (people && !context.json) context.out(listedText(people.keys, context.language))
        if (!context.json) for (const hint of lived.hints ?? []) context.out(`${say(hint, context.language)}\n`)
      }),
    )
}
