import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useWords } from '../../../../words/language.tsx'
import { useEditing } from '../editing.tsx'

interface Props {
  readonly at: readonly string[]
  /** What is taken away, as a screen reader says it. */
  readonly what: string
}

/** Takes away what stands at a place of the map; nothing where the map is only looked at. */
export const RemoveButton = ({ at, what }: Props) => {
  const { say } = useWords()
  const { change, readOnly } = useEditing()
  if (readOnly) return null
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={say('panel.remove', { what })}
      onClick={() => change({ do: 'remove', at })}
    >
      <IconTrash size={16} />
    </ActionIcon>
  )
}
