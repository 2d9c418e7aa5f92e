import { ActionIcon, Button, Group, Menu, Select, Stack, Text, TextInput } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconChevronLeft,
  IconDots,
  IconPin,
  IconPinFilled,
  IconTrash,
} from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { NotFound } from '../../shell/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { moved } from '../measure/steps.ts'
import { useRemoval } from './removal.ts'
import { ViewTile } from './tile.tsx'
import { type AllViews, type Dashboard as Board, type Tile, useStep, useViews } from './use-views.ts'
import './views.css'

const useArrange = (board: Board) => {
  const step = useStep<Board>()
  const put = (changes: Partial<Pick<Board, 'title' | 'tiles' | 'pinned'>>) =>
    step.mutate({
      method: 'PATCH',
      path: `/api/dashboards/${board.id}`,
      body: changes,
      next: (all: AllViews) => ({
        ...all,
        dashboards: all.dashboards.map((one) => (one.id === board.id ? { ...one, ...changes } : one)),
      }),
    })
  return { put, step }
}

const TileTools = ({ board, at, put }: { board: Board; at: number; put: (tiles: readonly Tile[]) => void }) => {
  const { say } = useWords()
  const tile = board.tiles[at]
  if (!tile) return null
  const next = tile.size === 'half' ? 'whole' : 'half'
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('views.tile')}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => put(board.tiles.toSpliced(at, 1, { ...tile, size: next }))}>
          {say(`views.tile.${next}`)}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          disabled={at === 0}
          onClick={() => put(moved(board.tiles, at, at - 1))}
        >
          {say('views.tile.before')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={15} aria-hidden />}
          disabled={at === board.tiles.length - 1}
          onClick={() => put(moved(board.tiles, at, at + 1))}
        >
          {say('views.tile.after')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => put(board.tiles.toSpliced(at, 1))}>
          {say('views.tile.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const BoardTitle = ({ title, put }: { readonly title: string; readonly put: (title: string) => void }) => {
  const { say } = useWords()
  const [typed, type] = useState(title)
  useEffect(() => type(title), [title])
  const keep = () => (typed.trim() !== '' && typed !== title ? put(typed) : type(title))
  return (
    <TextInput
      w={280}
      maxLength={200}
      aria-label={say('views.name')}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={keep}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
    />
  )
}

const Composed = ({ board, all }: { readonly board: Board; readonly all: AllViews }) => {
  const { say } = useWords()
  const { put, step } = useArrange(board)
  const navigate = useNavigate()
  const remove = useRemoval()
  const on = new Set(board.tiles.map(({ view }) => view))
  return (
    <Stack gap="lg">
      <div>
        <Link to="/measure/saved" className="back">
          <IconChevronLeft size={16} aria-hidden /> {say('views.title')}
        </Link>
        <PageHead
          title={board.title}
          lead={say('views.board.lead')}
          actions={
            <>
              <BoardTitle title={board.title} put={(title) => put({ title })} />
              <Select
                w={230}
                searchable
                aria-label={say('views.add')}
                placeholder={say('views.add')}
                data={all.views.filter(({ id }) => !on.has(id)).map(({ id, title }) => ({ value: id, label: title }))}
                nothingFoundMessage={say('views.add.none')}
                value={null}
                onChange={(view) => view !== null && put({ tiles: [...board.tiles, { view, size: 'half' }] })}
              />
              <Button
                variant="default"
                aria-pressed={board.pinned}
                leftSection={board.pinned ? <IconPinFilled size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
                onClick={() => put({ pinned: !board.pinned })}
              >
                {say(board.pinned ? 'views.unpin' : 'views.pin')}
              </Button>
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => {
                  remove('dashboards', board)
                  void navigate({ to: '/measure/saved' })
                }}
              >
                {say('views.remove')}
              </Button>
            </>
          }
        />
      </div>
      <Trouble problem={step.error} />
      {board.tiles.length === 0 && <Text className="quiet">{say('views.board.empty')}</Text>}
      <div className="board-of-views">
        {board.tiles.map((tile, at) => {
          const view = all.views.find(({ id }) => id === tile.view)
          const tools = <TileTools board={board} at={at} put={(tiles) => put({ tiles })} />
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same view may stand twice, its place is what it is
            <div key={`${tile.view} ${at}`} className={`tile-place ${tile.size}`}>
              {view ? (
                <ViewTile view={view} tools={tools} />
              ) : (
                <Group className="card tile" justify="space-between">
                  <Text className="quiet">{say('views.gone')}</Text>
                  {tools}
                </Group>
              )}
            </div>
          )
        })}
      </div>
    </Stack>
  )
}

/** Kept questions side by side, each asked again as data arrive. */
export const Dashboard = () => {
  const { dashboard } = useParams({ from: '/measure/dashboards/$dashboard' })
  const { say } = useWords()
  const all = useViews()
  if (all.isPending)
    return (
      <>
        <PageHead title={say('views.board')} />
        <Working />
      </>
    )
  if (all.isError) return <Failed problem={all.error} retry={() => void all.refetch()} />
  const board = all.data.dashboards.find(({ id }) => id === dashboard)
  return board ? <Composed key={board.id} board={board} all={all.data} /> : <NotFound />
}
