import { readFile } from 'node:fs/promises'
import { InvalidArgumentError } from 'commander'
import { parse } from 'yaml'
import type { CommandContext, CommonOptions } from '../cli/context.ts'
import { openRows } from '../cli/open-rows.ts'
import type { Commands } from '../cli/room-commands.ts'
import { languageOption } from '../cli/run.ts'
import { writeWhole } from '../cli/write-file.ts'
import { csvCell, Refused } from '../kernel/index.ts'
import { MOST_RECORDS } from './blocking.ts'
import { type Matched, match } from './match.ts'
import { ROLES, type Role } from './normalise.ts'
import { type Records, recordsBuilder } from './records.ts'
import { nothingToCompare, tooManyRecords, unknownColumn, unknownRole } from './refusals.ts'
import { guessRole } from './roles.ts'
import { matchText } from './telling.ts'

interface MatchCommandOptions extends CommonOptions {
  readonly id: string
  readonly pairs?: string
  readonly clusters?: string
  readonly mapping?: string
  readonly threshold: number
  readonly raw?: boolean
}

type Rows = Awaited<ReturnType<typeof openRows>>
interface Column {
  readonly name: string
  readonly role: Role
}

const probability = (text: string): number => {
  const value = Number(text)
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('a number between 0 and 1 is wanted')
  return value
}

/** The columns that a mapping names (`column: role`), exactly those. */
const mappedColumns = async (file: string): Promise<Column[]> => {
  const roles: unknown = parse(await readFile(file, 'utf8'), { maxAliasCount: 0 })
  return Object.entries(roles as Record<string, unknown>).map(([name, role]) => {
    const known = ROLES.find((each) => each === role)
    if (!known) throw new Refused(unknownRole(file, name, String(role), ROLES))
    return { name, role: known }
  })
}

const SAMPLE = 500

const guessedColumns = async (rows: Rows, id: string): Promise<Column[]> => {
  for await (const block of rows.blocks()) {
    const shown = Math.min(block.count, SAMPLE)
    return block.names.flatMap((name, column) => {
      const sample = Array.from({ length: shown }, (_, row) => block.text(row, column) ?? '')
      const role = name === id ? undefined : guessRole(name, sample)
      return role ? [{ name, role }] : []
    })
  }
  return []
}

const namesOf = async (rows: Rows): Promise<readonly string[]> => {
  for await (const block of rows.blocks()) return block.names
  return []
}

/** Where the columns asked for stand in a file; one that it lacks is refused by name. */
const placesIn = (file: string, names: readonly string[], wanted: readonly string[]): number[] =>
  wanted.map((column) => {
    const place = names.indexOf(column)
    if (place === -1 && names.length > 0) throw new Refused(unknownColumn(file, column, names))
    return place
  })

const readRecords = async (files: readonly string[], options: MatchCommandOptions, context: CommandContext) => {
  const opened = await Promise.all(files.map((file) => openRows(file, {})))
  const [first] = opened
  if (!first) throw new Error('No file was named')
  try {
    const columns = options.mapping ? await mappedColumns(options.mapping) : await guessedColumns(first, options.id)
    if (columns.length === 0) throw new Refused(nothingToCompare(first.file))
    const builder = recordsBuilder(columns)
    let split: number | undefined
    for (const [index, rows] of opened.entries()) {
      if (index === 1) split = builder.size()
      const places = placesIn(rows.file, await namesOf(rows), [options.id, ...columns.map(({ name }) => name)])
      for await (const block of rows.blocks()) {
        if (builder.size() + block.count > MOST_RECORDS) throw new Refused(tooManyRecords)
        for (let row = 0; row < block.count; row++) {
          const [id = '', ...cells] = places.map((place) => block.text(row, place) ?? '')
          builder.add(id, cells)
        }
        context.progress(`${rows.file}  ${builder.size()}`)
      }
      const damage = rows.damage()
      if (damage) throw new Refused(damage)
    }
    context.progress('')
    return builder.build(split)
  } finally {
    await Promise.all(opened.map((rows) => rows.close()))
  }
}

const pairsCsv = ({ ids }: Records, { pairs }: Matched, raw: boolean): string =>
  [
    'id_a,id_b,probability',
    ...pairs.map(({ i, j, probability: p }) => [csvCell(ids[i], raw), csvCell(ids[j], raw), p.toFixed(6)].join(',')),
    '',
  ].join('\n')

const clustersCsv = ({ ids }: Records, { clusters }: Matched, raw: boolean): string =>
  ['id,cluster', ...ids.map((id, record) => `${csvCell(id, raw)},${clusters[record] ?? record}`), ''].join('\n')

export const matchCommand: Commands = (program, run) => {
  program
    .command('match')
    .description('which records of a file, or of two, are one person')
    .argument('<file>', 'CSV, NDJSON or Parquet')
    .argument('[second]', 'a second file: only pairs between the two')
    .requiredOption('--id <column>', 'the column that names a record')
    .option('--pairs <file>', 'write the pairs: id_a,id_b,probability')
    .option('--clusters <file>', 'write the groups: id,cluster')
    .option('--threshold <probability>', 'from which probability two records are one person', probability, 0.5)
    .option('--mapping <file>', `YAML, "column: content" (${ROLES.join(', ')}); nothing is guessed`)
    .option('--raw', 'keep cells that look like formulas as they are')
    .addOption(languageOption())
    .option('--json', 'stable JSON on stdout')
    .action((file: string, second: string | undefined, options: MatchCommandOptions) =>
      run(options, async (context) => {
        const files = second === undefined ? [file] : [file, second]
        const records = await readRecords(files, options, context)
        const matched = match(records, { threshold: options.threshold })
        if (options.pairs) await writeWhole(options.pairs, pairsCsv(records, matched, options.raw ?? false))
        if (options.clusters) await writeWhole(options.clusters, clustersCsv(records, matched, options.raw ?? false))
        const answer = {
          records: records.ids.length,
          columns: records.columns.map(({ name, role }) => ({ name, role })),
          rules: matched.rules.map(({ name, pairs }) => ({ name, pairs })),
          compared: matched.compared,
          threshold: options.threshold,
          oneToOne: matched.oneToOne,
          pairs: matched.pairs.length,
          clusters: new Set(matched.clusters).size,
          pairsFile: options.pairs ?? null,
          clustersFile: options.clusters ?? null,
        }
        context.out(context.json ? JSON.stringify(answer) : matchText(answer, context.language))
      }),
    )
}
