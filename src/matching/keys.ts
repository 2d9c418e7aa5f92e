import { soundOf } from '../kernel/index.ts'
import { tellingWords } from './full-names.ts'
import type { Role } from './normalise.ts'

const same = (value: string) => value

/** The traces of a value of a role that records may share: the value itself, and what an error may spare of it. */
export const partsOf = (role: Role): readonly (readonly [string, (value: string) => string])[] => {
  switch (role) {
    case 'given-name':
    case 'surname':
      return [
        ['', same],
        ['~sound', soundOf],
        ['~start', (value) => value.slice(0, 3)],
      ]
    case 'full-name':
      return [
        ['', same],
        ['~words', (value) => [...tellingWords(value)].sort().join(' ')],
        ['~sounds', (value) => tellingWords(value).map(soundOf).sort().join(' ')],
        ['~first', (value) => soundOf(tellingWords(value)[0] ?? '')],
        ['~last', (value) => soundOf(tellingWords(value).at(-1) ?? '')],
      ]
    case 'birth-date':
      return [
        ['', same],
        ['~year', (value) => value.slice(0, 4)],
        ['~day', (value) => value.slice(4)],
      ]
    case 'email':
      return [
        ['', same],
        ['~local', (value) => value.split('@')[0] ?? ''],
        [
          '~start',
          (value) =>
            value
              .split('@')[0]
              ?.replace(/[^a-z0-9]/g, '')
              .slice(0, 7) ?? '',
        ],
      ]
    case 'phone':
    case 'number':
      return [
        ['', same],
        ['~end', (value) => value.slice(-4)],
        ['~start', (value) => value.slice(0, 4)],
      ]
    case 'address':
    case 'text':
      return [
        ['', same],
        ['~start', (value) => value.replace(/^\d+[bt]? /, '').slice(0, 6)],
        ['~end', (value) => `${/\d+/.exec(value)?.[0] ?? ''} ${value.split(' ').at(-1) ?? ''}`],
      ]
    case 'region':
    case 'gender':
    case 'street-number':
    case 'city':
    case 'postcode':
      return [['', same]]
  }
}
