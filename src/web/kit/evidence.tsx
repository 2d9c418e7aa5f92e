import type { Evidence, Touchpoint } from '../../maps/index.ts'
import { useWords } from '../words/language.tsx'
import './evidence.css'

/** How full the mark is: from a guess to a measure. */
const FILLED = { hypothesis: 0, reported: 1, observed: 2, measured: 3 } as const

const Mark = ({ filled }: { readonly filled: number }) => (
  <svg viewBox="0 0 14 8" width="14" height="8" aria-hidden="true">
    {[0, 1, 2].map((index) => (
      <rect
        key={index}
        x={index * 5 + 0.5}
        y={5 - index * 2}
        width="3"
        height={2 + index * 2}
        fill={index < filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="0.8"
      />
    ))}
  </svg>
)

/** How well a claim is founded, in a small mark with its word: hypothesis, reported, observed, measured; or not at all. */
export const EvidenceMark = ({ evidence }: { readonly evidence: Evidence | undefined }) => {
  const { say, number } = useWords()
  const n = evidence?.n === undefined ? '' : ` · n = ${number(evidence.n)}`
  return (
    <span className="evidence" data-level={evidence?.level ?? 'none'}>
      <Mark filled={evidence ? FILLED[evidence.level] : 0} />
      {evidence ? say(`evidence.${evidence.level}`) : say('evidence.none')}
      {n}
    </span>
  )
}

const RANK = ['hypothesis', 'reported', 'observed', 'measured'] as const

/** The best founded of several claims: what a card says of all that it holds. */
export const bestEvidence = (claims: readonly (Evidence | undefined)[]): Evidence | undefined =>
  claims.reduce<Evidence | undefined>(
    (best, claim) => (claim && (!best || RANK.indexOf(claim.level) > RANK.indexOf(best.level)) ? claim : best),
    undefined,
  )

/** The evidence of every claim that a touchpoint makes of customers; `undefined` for a claim without any. */
export const claimsOf = ({
  experience = [],
  levers = {},
  moments = [],
}: Touchpoint): readonly (Evidence | undefined)[] =>
  [...experience, ...Object.values(levers), ...moments].map(({ evidence }) => evidence)
