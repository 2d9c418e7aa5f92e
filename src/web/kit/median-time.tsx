import { useWords } from '../words/language.tsx'
import type { Whom } from './explaining.ts'
import { AmountNumber } from './number.tsx'

/** A median with its 95 % interval, told in words on demand and written small beside it; a bound not known is `…`. */
export const MedianTime = ({
  of: { medianSeconds, medianLow, medianHigh },
  bold = false,
  whom,
  people,
}: {
  /** Whose times these are; listed on demand. */
  readonly whom?: Whom
  readonly people?: number
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
      {medianSeconds === null ? (
        '–'
      ) : (
        <AmountNumber
          shown={time(medianSeconds)}
          bold={bold}
          means="define.median"
          {...(whom !== undefined && { of: whom })}
          {...(people !== undefined && { people })}
          {...(known && { between: [bound(medianLow), bound(medianHigh)] as const })}
        />
      )}
      {known && (
        <span
          className="quiet"
          data-explains
          title={say('number.interval')}
          style={{ fontSize: '0.85em', fontWeight: 400 }}
        >
          {' '}
          [{bound(medianLow)} – {bound(medianHigh)}]
        </span>
      )}
    </span>
  )
}
