import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconLayoutSidebarRight,
  IconMessageCircle,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useWords } from '../../../words/language.tsx'
import { useAside } from '../use-aside.ts'
import { touchpointsIn } from './acts.ts'
import { useBoard, useFact } from './board-store.ts'
import { type Cell, idOf, kindOf } from './cell.ts'
import { useGestures } from './use-gestures.ts'

const Items = ({ cell }: { readonly cell: Cell }) => {
  const { say } = useWords()
  const { acts, store, title } = useBoard()
  const { show } = useAside()
  const gestures = useGestures()
  const map = acts.map()
  const isStage = kindOf(cell) === 'stage'
  const home = isStage ? undefined : map.touchpoints.find(({ id }) => id === idOf(cell))?.stage
  const others = isStage ? [] : map.stages.filter(({ id }) => id !== home)
  return (
    <>
      <Menu.Item leftSection={<IconLayoutSidebarRight size={16} />} onClick={() => show(cell)}>
        {say('board.open')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => store.set({ renaming: cell })}>
        {say('board.rename')}
      </Menu.Item>
      <Menu.Item leftSection={<IconMessageCircle size={16} />} onClick={() => show(`comments:${cell}`)}>
        {say('board.comment')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={isStage ? <IconArrowLeft size={16} /> : <IconArrowUp size={16} />}
        onClick={() => gestures.nudge(cell, 'up')}
      >
        {say(isStage ? 'board.earlier' : 'board.up')}
      </Menu.Item>
      <Menu.Item
        leftSection={isStage ? <IconArrowRight size={16} /> : <IconArrowDown size={16} />}
        onClick={() => gestures.nudge(cell, 'down')}
      >
        {say(isStage ? 'board.later' : 'board.down')}
      </Menu.Item>
      {others.length > 0 && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconArrowRight size={16} />}>{say('board.moveto')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {others.map((stage) => (
              <Menu.Item
                key={stage.id}
                onClick={() =>
                  gestures.move([cell], { stage: stage.id, after: touchpointsIn(map, stage.id).at(-1)?.id ?? null })
                }
              >
                {title(stage.title)}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      {isStage && (
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => gestures.addStageAfter(idOf(cell))}>
          {say('board.stage.after')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => gestures.duplicate([cell])}>
        {say('board.duplicate')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => gestures.remove([cell])}>
        {say('board.remove')}
      </Menu.Item>
    </>
  )
}

/** Everything that can be done with one cell, without dragging: what a phone and a screen reader use. */
export const CellMenu = ({ cell, name }: { readonly cell: Cell; readonly name: string }) => {
  const { say } = useWords()
  const { store, acts, readOnly } = useBoard()
  const gestures = useGestures()
  const open = useFact(({ menu }) => menu === cell)
  if (readOnly) return null
  const button = (
    <ActionIcon
      className="cell-menu"
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={say('board.menu', { name })}
      aria-haspopup="menu"
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation()
        store.set({ menu: open ? undefined : cell, active: cell })
      }}
    >
      <IconDots size={16} />
    </ActionIcon>
  )
  const close = () => {
    store.set({ menu: undefined })
    const { stages, touchpoints } = acts.map()
    const stays = [...stages, ...touchpoints].some(({ id }) => id === idOf(cell))
    // Back to the cell, unless its title is now being written, or it is gone.
    if (stays && store.now().renaming === undefined && store.now().active === cell) gestures.goTo(cell, 'keep')
  }
  // Of a hundred cells, only the one whose menu is open has one.
  if (!open) return button
  return (
    <Menu opened onClose={close} position="bottom-end" withinPortal returnFocus={false}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown onKeyDown={(event) => event.stopPropagation()} onClick={(event) => event.stopPropagation()}>
        <Items cell={cell} />
      </Menu.Dropdown>
    </Menu>
  )
}
