import { Group, Text, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import { useWords } from '../../../words/language.tsx'
import type { ToolProps } from '../view-props.ts'
import { useDraft } from './use-draft.ts'

const ICONS = { opening: IconCloudUp, saving: IconCloudUp, synced: IconCloudCheck, offline: IconCloudOff } as const

/** Whether what was done here is kept, in words: nobody has to wonder. */
export const SaveState = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { state } = useDraft(id)
  // A write takes some milliseconds: only one that lasts is worth a word.
  const [lasting] = useDebouncedValue(state, 350)
  const shown = state === 'synced' || state === 'offline' ? state : lasting
  const Icon = ICONS[shown]
  return (
    <Tooltip label={say(`draft.state.${shown}.why`)} multiline maw={280}>
      <Group gap={6} wrap="nowrap" className="quiet" role="status" data-state={state} tabIndex={0}>
        <Icon size={18} aria-hidden {...(shown === 'offline' && { color: 'var(--watch)' })} />
        <Text size="sm">{say(`draft.state.${shown}`)}</Text>
      </Group>
    </Tooltip>
  )
}
