import type { ReactNode } from 'react'
import type { SketchName } from './catalogue.ts'
import './measure.css'

/** A few strokes of what the answer looks like. */
const SKETCHES: Readonly<Record<SketchName, ReactNode>> = {
  steps: (
    <>
      <rect x="4" y="6" width="60" height="9" rx="2" />
      <rect x="4" y="19" width="44" height="9" rx="2" opacity=".8" />
      <rect x="4" y="32" width="27" height="9" rx="2" opacity=".6" />
      <rect x="48" y="19" width="16" height="9" rx="2" className="hint" />
      <rect x="31" y="32" width="17" height="9" rx="2" className="hint" />
    </>
  ),
  flow: (
    <>
      <rect x="4" y="6" width="5" height="36" rx="1" />
      <rect x="34" y="6" width="5" height="20" rx="1" />
      <rect x="34" y="31" width="5" height="11" rx="1" />
      <rect x="63" y="14" width="5" height="22" rx="1" />
      <path
        d="M9,6C22,6 22,6 34,6V26C22,26 22,26 9,26ZM9,28C22,28 22,31 34,31V42C22,42 22,42 9,42ZM39,8C52,8 52,14 63,14V28C52,28 52,24 39,24Z"
        opacity=".25"
      />
    </>
  ),
  bars: (
    <>
      {[54, 40, 33, 18].map((width, at) => (
        <g key={width}>
          <rect x="4" y={5 + at * 11} width={width} height="7" rx="2" opacity={1 - at * 0.18} />
          <path d={`M${width - 3},${8.5 + at * 11}h12`} className="stroke" />
        </g>
      ))}
    </>
  ),
  line: (
    <>
      <path d="M4,36L14,30L24,33L34,22L44,26L54,9L68,20V28L54,18L44,33L34,30L24,40L14,38L4,43Z" opacity=".18" />
      <path d="M4,39L14,34L24,36L34,26L44,30L54,10L68,24" className="stroke thick" />
      <circle cx="54" cy="10" r="4" className="hint solid" />
    </>
  ),
  grid: (
    <>
      {[0, 1, 2, 3].flatMap((row) =>
        [0, 1, 2, 3, 4]
          .slice(0, 5 - row)
          .map((at) => (
            <rect
              key={`${row} ${at}`}
              x={4 + at * 13}
              y={4 + row * 11}
              width="11"
              height="9"
              rx="2"
              opacity={Math.max(0.15, 0.95 - at * 0.2)}
            />
          )),
      )}
    </>
  ),
  curve: (
    <>
      <path d="M4,6H14V12H24V20H36V29H48V35H68" className="stroke thick" />
      <path d="M30,4V43" className="stroke hint-stroke" />
    </>
  ),
  two: (
    <>
      <path d="M36,4V44" className="stroke" />
      <rect x="36" y="6" width="24" height="8" rx="2" />
      <rect x="18" y="19" width="18" height="8" rx="2" className="hint solid" />
      <rect x="36" y="32" width="10" height="8" rx="2" opacity=".6" />
    </>
  ),
  tree: (
    <>
      <rect x="4" y="19" width="16" height="10" rx="3" />
      <rect x="30" y="6" width="16" height="10" rx="3" opacity=".8" />
      <rect x="30" y="32" width="16" height="10" rx="3" opacity=".8" />
      <rect x="56" y="19" width="14" height="10" rx="3" />
      <path d="M20,24L30,11M20,24L30,37M46,11L56,24M46,37L56,24" className="stroke" />
    </>
  ),
}

export const Sketch = ({ of }: { readonly of: SketchName }) => (
  <svg viewBox="0 0 72 48" width="72" height="48" className="sketch" aria-hidden="true">
    {SKETCHES[of]}
  </svg>
)
