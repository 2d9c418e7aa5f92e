import { Button, Group, Text } from '@mantine/core'
import { IconGhost, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { OffMap } from '../../../../journeys/index.ts'
import { useEventName } from '../../../words/event-name.tsx'
import { useWords } from '../../../words/language.tsx'
import { useDraft } from '../draft/use-draft.ts'
import { expectMissing, foresee, isForeseen, type Placed } from './place-off-map.ts'

/** Puts an event off the map onto it, in one click that can be undone, and leads to it. */
export const AddToMap = ({ id, off, asOf }: { readonly id: string; readonly off: OffMap; readonly asOf: string }) => {
  const { say } = useWords()
  const { map, change, readOnly } = useDraft(id)
  const name = useEventName()(off.event)
  const navigate = useNavigate({ from: '/maps/$map' })
  if (readOnly) return null
  if (isForeseen(map, off))
    return (
      <Text size="sm" className="quiet" ta="right">
        {say('offmap.onmap')}
      </Text>
    )
  const put = (placed: Placed | undefined) => {
    if (!placed) return
    change(...placed.changes)
    void navigate({ search: ({ view: _view, ...rest }) => ({ ...rest, aside: `touchpoint:${placed.id}` }) })
  }
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end" data-tour="add-to-map">
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        aria-label={say('offmap.add.what', { event: name })}
        onClick={() => put(foresee(map, off, name))}
      >
        {say('offmap.add')}
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconGhost size={14} />}
        aria-label={say('offmap.missing.what', { event: name })}
        onClick={() => put(expectMissing(map, off, asOf, name))}
      >
        {say('offmap.missing')}
      </Button>
    </Group>
  )
}
