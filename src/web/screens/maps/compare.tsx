import { Alert, Stack } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { ask } from '../../ask.ts'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { CompareChooser } from './compare-chooser.tsx'
import { CompareDesign } from './compare-design.tsx'
import { CompareFigures } from './compare-figures.tsx'
import { comparedIn } from './portfolio-view.ts'
import { useLivedOf } from './use-portfolio.ts'
import './portfolio.css'

const useDesigns = (asked: ReturnType<typeof comparedIn>) => {
  const { language } = useLanguage()
  return useQueries({
    queries: asked.map(({ id, revision }) => ({
      queryKey: ['map', id, language, 'compared', revision ?? 'last'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask<JourneyMap>(
          `/api/maps/${encodeURIComponent(id)}${revision === undefined ? '' : `?revision=${revision}`}`,
          language,
          signal,
        ),
    })),
  })
}

/** Two to four maps side by side: what is lived on each, how sure the difference is, and what differs in design. */
export const Compare = () => {
  const { say } = useWords()
  const { language } = useLanguage()
  const asked = comparedIn(useSearch({ from: '/maps/compare' }))
  const designs = useDesigns(asked)
  const lived = useLivedOf(asked)
  const failed = designs.find(({ isError }) => isError)
  const maps = designs.flatMap(({ data }) => (data ? [data] : []))
  const head = (
    <div>
      <Link to="/maps" className="back">
        <IconArrowLeft size={16} aria-hidden /> {say('maps.title')}
      </Link>
      <PageHead title={say('maps.compare')} lead={say('maps.compare.lead')} />
    </div>
  )
  if (asked.length < 2)
    return (
      <Stack gap="lg">
        {head}
        <CompareChooser />
      </Stack>
    )
  if (failed?.error) return <Failed page problem={failed.error} retry={() => void failed.refetch()} />
  if (maps.length < asked.length) return <Working page />
  const columns = maps.map((map, at) => ({
    key: `${asked[at]?.id}@${asked[at]?.revision ?? 'last'}`,
    name: `${tell(map.title, language)}${asked[at]?.revision === undefined ? '' : ` · ${say('revisions.number', { revision: asked[at].revision })}`}`,
    map,
    lived: lived[at]?.data,
  }))
  return (
    <Stack gap="lg">
      {head}
      {lived.some(({ isError }) => isError) && <Alert color="red">{say('maps.compare.unlived')}</Alert>}
      <CompareFigures columns={columns} />
      <CompareDesign columns={columns} />
    </Stack>
  )
}
