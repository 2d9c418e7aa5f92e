import type { CommandContext } from '../cli/context.ts'
import { openLikenesses } from '../cli/open-profiles.ts'
import { writeWhole } from '../cli/write-file.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { csvCell, orThrow, Refused } from '../kernel/index.ts'
import { type Alike, SURE, WORTH_ASKING } from './likenesses.ts'
import { FEWEST } from './person-model.ts'
import { PERSON_COLUMNS } from './person-record.ts'
import { readMapping, readRecords } from './read-records.cli.ts'
import { cellsOf, type Records } from './records.ts'
import { noModelYet } from './refusals.ts'
import { againstText } from './telling.ts'

interface AgainstOptions {
  readonly id: string
  readonly mapping?: string
  readonly pairs?: string
  readonly raw?: boolean
}

const SLICE = 500

/** The cells of a record in the columns that people are compared by; what the file does not have is missing. */
const asPerson = (records: Records) => {
  const places = PERSON_COLUMNS.map(({ role }) => records.columns.findIndex((column) => column.role === role))
  return (record: number): string[] => {
    const cells = cellsOf(records, record)
    return places.map((place) => cells[place] ?? '')
  }
}

/** Which profile each record of a file is, as far as likeness tells; nothing is kept. */
export const againstProfiles = async (file: string, options: AgainstOptions, context: CommandContext) => {
  const mapping = options.mapping ? await readMapping(options.mapping) : undefined
  const { records } = await readRecords([file], { id: options.id, mapping }, context)
  const likenesses = await openLikenesses(context)
  const cells = asPerson(records)
  const best: (Alike | undefined)[] = []
  for (let from = 0; from < records.ids.length; from += SLICE) {
    const slice = records.ids.slice(from, from + SLICE).map((_, at) => cells(from + at))
    const found = orThrow(await likenesses.against(LOCAL_OWNER, slice))
    if (!found) throw new Refused(noModelYet(FEWEST))
    for (const alike of found) best.push(alike[0])
    context.progress(`${best.length}`)
  }
  context.progress('')
  if (options.pairs) {
    const rows = best.flatMap((alike, at) =>
      alike
        ? [[csvCell(records.ids[at], options.raw ?? false), alike.profile, alike.probability.toFixed(6)].join(',')]
        : [],
    )
    await writeWhole(options.pairs, ['id,profile,probability', ...rows, ''].join('\n'))
  }
  const known = best.filter((alike) => alike !== undefined)
  const sure = known.filter(({ probability }) => probability >= SURE).length
  const answer = {
    records: records.ids.length,
    sure,
    doubtful: known.length - sure,
    unknown: records.ids.length - known.length,
    thresholds: { sure: SURE, doubtful: WORTH_ASKING },
    pairsFile: options.pairs ?? null,
  }
  context.out(context.json ? JSON.stringify(answer) : againstText(answer, context.language))
}
