import { Badge, Group, Stack, Text } from '@mantine/core'
import type { MomentKind } from '../../../maps/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { useFilters } from './use-filters.ts'
import { useMoments } from './use-journey.ts'

const COLOURS: Readonly<Record<MomentKind, string>> = {
  truth: 'petrol',
  engagement: 'grape',
  delight: 'teal',
  irritant: 'orange',
  breaking_point: 'red',
}

/** The moments noticed in what was lived, each with its evidence in one sentence. */
export const Moments = ({ id }: { readonly id: string }) => {
  const { say } = useWords()
  const { filters } = useFilters()
  const moments = useMoments(id, filters)
  if (moments.isPending) return <Working />
  if (moments.isError) return <Failed problem={moments.error} retry={() => void moments.refetch()} />
  if (moments.data.moments.length === 0) return <Text className="quiet">{say('journey.moments.none')}</Text>
  return (
    <>
      <Text className="quiet" mb="sm">
        {say('journey.moments.lead', { tested: moments.data.tested })}
      </Text>
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {moments.data.moments.map(({ kind, words }) => (
          <li
            key={`${words.kind} ${words.sign} ${words.place} ${words.sentence}`}
            className="card"
            data-tour="moment"
            style={{ padding: '0.8rem 1rem' }}
          >
            <Group gap="xs" mb={4}>
              <Badge variant="light" color={COLOURS[kind]}>
                {words.kind}
              </Badge>
              <Text size="sm" className="quiet">
                {words.sign}
              </Text>
            </Group>
            <Text fw={640}>{words.place}</Text>
            <Text>{words.sentence}</Text>
          </li>
        ))}
      </Stack>
    </>
  )
}
