import { metricFigure, metricWords } from '../../../../drawings/index.ts'
import { say as inWords } from '../../../../kernel/index.ts'
import { EvidenceMark } from '../../../kit/evidence.tsx'
import { AmountNumber } from '../../../kit/number.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { CellProps } from './cell-props.ts'

/** How a metric is said in its own units. */
const useScored = () => {
  const { number } = useWords()
  return (metric: string, value: number) => (metric === 'csat' ? `${number(value * 100)} %` : number(value, 1))
}

/** What customers answered at the touchpoint, each score with its interval and its proof. */
export const Satisfaction = ({ lived }: CellProps) => {
  const { say } = useWords()
  const shown = useScored()
  return (lived?.satisfaction ?? []).map(({ metric, value, low, high, n }) => (
    <div key={metric} className="line">
      {value === null ? (
        <span className="quiet" data-beside>
          {say('lanes.few', { n })}
        </span>
      ) : (
        <span>
          {say(`satisfaction.${metric}`)}{' '}
          <AmountNumber
            shown={shown(metric, value)}
            bold
            means="define.satisfaction"
            {...(low !== null && high !== null && { between: [shown(metric, low), shown(metric, high)] as const })}
          />{' '}
          <span className="quiet" data-beside>
            {low !== null && high !== null
              ? say('lanes.interval', { low: shown(metric, low), high: shown(metric, high), n })
              : say('lanes.n', { n })}
          </span>
        </span>
      )}
      <EvidenceMark evidence={{ level: 'measured' }} />
    </div>
  ))
}

/** What is lived of a metric, where surveys measure it. */
const LivedFigure = ({ lived, metric }: Pick<CellProps, 'lived'> & { readonly metric: string }) => {
  const { say } = useWords()
  const scored = useScored()
  const score = lived?.satisfaction.find((each) => each.metric === metric)
  if (!score || score.value === null) return null
  const { value, low, high, n } = score
  return (
    <AmountNumber
      shown={say('lanes.lived', { value: scored(metric, value), n })}
      means="define.satisfaction"
      {...(low !== null && high !== null && { between: [scored(metric, low), scored(metric, high)] as const })}
    />
  )
}

/** What the map wants measured, and what is lived of it. */
export const Metrics = ({ touchpoint, lived, metric: only }: CellProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  return (touchpoint.metrics ?? [])
    .filter(({ metric }) => only === undefined || metric === only)
    .map(({ metric, target, alert, min_n }) => (
      <div key={metric} className="said">
        <strong>{inWords(metricWords({ metric }), language)}</strong>
        <span className="quiet small" data-setting>
          {[
            target !== undefined && `${say('lanes.target')} ${metricFigure(metric, target, language)}`,
            alert !== undefined && `${say('lanes.alert')} ${metricFigure(metric, alert, language)}`,
            min_n !== undefined && `n ≥ ${min_n}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="small">
          <LivedFigure lived={lived} metric={metric} />
        </span>
      </div>
    ))
}
