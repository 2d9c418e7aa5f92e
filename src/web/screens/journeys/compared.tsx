import { Text } from '@mantine/core'
import { createContext, use } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import type { Rate } from '../../../kernel/index.ts'
import { rateDifference } from '../../../statistics/index.ts'
import { useWords } from '../../words/language.tsx'

const Before = createContext<Lived | undefined>(undefined)

/** The same journey in the period before, where one compares. */
export const BeforeProvider = Before
export const useBefore = (): Lived | undefined => use(Before)

interface ChangeProps {
  readonly now: Rate
  readonly before: Rate | undefined
  /** Whether more of it is good news, bad news, or neither. */
  readonly more: 'good' | 'bad'
  /** Whether nobody of either period can still change it. */
  readonly over?: boolean
}

/** What became of a rate since the period before, in points with its interval; coloured only where chance is not enough. */
export const RateChange = ({ now, before, more, over = true }: ChangeProps) => {
  const { say, number } = useWords()
  if (!before) return null
  const withheld = now.value === null || before.value === null
  const difference = withheld || !over ? undefined : rateDifference(now.num, now.den, before.num, before.den)
  if (!difference)
    return (
      <Text size="xs" className="quiet">
        {say(over ? 'compare.none' : 'compare.unripe')}
      </Text>
    )
  const { value, low, high } = difference
  const points = (share: number) => number(share * 100, 0)
  const moved = low > 0 || high < 0
  const good = value > 0 === (more === 'good')
  return (
    <Text size="xs" component="div" c={moved ? `var(--${good ? 'good' : 'bad'})` : 'var(--quiet)'}>
      {say(moved ? 'compare.moved' : 'compare.same', {
        value: `${value > 0 ? '+' : '−'}${points(Math.abs(value))}`,
        low: points(low),
        high: points(high),
      })}
    </Text>
  )
}

/** What a count or a time was in the period before. */
export const Formerly = ({ told }: { readonly told: string | undefined }) => {
  const { say } = useWords()
  return told === undefined ? null : (
    <Text size="xs" className="quiet" component="div">
      {say('compare.formerly', { told })}
    </Text>
  )
}
