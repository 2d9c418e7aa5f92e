import { Button, Group, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconArrowsExchange } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { tell } from '../../../kernel/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useMap } from '../journeys/use-journey.ts'
import { DifferenceList } from './differences.tsx'
import { MarkedMap, marksOf } from './marked-map.tsx'
import { RevisionCard } from './revision-card.tsx'
import { type ShownRevision, useDifferences, useRevision, useRevisions } from './use-revisions.ts'
import './revisions.css'

/** Two revisions side by side, drawn with marks, and what changed in words. */
const SideBySide = ({ map, from, to }: { readonly map: string; readonly from: number; readonly to: number }) => {
  const { say } = useWords()
  const [before, after, differences] = [useRevision(map, from), useRevision(map, to), useDifferences(map, from, to)]
  const failed = [before, after, differences].find(({ isError }) => isError)
  if (failed?.error) return <Failed problem={failed.error} retry={() => void failed.refetch()} />
  if (!before.data || !after.data || !differences.data) return <Working />
  const marks = marksOf(differences.data)
  const only = (wanted: 'added' | 'removed') => new Map([...marks].filter(([, mark]) => mark !== wanted))
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MarkedMap name={say('revisions.number', { revision: from })} map={before.data} marks={only('added')} />
        <MarkedMap name={say('revisions.number', { revision: to })} map={after.data} marks={only('removed')} />
      </SimpleGrid>
      <div className="card" style={{ padding: '1rem' }}>
        <Title order={2} size="h4" mb="sm">
          {say('revisions.changes', { count: differences.data.length })}
        </Title>
        <DifferenceList differences={differences.data} />
      </div>
    </Stack>
  )
}

const Choice = ({ items, from, to }: { items: readonly ShownRevision[]; from: number; to: number }) => {
  const { say, date } = useWords()
  const navigate = useNavigate({ from: '/maps/$map/revisions' })
  const show = (next: { from: number; to: number }) => void navigate({ search: next })
  const options = items.map(({ revision, at, status }) => ({
    value: String(revision),
    label: `${say('revisions.number', { revision })} · ${date(at)} · ${say(`status.${status}`)}`,
  }))
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={say('revisions.from')}
        data={options}
        value={String(from)}
        allowDeselect={false}
        onChange={(value) => value && show({ from: Number(value), to })}
      />
      <Button variant="default" aria-label={say('revisions.swap')} onClick={() => show({ from: to, to: from })}>
        <IconArrowsExchange size={18} />
      </Button>
      <Select
        label={say('revisions.to')}
        data={options}
        value={String(to)}
        allowDeselect={false}
        onChange={(value) => value && show({ from, to: Number(value) })}
      />
    </Group>
  )
}

/** The history of a map: each revision, and any two of them side by side. */
export const RevisionsScreen = () => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map: id } = useParams({ from: '/maps/$map/revisions' })
  const search = useSearch({ from: '/maps/$map/revisions' })
  const map = useMap(id)
  const history = useRevisions(id)
  if (history.isPending) return <Working page />
  if (history.isError) return <Failed page problem={history.error} retry={() => void history.refetch()} />
  const { items, mark } = history.data
  const last = items[0]?.revision ?? 1
  const to = search.to ?? last
  const from = search.from ?? items.find(({ revision }) => revision < to)?.revision ?? to
  return (
    <Stack gap="lg">
      <div>
        <Link to="/maps/$map" params={{ map: id }} className="back">
          <IconArrowLeft size={16} aria-hidden /> {map.data ? tell(map.data.title, language) : id}
        </Link>
        <Title order={1}>{say('revisions.title')}</Title>
        <Text className="quiet">{say('revisions.lead')}</Text>
      </div>
      <div className="history">
        <Stack gap="sm" component="section" aria-label={say('revisions.title')}>
          {items.map((revision, at) => (
            <RevisionCard key={revision.revision} map={id} mark={mark} revision={revision} latest={at === 0} />
          ))}
        </Stack>
        <Stack gap="md" component="section" aria-label={say('revisions.compare')} style={{ minWidth: 0 }}>
          {items.length > 1 ? (
            <>
              <Choice items={items} from={from} to={to} />
              <SideBySide map={id} from={from} to={to} />
            </>
          ) : (
            <Text className="quiet">{say('revisions.one')}</Text>
          )}
        </Stack>
      </div>
    </Stack>
  )
}
