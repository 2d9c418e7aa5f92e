import type { ReactNode } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import { rate } from '../../../kernel/index.ts'
import { CountNumber, FEWEST_SHOWN, RateNumber } from '../../kit/number.tsx'
import { useWords } from '../../words/language.tsx'

const CLOSED = { of: 'journeys', status: 'closed' } as const

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt className="quiet">{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** What a journey comes to, in six numbers. */
export const Figures = ({ lived }: { readonly lived: Lived }) => {
  const { say, percent, time } = useWords()
  const { total, succeeded, abandoned, open } = lived.instances
  return (
    <dl className="figures card">
      <Figure name={say('journey.total')}>
        <CountNumber count={total} means="define.total" of={{ of: 'journeys' }} />
      </Figure>
      <Figure name={say('journey.succeeded.closed')}>
        <RateNumber
          rate={rate(succeeded, succeeded + abandoned, FEWEST_SHOWN)}
          means="define.succeeded"
          of={{ of: 'journeys', status: 'succeeded' }}
          among={CLOSED}
        />
      </Figure>
      <Figure name={say('journey.abandoned.closed')}>
        <RateNumber
          rate={rate(abandoned, succeeded + abandoned, FEWEST_SHOWN)}
          means="define.abandoned"
          of={{ of: 'journeys', status: 'abandoned' }}
          among={CLOSED}
        />
      </Figure>
      <Figure name={say('journey.open')}>
        <CountNumber count={open} means="define.open" of={{ of: 'journeys', status: 'open' }} />
      </Figure>
      <Figure name={say('journey.median')}>
        <CountNumber
          shown={time(lived.duration.medianSeconds)}
          count={lived.duration.n}
          means="define.median"
          of={{ of: 'journeys', status: 'succeeded' }}
        />
      </Figure>
      <Figure name={say('journey.fitness')}>
        <CountNumber
          shown={percent(lived.conformance.fitness)}
          count={lived.conformance.perfectShare.num}
          means="define.fitness"
          of={{ of: 'outcome', outcome: 'perfect' }}
        />
      </Figure>
    </dl>
  )
}
