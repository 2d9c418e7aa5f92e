import { Popover, Text, UnstyledButton } from '@mantine/core'
import type { Rate } from '../../kernel/index.ts'
import { useWords } from '../words/language.tsx'

/** Rates over fewer are withheld on the screens: too few to say anything, and few enough to say it of somebody. */
export const FEWEST_SHOWN = 10

/** A rate that explains itself on a click or a tap: what of what, n, and its interval; withheld where too few. */
export const RateNumber = ({
  rate,
  digits = 0,
  bold,
}: {
  readonly rate: Rate
  readonly digits?: number
  readonly bold?: boolean
}) => {
  const { say, number, percent } = useWords()
  const proof = say('journey.rate.proof', {
    num: number(rate.num),
    den: number(rate.den),
    n: number(rate.n),
    low: percent(rate.low, 1),
    high: percent(rate.high, 1),
  })
  return (
    <Popover withArrow shadow="md" width={260}>
      <Popover.Target>
        <UnstyledButton
          component="button"
          aria-label={`${percent(rate.value, digits)} – ${say('journey.explain')}`}
          style={{ font: 'inherit', fontWeight: bold ? 650 : undefined, borderBottom: '1px dotted var(--quiet)' }}
        >
          {percent(rate.value, digits)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{proof}</Text>
      </Popover.Dropdown>
    </Popover>
  )
}

/** One key figure with its name. */
export const Figure = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div className="card" style={{ padding: '0.8rem 1rem', minWidth: 0 }}>
    <Text size="sm" className="quiet">
      {name}
    </Text>
    <Text size="xl" fw={640} component="div">
      {children}
    </Text>
  </div>
)
