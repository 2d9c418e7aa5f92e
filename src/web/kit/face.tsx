/**
 * A face that says an emotion (-2 to 2) without colour: its mouth bends with it, and the strongest are
 * filled. The word stands beside it, always.
 */
export const Face = ({ value, size = 20 }: { readonly value: number; readonly size?: number }) => {
  const bend = Math.max(-2, Math.min(2, value)) * 2.2
  const colour = value > 0.25 ? 'var(--good)' : value < -0.25 ? 'var(--bad)' : 'var(--quiet)'
  const ground = Math.abs(value) > 1.5 ? `color-mix(in srgb, ${colour} 26%, var(--paper))` : 'var(--paper)'
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke={colour}
      strokeWidth="1.8"
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="10" fill={ground} />
      <circle cx="8.6" cy="9.6" r="1.1" fill={colour} stroke="none" />
      <circle cx="15.4" cy="9.6" r="1.1" fill={colour} stroke="none" />
      <path d={`M7.4 ${15.4 - bend * 0.3} Q12 ${15.4 + bend * 1.1} 16.6 ${15.4 - bend * 0.3}`} strokeLinecap="round" />
    </svg>
  )
}
