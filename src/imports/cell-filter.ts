import { type Condition, holds, OPERATORS, type Operator, type Scalar } from '../events/index.ts'
import { Refused } from '../kernel/index.ts'
import type { RowBlock } from './row-block.ts'

const scalar = (text: string): Scalar => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text)
const unquoted = (text: string): string => /^(["'])([\s\S]*)\1$/.exec(text)?.[2] ?? text

/** `column op value`: the column may hold blanks (or stand in quotes), `in` and `nin` take values between commas. */
export const parseCondition = (text: string): Condition => {
  const match = new RegExp(`^\\s*(.+?)\\s+(${OPERATORS.join('|')})(?:\\s+([\\s\\S]*?))?\\s*$`).exec(text)
  const [, name = '', op = '', value] = match ?? []
  if (!match || (value === undefined && op !== 'exists'))
    throw new Refused({
      code: 'unreadable-condition',
      what: { fr: `La condition « ${text} » n’est pas comprise.`, en: `The condition "${text}" is not understood.` },
      remedy: {
        fr: `Écrivez « colonne opérateur valeur », par exemple --where "canal eq web". Opérateurs : ${OPERATORS.join(', ')}.`,
        en: `Write "column operator value", for example --where "channel eq web". Operators: ${OPERATORS.join(', ')}.`,
      },
    })
  const operator = op as Operator
  const property = unquoted(name)
  if (operator === 'exists') return { property, op: operator, value: value !== 'false' }
  if (operator === 'in' || operator === 'nin')
    return { property, op: operator, value: (value ?? '').split(',').map((part) => scalar(unquoted(part.trim()))) }
  const quoted = unquoted(value ?? '')
  return { property, op: operator, value: quoted === value ? scalar(value) : quoted }
}

const NO_EVENT = { event: '', channel: '', party: '', store: '', adviser: '', source: '' }

/** Whether rows of a block satisfy every condition on their columns; an empty cell is missing. Answers are remembered. */
export const cellFilter = (
  conditions: readonly Condition[],
  names: readonly string[],
): ((block: RowBlock, row: number) => boolean) => {
  const tests = conditions.map((condition) => {
    const known = new Map<string | undefined, boolean>()
    const column = names.indexOf(condition.property)
    const renamed = { ...condition, property: 'cell' }
    return (block: RowBlock, row: number): boolean => {
      const cell = (column < 0 ? undefined : block.text(row, column)) || undefined
      let answer = known.get(cell)
      if (answer === undefined) {
        answer = holds(renamed, { ...NO_EVENT, properties: cell === undefined ? {} : { cell } })
        if (known.size > 10_000) known.clear()
        known.set(cell, answer)
      }
      return answer
    }
  })
  return (block, row) => tests.every((test) => test(block, row))
}
