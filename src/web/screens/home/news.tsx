import { Button, Group, Text, Title } from '@mantine/core'
import {
  type Icon,
  IconCheck,
  IconFileImport,
  IconFlag,
  IconGitCommit,
  IconMessageCircle,
  IconSparkles,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { ToldLine } from './told-list.tsx'
import { type NewsKind, type NewsSince, useNews, useSeen } from './use-home.ts'

const ICONS: Readonly<Record<NewsKind, Icon>> = {
  revision: IconGitCommit,
  status: IconFlag,
  comments: IconMessageCircle,
  resolved: IconCheck,
  moment: IconSparkles,
  import: IconFileImport,
}

const FIRST = 12

const Items = ({ news }: { readonly news: NewsSince }) => {
  const { say } = useWords()
  const [all, showAll] = useState(false)
  const shown = all ? news.items : news.items.slice(0, FIRST)
  return (
    <>
      <ul className="told-list">
        {shown.map((one) => (
          <ToldLine key={`${one.kind} ${one.at} ${one.place} ${one.sentence}`} item={one} icon={ICONS[one.kind]}>
            <When at={one.at} />
          </ToldLine>
        ))}
      </ul>
      {shown.length < news.items.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => showAll(true)}>
          {say('home.news.all', { count: news.items.length })}
        </Button>
      )}
    </>
  )
}

/** What changed since the last visit, until the reader says that they have seen it. */
export const NewsList = () => {
  const { say, date } = useWords()
  const news = useNews()
  const seen = useSeen()
  return (
    <section className="card panel" aria-labelledby="home-news">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} size="h4" id="home-news">
            {say('home.news')}
          </Title>
          {news.data && (
            <Text size="xs" className="quiet">
              {news.data.first ? say('home.news.first') : say('home.news.since', { date: date(news.data.since) })}
            </Text>
          )}
        </div>
        {news.data && (news.data.items.length > 0 || news.data.first) && (
          <Button
            variant="light"
            size="compact-sm"
            style={{ flex: 'none' }}
            loading={seen.isPending}
            leftSection={<IconCheck size={14} />}
            onClick={() => seen.mutate(news.data.asOf)}
          >
            {say('home.news.seen')}
          </Button>
        )}
      </Group>
      {news.isPending && <Working />}
      {news.isError && <Failed problem={news.error} retry={() => void news.refetch()} />}
      <Trouble problem={seen.error} />
      {news.data?.items.length === 0 && <Text className="quiet">{say('home.news.none')}</Text>}
      {news.data && <Items news={news.data} />}
    </section>
  )
}
