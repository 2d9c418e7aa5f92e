import { ActionIcon, Alert, Group, Select, Slider, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import {
  DIMENSIONS,
  type Dimension,
  LEVERS,
  type Lever,
  type LeverLevel,
  type Touchpoint,
} from '../../../../../maps/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { usePlace } from '../editing.tsx'
import { EvidenceField } from '../fields/evidence-field.tsx'
import { Remarks } from '../remarks.tsx'
import { Radar } from './radar.tsx'

const Level = ({
  at,
  label,
  tone,
}: {
  readonly at: readonly string[]
  readonly label: string
  readonly tone: string
}) => {
  const { say, number } = useWords()
  const { value, set, readOnly } = usePlace<number>(at)
  return (
    <Group gap={8} wrap="nowrap" className="level">
      <Text size="xs" w={46} className="quiet">
        {label}
      </Text>
      <Slider
        flex={1}
        size="sm"
        min={0}
        max={5}
        step={0.5}
        color={tone}
        disabled={readOnly}
        value={value ?? 0}
        thumbLabel={label}
        label={(level) => number(level, 1)}
        marks={[0, 1, 2, 3, 4, 5].map((mark) => ({ value: mark }))}
        thumbProps={{ 'aria-valuetext': value === undefined ? say('panel.unsaid') : number(value, 1) } as object}
        onChange={(next) => set(next)}
        {...(value === undefined && { className: 'unsaid' })}
      />
      <Text size="xs" w={26} ta="right" fw={600}>
        {value === undefined ? '–' : number(value, 1)}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={say('panel.clear', { what: label })}
        style={{ visibility: value === undefined || readOnly ? 'hidden' : 'visible' }}
        onClick={() => set(undefined)}
      >
        <IconX size={13} />
      </ActionIcon>
    </Group>
  )
}

const OneLever = ({ at, lever }: { readonly at: readonly string[]; readonly lever: Lever }) => {
  const { say } = useWords()
  const { value } = usePlace<LeverLevel>(at)
  const dimension = usePlace<Dimension>([...at, 'dimension'])
  return (
    <section aria-label={say(`lever.${lever}`)} className="lever">
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <Text size="sm" fw={600}>
          {say(`lever.${lever}`)}
        </Text>
        <Select
          size="xs"
          w={140}
          aria-label={say('panel.dimension')}
          placeholder={say('panel.dimension')}
          data={DIMENSIONS.map((each) => ({ value: each, label: say(`dimension.${each}`) }))}
          value={dimension.value ?? null}
          clearable
          readOnly={dimension.readOnly}
          onChange={(next) => dimension.set((next as Dimension | null) ?? undefined)}
        />
      </Group>
      <Level at={[...at, 'aimed']} label={say('panel.aimed')} tone="petrol" />
      <Level at={[...at, 'perceived']} label={say('panel.perceived')} tone="gray" />
      {value && <EvidenceField at={[...at, 'evidence']} />}
      <Remarks at={at} />
    </section>
  )
}

/** Where what is aimed at is more than what the systems behind allow. */
export const CeilingWarning = ({ touchpoint }: { readonly touchpoint: Touchpoint }) => {
  const { say, number } = useWords()
  const aimed = touchpoint.levers?.personalisation?.aimed
  const ceiling = touchpoint.backstage?.personalisation_ceiling
  if (aimed === undefined || ceiling === undefined || aimed <= ceiling) return null
  return (
    <Alert color="orange" variant="light" p="xs" icon={<IconAlertTriangle size={18} />}>
      {say('panel.ceiling.exceeded', { aimed: number(aimed, 1), ceiling: number(ceiling, 1) })}
    </Alert>
  )
}

/** The eight levers: what is aimed at beside what customers perceive. */
export const Levers = ({ at, touchpoint }: { readonly at: readonly string[]; readonly touchpoint: Touchpoint }) => (
  <Stack gap="sm">
    <CeilingWarning touchpoint={touchpoint} />
    <Radar levers={touchpoint.levers ?? {}} />
    {LEVERS.map((lever) => (
      <OneLever key={lever} at={[...at, lever]} lever={lever} />
    ))}
  </Stack>
)
