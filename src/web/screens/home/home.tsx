import { Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { Empty, Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { FIRST_STEPS } from '../maps/portfolio.tsx'
import { useMaps } from '../maps/use-maps.ts'
import { useViews } from '../views/use-views.ts'
import { LiveCard } from './live-card.tsx'
import { NewsList } from './news.tsx'
import { useNews } from './use-home.ts'
import { WaitingList } from './waiting.tsx'
import './home.css'

/** More would push what changed out of sight; the portfolio has them all. */
const FIRST = 4

const DAY_MS = 86_400_000

/** A move is looked for over the time since the last visit: a week at least, where there is enough to compare. */
const daysSince = (since: string | undefined, asOf: string | undefined): number => {
  if (since === undefined || asOf === undefined) return 7
  return Math.min(90, Math.max(7, Math.ceil((Date.parse(asOf) - Date.parse(since)) / DAY_MS)))
}

const PinnedBoards = lazy(async () => ({ default: (await import('../views/pinned.tsx')).Pinned }))

/** The dashboards that were pinned here; their pictures are fetched only where there is one. */
const Boards = () => {
  const { data } = useViews()
  if (!data?.dashboards.some(({ pinned }) => pinned)) return null
  return (
    <Suspense fallback={<Working />}>
      <PinnedBoards all={data} />
    </Suspense>
  )
}

/** Live journeys now, what needs a decision, what changed since the last visit. */
export const Home = () => {
  const { say } = useWords()
  const maps = useMaps()
  const news = useNews()
  if (maps.isPending)
    return (
      <Stack gap="lg">
        <PageHead title={say('home.title')} lead={say('home.lead')} />
        <Working />
      </Stack>
    )
  if (maps.isError) return <Failed page problem={maps.error} retry={() => void maps.refetch()} />
  const live = maps.data.filter(({ status }) => status !== 'archived')
  return (
    <Stack gap="lg">
      <PageHead title={say('home.title')} lead={say('home.lead')} />
      {maps.data.length === 0 && (
        <Empty title={say('maps.empty')} lead={say('maps.empty.lead')} commands={FIRST_STEPS} />
      )}
      <div className="home">
        <Stack gap="md" style={{ minWidth: 0 }}>
          <section aria-labelledby="home-live" className="lives">
            {live.length > 0 && (
              <Title order={2} size="h4" id="home-live">
                {say('home.live')}
              </Title>
            )}
            {live.slice(0, FIRST).map((listed) => (
              <LiveCard key={listed.id} listed={listed} since={daysSince(news.data?.since, news.data?.asOf)} />
            ))}
            {live.length > FIRST && <Link to="/maps">{say('home.live.all', { count: live.length })}</Link>}
          </section>
          <NewsList />
        </Stack>
        <WaitingList />
      </div>
      <Boards />
    </Stack>
  )
}
