import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { AmountNumber, CountNumber, RateNumber } from '../../kit/number.tsx'
import { useWords } from '../../words/language.tsx'
import type { Rank } from './portfolio-view.ts'
import type { MapFigures } from './use-portfolio.ts'

export const FIGURES = [
  'instances',
  'success',
  'dropoff',
  'time',
  'satisfaction',
  'conformance',
] as const satisfies readonly Rank[]
export type FigureName = (typeof FIGURES)[number]

/** One lived figure of a map, with its proof where it has one. */
export const FigureOf = ({
  name,
  of,
}: {
  readonly name: FigureName
  readonly of: MapFigures | undefined
}): ReactNode => {
  const { say, number, percent, time } = useWords()
  if (!of) return <Skeleton height={14} width={48} />
  switch (name) {
    case 'instances':
      return <CountNumber count={of.instances} means="define.total" />
    case 'success':
      return <RateNumber rate={of.success} means="define.succeeded" />
    case 'dropoff':
      return of.dropOff ? <RateNumber rate={of.dropOff} means="define.dropOff" /> : '–'
    case 'time':
      return (
        <>
          {of.medianSeconds === null ? '–' : <AmountNumber shown={time(of.medianSeconds)} means="define.median" />}
          {of.expectedSeconds !== null && of.medianSeconds !== null && (
            <span className="quiet expected" data-setting>
              {' '}
              {say('journey.expected', { time: time(of.expectedSeconds) })}
            </span>
          )}
        </>
      )
    case 'satisfaction': {
      const best = of.satisfaction
      if (!best) return '–'
      const value = best.metric === 'csat' ? percent(best.value) : number(best.value ?? 0, 1)
      return (
        <>
          {say(`satisfaction.${best.metric}`)} <AmountNumber shown={value} means="define.satisfaction" />{' '}
          <CountNumber count={best.n} shown={`(n = ${number(best.n)})`} means="define.answers" />
        </>
      )
    }
    case 'conformance':
      return of.fitness === null ? '–' : <AmountNumber shown={percent(of.fitness)} means="define.fitness" />
  }
}
