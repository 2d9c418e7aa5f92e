import { useWords } from '../words/language.tsx'

/** A median with its 95 % interval, told in words on demand and written small beside it; a bound not known is `…`. */
export const MedianTime = ({
  of: { medianSeconds, medianLow, medianHigh },
  bold = false,
}: {
  readonly of: {
    readonly medianSeconds: number | null
    readonly medianLow: number | null
    readonly medianHigh: number | null
  }
  readonly bold?: boolean
}) => {
  const { say, time } = useWords()
  const bound = (seconds: number | null) => (seconds === null ? '…' : time(seconds))
  const known = medianSeconds !== null && (medianLow !== null || medianHigh !== null)
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {bold ? <strong>{time(medianSeconds)}</strong> : time(medianSeconds)}
      {known && (
        <span className="quiet" title={say('number.interval')} style={{ fontSize: '0.85em', fontWeight: 400 }}>
          {' '}
          [{bound(medianLow)} – {bound(medianHigh)}]
        </span>
      )}
    </span>
  )
}
