import { Group, NumberInput, Text } from '@mantine/core'
import type { SourceLimits } from '../../../collection/index.ts'
import { useWords } from '../../words/language.tsx'

/** What is typed of a limit; empty is none. */
export interface TypedLimits {
  readonly perSecond: number | ''
  readonly burst: number | ''
}

export const NO_LIMITS: TypedLimits = { perSecond: '', burst: '' }

/** The limits typed; undefined where none is. A burst that is not said is ten seconds' worth. */
export const limitsTyped = ({ perSecond, burst }: TypedLimits): SourceLimits | undefined =>
  perSecond === '' ? undefined : { perSecond, burst: burst === '' ? Math.min(perSecond * 10, 1_000_000) : burst }

const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '')

/** How much a source may send: each second, and at once after a silence. */
export const LimitFields = ({
  value,
  change,
}: {
  readonly value: TypedLimits
  readonly change: (value: TypedLimits) => void
}) => {
  const { say } = useWords()
  const shared = { min: 1, max: 1_000_000, allowDecimal: false, thousandSeparator: ' ', hideControls: true } as const
  return (
    <div>
      <Group grow align="flex-start" gap="md">
        <NumberInput
          {...shared}
          label={say('sources.limits.second')}
          placeholder={say('sources.limits.none')}
          value={value.perSecond}
          onChange={(typed) => change({ ...value, perSecond: numberOf(typed) })}
        />
        <NumberInput
          {...shared}
          label={say('sources.limits.burst')}
          placeholder={say('sources.limits.burst.usual')}
          value={value.burst}
          min={value.perSecond === '' ? 1 : value.perSecond}
          disabled={value.perSecond === ''}
          onChange={(typed) => change({ ...value, burst: numberOf(typed) })}
        />
      </Group>
      <Text size="sm" className="quiet" mt={6}>
        {say('sources.limits.lead')}
      </Text>
    </div>
  )
}
