import type { ReactNode } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import { rate } from '../../../kernel/index.ts'
import { FEWEST_SHOWN } from '../../kit/fewest.ts'
import { CountNumber, RateNumber } from '../../kit/number.tsx'
import { Term } from '../../kit/term.tsx'
import { useWords } from '../../words/language.tsx'
import { Formerly, RateChange, useBefore } from './compared.tsx'
import { areOver } from './over.ts'

const CLOSED = { of: 'journeys', status: 'closed' } as const

const Figure = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <div>
    <dt className="quiet">{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** What a journey comes to, in six numbers. */
export const Figures = ({ lived }: { readonly lived: Lived }) => {
  const { say, percent, number, time } = useWords()
  const { total, succeeded, abandoned, open } = lived.instances
  const before = useBefore()
  const then = before?.instances
  const closedThen = then && then.succeeded + then.abandoned
  const over = areOver(lived, before)
  return (
    <dl className="figures card">
      <Figure name={<Term word="journey_instance">{say('journey.total')}</Term>}>
        <CountNumber count={total} means="define.total" of={{ of: 'journeys' }} />
        <Formerly told={then && number(then.total)} />
      </Figure>
      <Figure name={say('journey.succeeded.closed')}>
        <RateNumber
          rate={rate(succeeded, succeeded + abandoned, FEWEST_SHOWN)}
          means="define.succeeded"
          of={{ of: 'journeys', status: 'succeeded' }}
          among={CLOSED}
        />
        <RateChange
          now={rate(succeeded, succeeded + abandoned, FEWEST_SHOWN)}
          before={then && rate(then.succeeded, closedThen ?? 0, FEWEST_SHOWN)}
          more="good"
          over={over}
        />
      </Figure>
      <Figure name={say('journey.abandoned.closed')}>
        <RateNumber
          rate={rate(abandoned, succeeded + abandoned, FEWEST_SHOWN)}
          means="define.abandoned"
          of={{ of: 'journeys', status: 'abandoned' }}
          among={CLOSED}
        />
        <RateChange
          now={rate(abandoned, succeeded + abandoned, FEWEST_SHOWN)}
          before={then && rate(then.abandoned, closedThen ?? 0, FEWEST_SHOWN)}
          more="bad"
          over={over}
        />
      </Figure>
      <Figure name={<Term word="open">{say('journey.open')}</Term>}>
        <CountNumber count={open} means="define.open" of={{ of: 'journeys', status: 'open' }} />
        <Formerly told={then && number(then.open)} />
      </Figure>
      <Figure name={say('journey.median')}>
        <CountNumber
          shown={time(lived.duration.medianSeconds)}
          count={lived.duration.n}
          means="define.median"
          of={{ of: 'journeys', status: 'succeeded' }}
        />
        <Formerly told={before && time(before.duration.medianSeconds)} />
      </Figure>
      <Figure name={<Term word="conformance">{say('journey.fitness')}</Term>}>
        <CountNumber
          shown={percent(lived.conformance.fitness)}
          count={lived.conformance.perfectShare.num}
          means="define.fitness"
          of={{ of: 'outcome', outcome: 'perfect' }}
        />
        <Formerly told={before && percent(before.conformance.fitness)} />
      </Figure>
    </dl>
  )
}
