import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { CommandContext } from '../cli/context.ts'
import { openRows } from '../cli/open-rows.ts'
import { Refused } from '../kernel/index.ts'
import { ROLES, type Role } from './normalise.ts'
import { MOST_RECORDS, recordsBuilder } from './records.ts'
import { nothingToCompare, tooManyRecords, unknownColumn, unknownRole } from './refusals.ts'
import { guessRoles } from './roles.ts'

type Rows = Awaited<ReturnType<typeof openRows>>
interface Column {
  readonly name: string
  readonly role: Role
}

/** What somebody says of a file: what its columns hold, and which rules bring records together. */
interface Mapping {
  readonly columns: readonly Column[]
  readonly blocking: readonly string[]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `column: role`, or the same under `columns` beside `blocking`, a list of rules; exactly those. */
export const readMapping = async (file: string): Promise<Mapping> => {
  const read: unknown = parse(await readFile(file, 'utf8'), { maxAliasCount: 0 })
  const whole = isRecord(read) ? read : {}
  const roles = isRecord(whole.columns) ? whole.columns : whole.blocking === undefined ? whole : {}
  const columns = Object.entries(roles).map(([name, role]) => {
    const known = ROLES.find((each) => each === role)
    if (!known) throw new Refused(unknownRole(file, name, String(role), ROLES))
    return { name, role: known }
  })
  return { columns, blocking: Array.isArray(whole.blocking) ? whole.blocking.map(String) : [] }
}

const SAMPLE = 500

const guessedColumns = async (rows: Rows, id: string): Promise<Column[]> => {
  for await (const block of rows.blocks()) {
    const shown = Math.min(block.count, SAMPLE)
    const columns = block.names.map((name, column) => ({
      name,
      sample: Array.from({ length: shown }, (_, row) => block.text(row, column) ?? ''),
    }))
    return guessRoles(columns.filter(({ name }) => name !== id))
  }
  return []
}

const namesOf = async (rows: Rows): Promise<readonly string[]> => {
  for await (const block of rows.blocks()) return block.names
  return []
}

/** Where a column stands in a file; one that it lacks is refused by name. */
const placeIn = (file: string, names: readonly string[], column: string): number => {
  const place = names.indexOf(column)
  if (place === -1 && names.length > 0) throw new Refused(unknownColumn(file, column, names))
  return place
}

/**
 * The columns of a second file in the order of the first's: those of the same names, else, role by role, in their order.
 * What only one of the files has is missing in the other.
 */
const aligned = (first: readonly Column[], second: readonly Column[], names: readonly string[]) => {
  const free = second.filter(({ name }) => !first.some((column) => column.name === name))
  return first.map(({ name, role }) => {
    if (names.includes(name)) return name
    const at = free.findIndex((column) => column.role === role)
    return at === -1 ? undefined : free.splice(at, 1)[0]?.name
  })
}

/** The columns of each file, by the name that each gives them. */
const columnsOf = async (opened: readonly Rows[], id: string, mapping: Mapping | undefined) => {
  const [first, second] = opened
  if (!first) throw new Error('No file was named')
  const names = await Promise.all(opened.map(namesOf))
  const told = mapping && mapping.columns.length > 0 ? mapping.columns : undefined
  const inFirst = told?.filter(({ name }) => names[0]?.includes(name)) ?? (await guessedColumns(first, id))
  const nowhere = told?.find(({ name }) => !names.some((each) => each.includes(name)))
  if (nowhere) throw new Refused(unknownColumn(first.file, nowhere.name, names[0] ?? []))
  if (inFirst.length === 0) throw new Refused(nothingToCompare(first.file))
  const wanted: (readonly (string | undefined)[])[] = [inFirst.map(({ name }) => name)]
  if (second) {
    const inSecond = told?.filter(({ name }) => names[1]?.includes(name)) ?? (await guessedColumns(second, id))
    wanted.push(aligned(inFirst, inSecond, names[1] ?? []))
  }
  return { columns: inFirst, wanted, names }
}

interface Asked {
  readonly id: string
  readonly mapping: Mapping | undefined
}

/** Reads the records of one file or two; `undefined` cells where a file lacks a column. */
export const readRecords = async (files: readonly string[], { id, mapping }: Asked, context: CommandContext) => {
  const opened = await Promise.all(files.map((file) => openRows(file, {})))
  try {
    const { columns, wanted, names } = await columnsOf(opened, id, mapping)
    const builder = recordsBuilder(columns)
    let split: number | undefined
    for (const [index, rows] of opened.entries()) {
      if (index === 1) split = builder.size()
      const own = placeIn(rows.file, names[index] ?? [], id)
      const places = (wanted[index] ?? []).map((name) => (names[index] ?? []).indexOf(name ?? ''))
      for await (const block of rows.blocks()) {
        if (builder.size() + block.count > MOST_RECORDS) throw new Refused(tooManyRecords)
        for (let row = 0; row < block.count; row++)
          builder.add(
            block.text(row, own) ?? '',
            places.map((place) => (place < 0 ? '' : (block.text(row, place) ?? ''))),
          )
        context.progress(`${rows.file}  ${builder.size()}`)
      }
      const damage = rows.damage()
      if (damage) throw new Refused(damage)
    }
    context.progress('')
    return { records: builder.build(split), second: wanted[1] }
  } finally {
    await Promise.all(opened.map((rows) => rows.close()))
  }
}
