import { Button, Stack, Text, Title } from '@mantine/core'
import type { Words } from '../../../kernel/index.ts'
import { Hints } from '../../kit/hints.tsx'
import { useWords } from '../../words/language.tsx'
import { isFiltered } from '../journeys/filters.ts'
import { useFilters } from '../journeys/use-filters.ts'

/** Where the filters keep nobody there is nothing to draw: says so, and how somebody comes back. */
export const Nobody = ({ hints }: { readonly hints: readonly Words[] | undefined }) => {
  const { say } = useWords()
  const { filters, clear } = useFilters()
  const filtered = isFiltered(filters)
  return (
    <Stack className="card" p="xl" gap="sm" align="flex-start" role="status">
      <Title order={2} size="h4">
        {say('measure.nobody')}
      </Title>
      <Hints hints={hints} />
      <Text className="quiet">{say(filtered ? 'measure.nobody.filtered' : 'measure.nobody.yet')}</Text>
      {filtered && (
        <Button variant="light" onClick={clear}>
          {say('filter.clear')}
        </Button>
      )}
    </Stack>
  )
}
