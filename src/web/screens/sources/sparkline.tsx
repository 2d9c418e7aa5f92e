import { useWords } from '../../words/language.tsx'

const [WIDTH, HEIGHT] = [150, 28]

/** The last hour, minute by minute; its sum and its peak in words. */
export const Sparkline = ({ minutes }: { readonly minutes: readonly number[] }) => {
  const { say, number } = useWords()
  const [sum, peak] = [minutes.reduce((all, n) => all + n, 0), Math.max(0, ...minutes)]
  const words = say('sources.minutes', { count: number(sum), peak: number(peak) })
  const step = WIDTH / minutes.length
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={words}>
      <title>{words}</title>
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--hair)" />
      {minutes.map((n, minute) => {
        const height = peak === 0 ? 0 : Math.max(n === 0 ? 0 : 2, (n / peak) * (HEIGHT - 2))
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a minute is its place
            key={minute}
            x={minute * step}
            y={HEIGHT - height}
            width={step - 0.6}
            height={height}
            fill="var(--mantine-primary-color-filled)"
          />
        )
      })}
    </svg>
  )
}
