import { IconMoodNeutral, IconMoodSad, IconMoodSmile, IconQuote } from '@tabler/icons-react'
import { quoted, typeset } from '../../../../drawings/index.ts'
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
        {verbatims.length === 0 ? say('lanes.verbatims.few', { n }) : say('lanes.verbatims.count', { n })}
      </span>
      {verbatims.slice(0, 3).map(({ text, tone, metric, score, at }) => {
        const Icon = TONES[tone]
        return (
          <div key={text} className="said">
            <span className="line">
              <Icon size={15} aria-label={say(`tone.${tone}`)} style={{ flex: 'none' }} />
              <q>{quoted(typeset(text, language), language)}</q>
            </span>
            <span className="quiet small">
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
