import { type Features, featuresOf } from './features.ts'
import { cleaned, type Role } from './normalise.ts'
import { sharedInts } from './shared.ts'
import { packed, type Texts, textAt } from './texts.ts'

/** As many records as fit beside a 31-bit key in one exact number. */
export const MOST_RECORDS = 0x400000

/** One column of records: text `codes[i]` is record i's cleaned value; code 0 is the missing value. */
export interface RecordColumn {
  readonly name: string
  readonly role: Role
  readonly codes: Int32Array
  readonly texts: Texts
  readonly features: Features
  /** How many records hold each value. */
  readonly counts: Int32Array
}

/** Records in columns. Where two files are linked, those of the second come from index `split` on. */
export interface Records {
  readonly ids: readonly string[]
  readonly split: number | undefined
  readonly columns: readonly RecordColumn[]
}

const IN_DIGITS: ReadonlySet<Role> = new Set<Role>(['birth-date', 'phone', 'number', 'street-number'])

/** Where most of so many cells are met once, remembering the others costs more than cleaning them again. */
const TRIED = 20_000

/** Builds columns row by row, each distinct raw cell cleaned once. */
export const recordsBuilder = (columns: readonly { readonly name: string; readonly role: Role }[]) => {
  const ids: string[] = []
  const building = columns.map(({ name, role }) => ({
    name,
    role,
    codes: [] as number[],
    byRaw: new Map<string, number>() as Map<string, number> | undefined,
    byValue: new Map<string, number>([['', 0]]),
    values: [''],
  }))
  const codeOfCleaned = (column: (typeof building)[number], value: string): number => {
    const known = column.byValue.get(value)
    if (known !== undefined) return known
    column.values.push(value)
    column.byValue.set(value, column.values.length - 1)
    return column.values.length - 1
  }
  const codeOf = (column: (typeof building)[number], raw: string): number => {
    const known = column.byRaw?.get(raw)
    if (known !== undefined) return known
    const code = codeOfCleaned(column, cleaned(column.role, raw))
    column.byRaw?.set(raw, code)
    if (column.byRaw && column.codes.length >= TRIED && column.byRaw.size > column.codes.length / 2)
      column.byRaw = undefined
    return code
  }
  return {
    /** Cells that are already in the form in which they are compared. */
    addCleaned(id: string, cells: readonly string[]): void {
      ids.push(id)
      for (const [index, column] of building.entries()) column.codes.push(codeOfCleaned(column, cells[index] ?? ''))
    },
    add(id: string, cells: readonly string[]): void {
      ids.push(id)
      for (const [index, column] of building.entries()) column.codes.push(codeOf(column, cells[index] ?? ''))
    },
    size: () => ids.length,
    build(split?: number): Records {
      return {
        ids,
        split,
        columns: building.map(({ name, role, codes, values }) => {
          const [counts, shared] = [sharedInts(values.length), sharedInts(codes.length)]
          for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
          shared.set(codes)
          return {
            name,
            role,
            codes: shared,
            texts: packed(values, IN_DIGITS.has(role)),
            features: featuresOf(role, values),
            counts,
          }
        }),
      }
    },
  }
}

/** The cleaned cells of one record, in the order of the columns. */
export const cellsOf = ({ columns }: Records, record: number): string[] =>
  columns.map(({ codes, texts }) => textAt(texts, codes[record] ?? 0))
