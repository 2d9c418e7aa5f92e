import { describe, expect, it } from 'vitest'
import { type ColumnSample, guess } from './guess.ts'
import { ROLES, type Role } from './mapping.ts'
import { nearest } from './nearest.ts'

const column = (name: string, times = false): ColumnSample => ({
  name,
  filled: 100,
  distinct: 20,
  times: times ? 100 : 0,
})
const guessed = (names: readonly string[], times: readonly string[], open: readonly Role[] = ROLES) =>
  guess(
    names.map((name) => column(name, times.includes(name))),
    new Set(),
    new Set(open),
  )

describe('columns', () => {
  it.each([
    [
      ['case:concept:name', 'concept:name', 'time:timestamp', 'case:channel', 'org:resource'],
      { case: 'case:concept:name', event: 'concept:name', time: 'time:timestamp', channel: 'case:channel' },
    ],
    [
      ['N° de dossier', 'Libellé étape', 'Horodatage', 'Canal de contact', 'Magasin', 'Nom du client'],
      {
        case: 'N° de dossier',
        event: 'Libellé étape',
        time: 'Horodatage',
        channel: 'Canal de contact',
        store: 'Magasin',
      },
    ],
    [
      ['idClient', 'typeEvenement', 'dateEvenement', 'conseiller'],
      { profile: 'idClient', event: 'typeEvenement', time: 'dateEvenement', adviser: 'conseiller' },
    ],
    [
      ['user_id', 'event', 'ts', 'channel', 'store_id'],
      { profile: 'user_id', event: 'event', time: 'ts', channel: 'channel', store: 'store_id' },
    ],
  ])('%j are recognised by their names', (names, expected) => {
    expect(guessed(names, [expected.time])).toEqual(expected)
  })

  it('are times by what they hold, whatever their names', () => {
    expect(guessed(['dossier', 'étape', 'quand'], ['quand']).time).toBe('quand')
    expect(guessed(['dossier', 'étape', 'date', 'quand'], ['quand']).time).toBe('quand')
  })

  it('are never guessed to be ids or orders, and only for roles still open', () => {
    expect(guessed(['event_id', 'order', 'case', 'event', 'time'], ['time'])).toEqual({
      case: 'case',
      event: 'event',
      time: 'time',
    })
    expect(guessed(['case', 'event', 'time'], ['time'], ['event'])).toEqual({ event: 'event' })
  })
})

it('names the nearest columns to a mistaken one', () => {
  expect(nearest('etape', ['dossier', 'étape', 'date'])).toEqual(['étape'])
  expect(nearest('tmie', ['time', 'timestamp', 'case'])).toEqual(['time'])
  expect(nearest('xyz', ['case'])).toEqual([])
})
