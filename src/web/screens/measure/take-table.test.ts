import { expect, it } from 'vitest'
import { csvOf } from './take-table.ts'

const line = (...cells: string[]) => ({ cells: cells.map((textContent) => ({ textContent })) })

it('tables are taken away as they are read, whatever their words hold', () => {
  const stages = { rows: [line('Étape', 'Durée'), line('Se décider, puis « signer »', ' 49 j ')] }
  const people = { rows: [line('Client "A"')] }
  expect(csvOf([stages, people])).toBe('Étape,Durée\n"Se décider, puis « signer »",49 j\n\n"Client ""A"""\n')
})
