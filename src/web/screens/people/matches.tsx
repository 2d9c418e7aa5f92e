import { Anchor, Group, Progress, Stack, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Notice } from '../../kit/notice.tsx'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { MatchPair } from './match-pair.tsx'
import './people.css'
import { Thresholds } from './thresholds.tsx'
import { type Matches as Listed, useMatches } from './use-matches.ts'

const Advance = ({ tally }: Pick<Listed, 'tally'>) => {
  const { say } = useWords()
  const decided = tally.same + tally.different
  return (
    <Stack gap={4} maw={420}>
      <Text size="sm" className="quiet" aria-live="polite">
        {say('matches.progress', { open: tally.open, decided })}
        {tally.linked > 0 && ` ${say('matches.linked', { count: tally.linked })}`}
      </Text>
      <Progress value={(100 * decided) / Math.max(1, decided + tally.open)} aria-hidden size="sm" />
    </Stack>
  )
}

/** Who is alike without a shared key, pair by pair: somebody says whether they are one person. */
export const Matches = () => {
  const { say } = useWords()
  const matches = useMatches()
  const { pair } = useSearch({ from: '/people/matches' })
  const go = useNavigate({ from: '/people/matches' })
  const items = matches.data?.items ?? []
  const at = items.findIndex(({ id }) => id === pair)
  const shown = pair ?? items[0]?.id
  const to = (step: number) => {
    const next = items[(Math.max(at, 0) + step + items.length) % Math.max(1, items.length)]
    void go({ search: next && next.id !== shown ? { pair: next.id } : {}, replace: true })
  }
  return (
    <Stack gap="lg" maw={1100}>
      <Anchor component={Link} to="/people" size="sm" w="fit-content">
        <Group gap={4} component="span" wrap="nowrap">
          <IconArrowLeft size={15} aria-hidden />
          {say('customers.title')}
        </Group>
      </Anchor>
      <PageHead title={say('matches.title')} lead={say('matches.lead')} />
      {matches.isPending && <Working />}
      {matches.isError && <Failed problem={matches.error} retry={() => void matches.refetch()} />}
      {matches.data && (items.length > 0 || matches.data.tally.same + matches.data.tally.different > 0) && (
        <Advance tally={matches.data.tally} />
      )}
      {matches.data && items.length === 0 && (
        <Notice tone="good" title={say('customers.queue.none')}>
          {say('matches.none')}
        </Notice>
      )}
      {shown !== undefined && matches.data && <MatchPair pair={shown} next={() => to(1)} previous={() => to(-1)} />}
      {matches.data?.thresholds.choices.some(({ pairs }) => pairs > 0) && (
        <Thresholds key={matches.data.thresholds.sure} thresholds={matches.data.thresholds} />
      )}
    </Stack>
  )
}
