import { type Condition, holds, OPERATORS, type Operator, parseCondition, type Scalar } from '../events/index.ts'
import { orThrow } from '../kernel/index.ts'
import { decimalPoint } from './decimal-comma.ts'
import type { RowBlock } from './row-block.ts'

const scalar = (text: string): Scalar => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text)
const unquoted = (text: string): string => /^(["'])([\s\S]*)\1$/.exec(text)?.[2] ?? text

const WORDED = new RegExp(`^\\s*(.+?)\\s+(${OPERATORS.join('|')})(?:\\s+([\\s\\S]*?))?\\s*$`)

/**
 * A condition on a column, as `column op value` (the column may hold blanks or stand in quotes; `in` and `nin` take values
 * between commas), or with signs as elsewhere on the command line (`store=Lille`).
 */
export const parseCellCondition = (text: string): Condition => {
  const [, name = '', op = '', value] = WORDED.exec(text) ?? []
  if (op === '' || (value === undefined && op !== 'exists')) return orThrow(parseCondition(text))
  const operator = op as Operator
  const property = unquoted(name)
  if (operator === 'exists') return { property, op: operator, value: value !== 'false' }
  if (operator === 'in' || operator === 'nin')
    return { property, op: operator, value: (value ?? '').split(',').map((part) => scalar(unquoted(part.trim()))) }
  const quoted = unquoted(value ?? '')
  return { property, op: operator, value: quoted === value ? scalar(value) : quoted }
}

const NO_EVENT = { event: '', channel: '', party: '', store: '', adviser: '', source: '' }

/**
 * Whether rows of a block satisfy every condition on their columns; an empty cell is missing, and a decimal comma a point
 * in the columns that have it. Answers are remembered.
 */
export const cellFilter = (
  conditions: readonly Condition[],
  names: readonly string[],
  decimalComma: ReadonlySet<string> = new Set(),
): ((block: RowBlock, row: number) => boolean) => {
  const tests = conditions.map((condition) => {
    const known = new Map<string | undefined, boolean>()
    const column = names.indexOf(condition.property)
    const comma = decimalComma.has(condition.property)
    const renamed = { ...condition, property: 'cell' }
    return (block: RowBlock, row: number): boolean => {
      const cell = (column < 0 ? undefined : block.text(row, column)) || undefined
      let answer = known.get(cell)
      if (answer === undefined) {
        answer = holds(renamed, {
          ...NO_EVENT,
          properties: cell === undefined ? {} : { cell: comma ? decimalPoint(cell) : cell },
        })
        if (known.size > 10_000) known.clear()
        known.set(cell, answer)
      }
      return answer
    }
  })
  return (block, row) => tests.every((test) => test(block, row))
}
