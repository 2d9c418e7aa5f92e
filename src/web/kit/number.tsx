import { Button, Code, CopyButton, Group, Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconLink, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Rate, wilson } from '../../kernel/index.ts'
import type { Estimate } from '../../statistics/index.ts'
import type { Key } from '../words/fr.ts'
import { useWords } from '../words/language.tsx'
import { useExplaining, type Whom } from './explaining.ts'
import { FEWEST_SHOWN } from './fewest.ts'
import './number.css'

interface Explained {
  /** What the number is, in one sentence, as the methods define it. */
  readonly means?: Key
  /** Whom it is of: the numerator of a rate. */
  readonly of?: Whom
  /** Among whom: the denominator. */
  readonly among?: Whom
  /** How many the list of `of` has, where that is not the number itself: interactions are lived by fewer people. */
  readonly people?: number
  /** Its interval, said as the screen says it. */
  readonly between?: readonly [string, string]
}

const People = ({ of, count }: { readonly of: Whom; readonly count: number }) => {
  const { say } = useWords()
  const { open, address, cases = false } = useExplaining()
  if (!open || count === 0) return null
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconUsers size={14} aria-hidden />}
        onClick={() => open(of)}
      >
        {say(cases ? 'number.people.cases' : 'number.people', { count })}
      </Button>
      {address && (
        <CopyButton value={address(of)}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconLink size={14} aria-hidden />}
              onClick={copy}
            >
              {say(copied ? 'number.copied' : 'number.copy')}
            </Button>
          )}
        </CopyButton>
      )}
    </Group>
  )
}

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="quiet">{name}</dt>
    <dd>{children}</dd>
  </>
)

/** Other intervals of shares are over people, of whom some count several times. */
const isWilson = ({ num, den, low, high }: Rate): boolean => {
  const own = wilson(num, den)
  return own !== undefined && Math.abs(own.low - (low ?? -1)) < 1e-9 && Math.abs(own.high - (high ?? -1)) < 1e-9
}

const RateProof = ({ rate }: { readonly rate: Rate }) => {
  const { say, number, percent } = useWords()
  return (
    <>
      <Line name={say('number.share')}>{say('number.of', { num: number(rate.num), den: number(rate.den) })}</Line>
      <Line name={say('number.interval')}>
        {rate.low !== null
          ? say(isWilson(rate) ? 'number.wilson' : 'number.clustered', {
              low: percent(rate.low, 1),
              high: percent(rate.high, 1),
            })
          : rate.value === null
            ? say('number.withheld', { fewest: FEWEST_SHOWN })
            : say('number.alone')}
      </Line>
    </>
  )
}

/** A number with its interval, each said as the screen says it. */
interface Estimated {
  readonly low: string
  readonly high: string
  readonly n: number
  readonly withheld: boolean
}

const EstimateProof = ({ estimated: { low, high, n, withheld } }: { readonly estimated: Estimated }) => {
  const { say, number } = useWords()
  return (
    <>
      <Line name="n">{number(n)}</Line>
      <Line name={say('number.interval')}>
        {withheld ? say('number.withheld', { fewest: FEWEST_SHOWN }) : say('number.between', { low, high })}
      </Line>
    </>
  )
}

interface ProofProps extends Explained {
  readonly rate?: Rate
  readonly count?: number
  readonly estimated?: Estimated
}

/** What stands behind a number: what it is, what of what, how sure, of when, of whom. */
const Proof = ({ means, of, among, people, between, rate, count, estimated }: ProofProps) => {
  const { say, date, number } = useWords()
  const { asOf, filters, command } = useExplaining()
  const [mine, all] = [rate?.num ?? count ?? 0, rate?.den ?? 0]
  return (
    <Stack gap="xs">
      {means && <Text size="sm">{say(means)}</Text>}
      <dl className="proof">
        {rate && <RateProof rate={rate} />}
        {estimated && <EstimateProof estimated={estimated} />}
        {between && (
          <Line name={say('number.interval')}>{say('number.between', { low: between[0], high: between[1] })}</Line>
        )}
        {people !== undefined && !rate && !estimated && <Line name={say('number.people.many')}>{number(people)}</Line>}
        {asOf !== undefined && <Line name={say('number.asof')}>{date(asOf)}</Line>}
        <Line name={say('number.filters')}>
          {filters.length === 0 ? say('number.filters.none') : filters.join(' · ')}
        </Line>
      </dl>
      {command !== undefined && (
        <details className="proof-command">
          <summary>{say('number.command')}</summary>
          <Code block>{command}</Code>
        </details>
      )}
      {of !== undefined && <People of={of} count={people ?? estimated?.n ?? mine} />}
      {among !== undefined && rate && all !== mine && <People of={among} count={all} />}
    </Stack>
  )
}

interface NumberProps extends Explained {
  readonly shown: string
  readonly bold?: boolean | undefined
  readonly rate?: Rate
  readonly count?: number
  readonly estimated?: Estimated
}

const ExplainedNumber = ({ shown, bold, ...proof }: NumberProps) => {
  const { say } = useWords()
  return (
    <Popover withArrow shadow="md" width={340} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          component="button"
          className="explained"
          aria-label={`${shown} – ${say('journey.explain')}`}
          style={{ fontWeight: bold ? 650 : undefined }}
        >
          {shown}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Proof {...proof} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** A rate that explains itself on a press: what it is, what of what, its interval, whom it is of; withheld where too few. */
export const RateNumber = ({
  rate,
  digits = 0,
  ...rest
}: Explained & { readonly rate: Rate; readonly digits?: number; readonly bold?: boolean }) => {
  const { percent } = useWords()
  return <ExplainedNumber shown={percent(rate.value, digits)} rate={rate} {...rest} />
}

/** A count of journeys that explains itself, and lists them. */
export const CountNumber = ({
  count,
  shown,
  ...rest
}: Explained & { readonly count: number; readonly shown?: string; readonly bold?: boolean }) => {
  const { number } = useWords()
  return <ExplainedNumber shown={shown ?? number(count)} count={count} {...rest} />
}

/** An estimate that explains itself; `said` writes one of its numbers. */
export const EstimateNumber = ({
  estimate: { value, low, high, n },
  said,
  ...rest
}: Explained & {
  readonly estimate: Estimate
  readonly said: (value: number | null) => string
  readonly bold?: boolean
}) => (
  <ExplainedNumber
    shown={said(value)}
    estimated={{ low: said(low), high: said(high), n, withheld: low === null }}
    {...rest}
  />
)

/** Any other number, said as its screen says it, that explains itself. */
export const AmountNumber = ({ shown, ...rest }: Explained & { readonly shown: string; readonly bold?: boolean }) => (
  <ExplainedNumber shown={shown} {...rest} />
)

/** A small “?” after a sentence of numbers: what they are, of when, of whom, and the command that gives them. */
export const ExplainMark = (proof: Pick<Explained, 'means' | 'of' | 'people'>) => {
  const { say } = useWords()
  return (
    <Popover withArrow shadow="md" width={340} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="term-mark explain-mark" aria-label={say('journey.explain')}>
          ?
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="term-meaning">
        <Proof {...proof} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** What an answer says first, in one sentence whose numbers explain themselves. */
export const Headline = ({
  means,
  role,
  children,
}: {
  readonly means: Key
  readonly role?: 'status'
  readonly children: string
}) => (
  <p className="headline" data-explains {...(role && { role })}>
    <span>{children}</span> <ExplainMark means={means} />
  </p>
)

/** One key figure with its name. */
export const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="card" data-figure style={{ padding: '0.8rem 1rem', minWidth: 0 }}>
    <Text size="sm" className="quiet">
      {name}
    </Text>
    <Text size="xl" fw={640} component="div">
      {children}
    </Text>
  </div>
)
