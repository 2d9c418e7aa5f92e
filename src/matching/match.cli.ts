import { InvalidArgumentError } from 'commander'
import type { CommonOptions } from '../cli/context.ts'
import type { Commands } from '../cli/room-commands.ts'
import { common } from '../cli/run.ts'
import { writeWhole } from '../cli/write-file.ts'
import { csvCell, Refused } from '../kernel/index.ts'
import { againstProfiles } from './against.cli.ts'
import { type BlockingRule, namedRules, partNames } from './blocking.ts'
import type { Matched } from './match.ts'
import { matchInThreads } from './match-in-threads.node.ts'
import { modelOf } from './model.ts'
import { ROLES } from './normalise.ts'
import { readMapping, readRecords } from './read-records.cli.ts'
import { cellsOf, type Records } from './records.ts'
import { unknownRecord, unknownRule } from './refusals.ts'
import { matchText, waterfallText } from './telling.ts'
import { type Waterfall, waterfall } from './waterfall.ts'

interface MatchCommandOptions extends CommonOptions {
  readonly id: string
  readonly pairs?: string
  readonly clusters?: string
  readonly mapping?: string
  readonly threshold: number
  readonly explain?: readonly string[]
  readonly againstProfiles?: boolean
  readonly raw?: boolean
}

const probability = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('a number between 0 and 1 is wanted')
  return value
}

const pairsCsv = ({ ids }: Records, { pairs }: Matched, raw: boolean): string =>
  [
    'id_a,id_b,probability',
    ...pairs.map(({ i, j, probability: p }) => [csvCell(ids[i], raw), csvCell(ids[j], raw), p.toFixed(6)].join(',')),
    '',
  ].join('\n')

const clustersCsv = ({ ids }: Records, { clusters }: Matched, raw: boolean): string =>
  ['id,cluster', ...ids.map((id, record) => `${csvCell(id, raw)},${clusters[record] ?? record}`), ''].join('\n')

/** The rules of the mapping, each of parts that some column has; `undefined` where it names none. */
const rulesOf = (records: Records, file: string, names: readonly string[]): BlockingRule[] | undefined => {
  if (names.length === 0) return undefined
  return namedRules(records, names).map((rule, at) => {
    if (!rule) throw new Refused(unknownRule(file, names[at] ?? '', partNames(records)))
    return rule
  })
}

/** Why two records are as likely one person as they are. */
const explained = (records: Records, matched: Matched, [one = '', other = '']: readonly string[]): Waterfall => {
  const placeOf = (id: string, from = 0): number => {
    const at = records.ids.indexOf(id, from)
    if (at === -1) throw new Refused(unknownRecord(id))
    return at
  }
  const [i, j] = [placeOf(one), placeOf(other, records.split ?? 0)]
  return waterfall(
    modelOf(records, matched.weights, Number.POSITIVE_INFINITY),
    cellsOf(records, i),
    cellsOf(records, j),
  )
}

export const matchCommand: Commands = (program, run) => {
  common(program.command('match'))
    .description('which records of a file, or of two, are one person')
    .argument('<file>', 'CSV, NDJSON or Parquet')
    .argument('[second]', 'a second file: only pairs between the two')
    .requiredOption('--id <column>', 'the column that names a record')
    .option('--pairs <file>', 'write the pairs: id_a,id_b,probability')
    .option('--clusters <file>', 'write the groups: id,cluster')
    .option('--threshold <probability>', 'from which probability two records are one person', probability, 0.5)
    .option(
      '--mapping <file>',
      `YAML, "column: content" (${ROLES.join(', ')}), or that under "columns" and rules under "blocking"`,
    )
    .option('--explain <ids...>', 'two ids: how likely they are one person, comparison by comparison')
    .option('--against-profiles', 'which profile of the data folder each record is; nothing is kept')
    .option('--raw', 'keep cells that look like formulas as they are')
    .action((file: string, second: string | undefined, options: MatchCommandOptions) =>
      run(options, async (context) => {
        if (options.againstProfiles) return againstProfiles(file, options, context)
        const files = second === undefined ? [file] : [file, second]
        const mapping = options.mapping ? await readMapping(options.mapping) : undefined
        const { records } = await readRecords(files, { id: options.id, mapping }, context)
        const rules = rulesOf(records, options.mapping ?? '', mapping?.blocking ?? [])
        const matched = await matchInThreads(records, { threshold: options.threshold, ...(rules && { rules }) })
        if (options.pairs) await writeWhole(options.pairs, pairsCsv(records, matched, options.raw ?? false))
        if (options.clusters) await writeWhole(options.clusters, clustersCsv(records, matched, options.raw ?? false))
        const why = options.explain ? explained(records, matched, options.explain) : undefined
        const answer = {
          records: records.ids.length,
          columns: records.columns.map(({ name, role }) => ({ name, role })),
          rules: matched.rules.map(({ name, pairs, alone, together }) => ({ name, pairs, alone, together })),
          compared: matched.compared,
          threshold: options.threshold,
          oneToOne: matched.oneToOne,
          pairs: matched.pairs.length,
          clusters: new Set(matched.clusters).size,
          expected: matched.expected,
          thresholds: matched.thresholds,
          pairsFile: options.pairs ?? null,
          clustersFile: options.clusters ?? null,
          ...(why && { explanation: why }),
        }
        if (context.json) return context.out(JSON.stringify(answer))
        context.out(matchText(answer, context.language))
        if (why) context.out(`\n${waterfallText(why, context.language)}`)
      }),
    )
}
