import { Group, Text, Title } from '@mantine/core'
import { IconPin } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/language.tsx'
import { ViewTile } from './tile.tsx'
import type { AllViews, Dashboard } from './use-views.ts'
import './views.css'

/** More would make another dashboard of the home page; the board itself has them all. */
const FIRST = 4

const Board = ({ board, all }: { readonly board: Dashboard; readonly all: AllViews }) => {
  const { say } = useWords()
  const shown = board.tiles.flatMap((tile) => {
    const view = all.views.find(({ id }) => id === tile.view)
    return view ? [{ ...tile, view }] : []
  })
  return (
    <section aria-labelledby={`pinned-${board.id}`}>
      <Group justify="space-between" align="baseline" mb="sm">
        <Title order={2} size="h4" id={`pinned-${board.id}`}>
          <IconPin size={15} aria-hidden /> {board.title}
        </Title>
        <Link to="/measure/dashboards/$dashboard" params={{ dashboard: board.id }}>
          {say('views.board.open')}
        </Link>
      </Group>
      {shown.length === 0 && <Text className="quiet">{say('views.board.empty')}</Text>}
      <div className="board-of-views">
        {shown.slice(0, FIRST).map(({ view, size }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same view may stand twice, its place is what it is
          <div key={`${view.id} ${at}`} className={`tile-place ${size}`}>
            <ViewTile view={view} level={3} />
          </div>
        ))}
      </div>
    </section>
  )
}

/** The dashboards that stand on the home page. */
export const Pinned = ({ all }: { readonly all: AllViews }) =>
  all.dashboards.filter(({ pinned }) => pinned).map((board) => <Board key={board.id} board={board} all={all} />)
