import { IconMoodNeutral, IconMoodSad, IconMoodSmile, IconQuote } from '@tabler/icons-react'
import { quoted, typeset } from '../../../../drawings/index.ts'
import { AmountNumber } from '../../../kit/number.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { ShownVerbatim } from './use-verbatims.ts'

const TONES = { negative: IconMoodSad, neutral: IconMoodNeutral, positive: IconMoodSmile, unknown: IconQuote } as const

/** What customers said of one touchpoint: how many sentences, and those that say most. */
export const VerbatimCell = ({
  n,
  verbatims,
}: {
  readonly n: number
  readonly verbatims: readonly ShownVerbatim[]
}) => {
  const { say, number, date } = useWords()
  const { language } = useLanguage()
  return (
    <>
      <span className="quiet small">
        <AmountNumber
          shown={say(verbatims.length === 0 ? 'lanes.verbatims.few' : 'lanes.verbatims.count', { n })}
          means="define.verbatims"
        />
      </span>
      {verbatims.slice(0, 3).map(({ text, tone, metric, score, at }) => {
        const Icon = TONES[tone]
        return (
          <div key={text} className="said">
            <span className="line">
              <Icon size={15} aria-label={say(`tone.${tone}`)} style={{ flex: 'none' }} />
              <q>{quoted(typeset(text, language), language)}</q>
            </span>
            <span className="quiet small" data-dated>
              {metric === null || score === null
                ? ''
                : `${metric === 'stars' ? say('lanes.stars') : say(`satisfaction.${metric}`)} ${number(score, 1)} · `}
              {date(at)}
            </span>
          </div>
        )
      })}
    </>
  )
}
