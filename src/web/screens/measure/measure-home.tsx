import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { PageHead } from '../../kit/page.tsx'
import { useWords } from '../../words/language.tsx'
import { Boards } from '../views/saved.tsx'
import { useViews } from '../views/use-views.ts'
import { CATALOGUE, type Entry, WISHES } from './catalogue.ts'
import { Sketch } from './sketch.tsx'
import './measure.css'

const Card = ({ entry }: { readonly entry: Entry }) => {
  const { say } = useWords()
  return (
    <Link to="/measure/$analysis" params={{ analysis: entry.name }} className="card question-card">
      <Sketch of={entry.sketch} />
      <span>
        <Text component="span" fw={640} display="block">
          {say(entry.title)}
        </Text>
        <Text component="span" size="sm" className="quiet" display="block">
          {say(entry.asks)}
        </Text>
      </span>
    </Link>
  )
}

/** Every question that one can ask, by what one wants to know. */
export const MeasureHome = () => {
  const { say } = useWords()
  const boards = useViews().data?.dashboards ?? []
  return (
    <Stack gap="xl" maw={1200}>
      <PageHead
        title={say('measure.title')}
        lead={say('measure.lead')}
        actions={
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/measure/saved" {...props} />}
          >
            {say('views.title')}
          </Button>
        }
      />
      {boards.length > 0 && (
        <section aria-label={say('views.boards')}>
          <Title order={2} size="h4" mb="sm">
            {say('views.boards')}
          </Title>
          <Boards dashboards={boards} />
        </section>
      )}
      {WISHES.map((wish) => {
        const entries = CATALOGUE.filter((one) => one.wish === wish)
        if (entries.length === 0) return null
        return (
          <section key={wish} aria-label={say(`measure.wish.${wish}`)}>
            <Title order={2} size="h4" mb="sm">
              {say(`measure.wish.${wish}`)}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
              {entries.map((entry) => (
                <Card key={entry.name} entry={entry} />
              ))}
            </SimpleGrid>
          </section>
        )
      })}
    </Stack>
  )
}
