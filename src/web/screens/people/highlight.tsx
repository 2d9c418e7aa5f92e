import { Text } from '@mantine/core'
import { propertyValue } from '../../../events/index.ts'
import { useWords } from '../../words/language.tsx'
import type { Lived } from './use-people.ts'
import { metricName } from './what-is-known.tsx'

const TEXTS = ['text', 'message', 'comment', 'verbatim']
const ABOUT = ['topic', 'path', 'campaign', 'range', 'purpose', 'site']

const cell = ({ properties }: Lived, name: string): string | number | undefined => {
  const stored = properties[name]
  const value = stored === undefined ? undefined : propertyValue(stored)
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}
const first = (lived: Lived, names: readonly string[]) =>
  names.map((name) => cell(lived, name)).find((value) => value !== undefined && value !== '')

/** What one wants to know of an interaction without opening it: what was said, what it came to, how it was rated. */
export const Highlight = ({ lived }: { readonly lived: Lived }) => {
  const { say, number, money } = useWords()
  const [metric, score, rating] = [cell(lived, 'metric'), cell(lived, 'score'), cell(lived, 'rating')]
  const amount = cell(lived, 'revenue') ?? cell(lived, 'amount')
  const said = first(lived, TEXTS)
  const parts = [
    typeof score === 'number' && `${metricName(String(metric ?? ''), say)} ${number(score, 1)}`,
    typeof rating === 'number' && `${number(rating, 1)} / 5`,
    typeof amount === 'number' && money(amount, String(cell(lived, 'currency') ?? 'EUR')),
    first(lived, ABOUT),
  ].filter((part) => part !== false && part !== undefined && part !== '')
  if (parts.length === 0 && said === undefined) return null
  return (
    <Text size="sm" className="lived-highlight">
      {parts.join(' · ')}
      {parts.length > 0 && said !== undefined && ' · '}
      {said !== undefined && <q>{said}</q>}
    </Text>
  )
}
