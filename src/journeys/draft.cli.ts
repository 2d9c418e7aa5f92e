import type { CommonOptions } from '../cli/context.ts'
import { mapCommand } from '../cli/map-command.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { inZone } from '../cli/workspace-zone.ts'
import { writeWhole } from '../cli/write-file.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { Refused } from '../kernel/index.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import type { CaseQuestion } from './case-reader.ts'
import { draftMap } from './draft.ts'
import { draftAnswer } from './draft-answer.ts'
import { draftIdOf, nothingToDraft } from './draft-refusals.ts'
import { draftYaml } from './draft-yaml.ts'
import { type FilterOptions, filtered, filterOf } from './filter.cli.ts'

interface DraftOptions extends CommonOptions, FilterOptions {
  readonly id?: string
  readonly title?: string
  readonly minShare: number
  readonly output?: string
}

const share = (text: string): number => {
  const value = Number(text)
  if (value >= 0 && value <= 1) return value
  throw new Refused({
    code: 'not-a-share',
    what: { fr: '« --min-share » attend une part entre 0 et 1.', en: '"--min-share" takes a share between 0 and 1.' },
    remedy: { fr: 'Écrivez 0.01 pour un parcours sur cent.', en: 'Write 0.01 for one journey in a hundred.' },
  })
}

/** `parcours map draft`: proposes a map from what was lived. */
export const mapDraftCommand: Commands = (program, run) => {
  filtered(common(mapCommand(program).command('draft').description('proposes a map from a log')))
    .option('--id <id>', 'the id of the map (else the source)')
    .option('--title <title>', 'its title (else the source)')
    .option('--min-share <share>', 'leave off what happens in a smaller share of journeys', share, 0.01)
    .option('-o, --output <file>', 'where to write it (else stdout)')
    .action((options: DraftOptions) =>
      run(options, async (context) => {
        const question: CaseQuestion = {
          workspace: LOCAL_OWNER.workspace,
          filter: filterOf(await inZone(context, options)),
          inferred: 'session',
        }
        const reader = createCaseReader(await context.engines.analytics())
        const [asOf, table] = await Promise.all([reader.latest(question), reader.cases(question)])
        if (table.keys.length === 0) throw new Refused(nothingToDraft)
        const source = options.source ?? 'log'
        const draft = draftMap(table, {
          id: draftIdOf(options.id ?? source),
          title: options.title ?? source,
          source,
          asOf,
          minShare: options.minShare,
        })
        const text = draftYaml(draft, source, context.language)
        if (options.output !== undefined) await writeWhole(options.output, text)
        const { map, cases, facts, leftOff } = draft
        if (context.json) context.out(JSON.stringify(draftAnswer(draft, text, options.output)))
        else if (options.output === undefined) context.out(text)
        context.note({
          fr: `${facts.size} points de contact en ${map.stages.length} étapes, tirés de ${cases} parcours ; ${leftOff.length} activités rares laissées de côté.`,
          en: `${facts.size} touchpoints in ${map.stages.length} stages, drafted from ${cases} journeys; ${leftOff.length} rare activities left off.`,
        })
      }),
    )
}
