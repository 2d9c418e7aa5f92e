import { Button, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ExplainingProvider } from '../../kit/explaining.ts'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { useSegments } from '../journeys/filter-bar/use-segments.ts'
import { PeopleBehind } from '../measure/people-behind.tsx'
import { commandOf } from '../measure/question.ts'
import '../measure/fields/steps.css'
import '../measure/measure.css'
import { SegmentForm } from './segment-form.tsx'
import { SegmentLine } from './segment-line.tsx'
import type { SegmentsView } from './segments-view.ts'
import './segments.css'
import { asking } from './use-segment-screen.ts'

const useListed = () => {
  const { of } = useSearch({ strict: false }) as SegmentsView
  const navigate = useNavigate()
  const list = (name: string | undefined) =>
    void navigate({ to: '/people/segments', search: name === undefined ? {} : { of: name } })
  return { of, list }
}

/** The named segments: what each asks, who belongs, where it is asked for. */
export const SegmentsScreen = () => {
  const { say } = useWords()
  const segments = useSegments()
  const { of, list } = useListed()
  const [making, make] = useState(false)
  const known = segments.data?.map(({ name }) => name) ?? []
  const explaining = {
    filters: [],
    cases: true,
    open: (whom: unknown) => typeof whom === 'string' && list(whom),
    ...(of !== undefined && { command: commandOf('activity', asking({ segment: of })) }),
  }
  const actions = !making && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => make(true)}>
      {say('segments.new')}
    </Button>
  )
  return (
    <ExplainingProvider value={explaining}>
      <Stack gap="lg" maw={1200}>
        <PageHead title={say('segments.title')} lead={say('segments.lead')} actions={actions} />
        {making && (
          <section className="card" aria-label={say('segments.new')}>
            <SegmentForm known={known} close={() => make(false)} />
          </section>
        )}
        {segments.isPending && <Working />}
        {segments.isError && <Failed problem={segments.error} retry={() => void segments.refetch()} />}
        {segments.data?.length === 0 && !making && (
          <Stack className="card" p="xl" gap="sm" maw={680}>
            <Title order={2} size="h3">
              {say('segments.none')}
            </Title>
            <Text>{say('segments.none.lead')}</Text>
          </Stack>
        )}
        {segments.data && segments.data.length > 0 && (
          <div className="desk measure-desk">
            <ul className="card segment-list">
              {segments.data.map((segment) => (
                <SegmentLine
                  key={segment.name}
                  segment={segment}
                  known={known}
                  list={() => list(segment.name)}
                  unlist={() => of === segment.name && list(undefined)}
                />
              ))}
            </ul>
            {of !== undefined && known.includes(of) && (
              <PeopleBehind
                key={of}
                name="activity"
                asked={asking({ segment: of })}
                of="all"
                title={of}
                close={() => list(undefined)}
              />
            )}
          </div>
        )}
      </Stack>
    </ExplainingProvider>
  )
}
