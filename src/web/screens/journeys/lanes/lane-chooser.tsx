import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Switch, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconLayoutRows } from '@tabler/icons-react'
import type { Json } from '../../../../events/index.ts'
import type { JourneyMap, Lane } from '../../../../maps/index.ts'
import { useWords } from '../../../words/language.tsx'
import { useDraft } from '../draft/use-draft.ts'
import { LANE_KINDS, lanesOf, moveLane, type ShownLane, withLane, withoutLane } from './lane-kinds.ts'
import { useLaneName } from './lane-name.ts'

interface Props {
  readonly id: string
  readonly map: JourneyMap
  readonly hidden: readonly string[]
  readonly hide: (hidden: readonly string[]) => void
}

const Order = ({
  lane,
  map,
  keep,
}: {
  readonly lane: ShownLane
  readonly map: JourneyMap
  readonly keep: (lanes: readonly Lane[]) => void
}) => {
  const { say } = useWords()
  const name = useLaneName()(lane)
  const lanes = lanesOf(map)
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={say('lanes.up', { name })}
        disabled={lanes[0]?.id === lane.id}
        onClick={() => keep(moveLane(map, lane.id, -1))}
      >
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={say('lanes.down', { name })}
        disabled={lanes.at(-1)?.id === lane.id}
        onClick={() => keep(moveLane(map, lane.id, 1))}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
    </Group>
  )
}

/** Which lanes the map shows to all, in which order; and which of them this reader looks at. */
export const LaneChooser = ({ id, map, hidden, hide }: Props) => {
  const { say } = useWords()
  const { change, readOnly } = useDraft(id)
  const keep = (lanes: readonly Lane[]) => change({ do: 'set', at: ['lanes'], value: lanes as unknown as Json })
  const lanes = lanesOf(map)
  const nameOf = useLaneName()
  const absent = LANE_KINDS.filter((kind) => !lanes.some((lane) => lane.kind === kind))
  return (
    <Popover width={340} position="bottom-start" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="compact-md" leftSection={<IconLayoutRows size={16} />}>
          {say('lanes.choose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('lanes.choose')}>
        <Stack gap={6}>
          <Text size="xs" className="quiet">
            {say('lanes.choose.lead')}
          </Text>
          {lanes.map((lane) => {
            const name = nameOf(lane)
            return (
              <Group key={lane.id} justify="space-between" wrap="nowrap" gap="xs">
                <Checkbox
                  size="sm"
                  label={name}
                  checked
                  disabled={readOnly}
                  onChange={() => keep(withoutLane(map, lane.id))}
                />
                <Group gap={6} wrap="nowrap">
                  {!readOnly && <Order lane={lane} map={map} keep={keep} />}
                  <Switch
                    size="xs"
                    aria-label={say('lanes.mine', { name })}
                    checked={!hidden.includes(lane.id)}
                    onChange={({ currentTarget }) =>
                      hide(currentTarget.checked ? hidden.filter((each) => each !== lane.id) : [...hidden, lane.id])
                    }
                  />
                </Group>
              </Group>
            )
          })}
          {!readOnly &&
            absent.map((kind) => (
              <Checkbox
                key={kind}
                size="sm"
                label={say(`lane.${kind}`)}
                checked={false}
                onChange={() => keep(withLane(map, kind))}
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
