import { Button, Group, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp, IconChevronDown, IconGitMerge, IconVersions } from '@tabler/icons-react'
import { lazy, Suspense, useDeferredValue, useMemo } from 'react'
import { diffMaps } from '../../../../maps/index.ts'
import { useWords } from '../../../words/language.tsx'
import { useMap } from '../use-journey.ts'
import type { ToolProps } from '../view-props.ts'
import { useDraft } from './use-draft.ts'
import { useStanding } from './use-standing.ts'

const KeepDialog = lazy(async () => ({ default: (await import('./keep-dialog.tsx')).KeepDialog }))
const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }))

/** Keeps what was edited as a revision, with a reason; merges one that somebody stored meanwhile; or gives it up. */
export const KeepRevision = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { map, change, undo } = useDraft(id)
  const { data: stored } = useMap(id)
  const { data: standing } = useStanding(id)
  const [keeping, keepDialog] = useDisclosure()
  const [merging, mergeDialog] = useDisclosure()
  const settled = useDeferredValue(map)
  const changes = useMemo(() => (stored ? diffMaps(stored, settled).length : 0), [stored, settled])
  const behind = standing !== undefined && standing.base.revision !== standing.last.revision
  const giveUp = () => {
    if (!stored) return
    change({ do: 'become', map: stored })
    notifications.show({
      message: (
        <Group justify="space-between">
          {say('draft.gaveup')}
          <Button size="compact-sm" variant="subtle" onClick={undo}>
            {say('draft.undo')}
          </Button>
        </Group>
      ),
      autoClose: 10_000,
    })
  }
  return (
    <>
      <Button.Group>
        {behind ? (
          <Button className="behind" leftSection={<IconGitMerge size={18} />} onClick={mergeDialog.open}>
            {say('draft.merge', { revision: standing.last.revision })}
          </Button>
        ) : (
          <Button
            variant={changes > 0 ? 'filled' : 'default'}
            leftSection={<IconVersions size={18} />}
            disabled={changes === 0}
            onClick={keepDialog.open}
          >
            {changes > 0 ? say('draft.keep.count', { count: changes }) : say('draft.kept')}
          </Button>
        )}
        {changes > 0 && !behind && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button px="xs" aria-label={say('draft.more')} style={{ borderInlineStart: '1px solid var(--paper)' }}>
                <IconChevronDown size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={giveUp}>
                {say('draft.giveup')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Button.Group>
      <Suspense>
        {keeping && <KeepDialog id={id} close={keepDialog.close} />}
        {merging && <MergeDialog id={id} close={mergeDialog.close} />}
      </Suspense>
    </>
  )
}
