import { Group, SimpleGrid, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/language.tsx'
import type { PersonJourney } from './use-people.ts'

const COLOURS = { open: 'var(--ink)', succeeded: 'var(--good)', abandoned: 'var(--bad)' } as const

const Journey = ({ journey }: { readonly journey: PersonJourney }) => {
  const { say, date } = useWords()
  const { title, status, stage, stages, onTrack, opened, closed, map } = journey
  const reached = stages.findIndex(({ id }) => id === stage)
  const late = status === 'open' && !onTrack
  return (
    <article className="card block">
      <Group justify="space-between" align="baseline" gap="xs">
        <Link to="/maps/$map" params={{ map }} style={{ color: 'inherit', fontWeight: 620 }}>
          {title}
        </Link>
        <Text size="sm" fw={600} c={late ? 'var(--watch)' : COLOURS[status]}>
          {say(late ? 'customers.journey.late' : `customers.journey.${status}`)}
        </Text>
      </Group>
      <ol className="steps" aria-label={say('customers.journey.stages')}>
        {stages.map(({ id, title: name }, position) => (
          <li
            key={id}
            data-reached={position <= reached || status === 'succeeded' || undefined}
            {...(position === reached && { 'aria-current': 'step' as const })}
          >
            <span>{name}</span>
          </li>
        ))}
      </ol>
      <Text size="sm" className="quiet" mt={4}>
        {reached >= 0 && `${say('customers.journey.stage', { stage: stages[reached]?.title ?? '' })} · `}
        {closed
          ? say('customers.journey.between', { from: date(opened), to: date(closed) })
          : say('customers.journey.since', { from: date(opened) })}
      </Text>
    </article>
  )
}

/** Where the person stands on each approved map, and which journeys are over. */
export const Journeys = ({ journeys }: { readonly journeys: readonly PersonJourney[] }) => {
  const { say } = useWords()
  return (
    <section aria-labelledby="journeys" className="person-journeys">
      <Title order={2} size="h5" id="journeys" mb="xs">
        {say('customers.journeys')}
      </Title>
      {journeys.length === 0 ? (
        <Text size="sm" className="quiet">
          {say('customers.journeys.none')}
        </Text>
      ) : (
        <SimpleGrid cols={{ base: 1, lg: journeys.length > 1 ? 2 : 1 }}>
          {journeys.map((journey) => (
            <Journey key={`${journey.map} ${journey.opened}`} journey={journey} />
          ))}
        </SimpleGrid>
      )}
    </section>
  )
}
