import { Badge, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import { type Result, wordsOf } from '../../../workshops/index.ts'
import { useWords } from '../../words/language.tsx'
import { Agreement } from './spread.tsx'

type Alignment = Extract<Result, { kind: 'alignment' }>

/** A text with the words that others use, too, marked. */
const Marked = ({ text, shared }: { readonly text: string; readonly shared: ReadonlySet<string> }) => (
  <>
    {text.split(/([\p{L}\p{N}]+)/u).map((part, index) =>
      [...wordsOf(part)].some((word) => shared.has(word)) ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the words of a text are their positions
        <mark key={index}>{part}</mark>
      ) : (
        part
      ),
    )}
  </>
)

const Shared = ({ words, alike }: { readonly words: readonly string[]; readonly alike: number | null }) => {
  const { say, percent } = useWords()
  return (
    <Text size="sm">
      {words.length === 0
        ? say('workshop.alignment.nothing')
        : say('workshop.alignment.shared', { words: words.slice(0, 12).join(', ') })}
      {alike !== null && ` · ${say('workshop.alignment.alike', { share: percent(alike) })}`}
    </Text>
  )
}

/** Each leader's definition, priority and objective, side by side, with what they share and where they part. */
export const AlignmentView = ({ result }: { readonly result: Alignment }) => {
  const { say, number } = useWords()
  const { views, definitions, objectives, priorities } = result
  const ranks = views.map(({ priority }) => priority)
  const roots = (words: readonly string[]) => new Set(words.flatMap((word) => [...wordsOf(word)]))
  const [shared, aims] = [roots(definitions.shared), roots(objectives.shared)]
  return (
    <Stack gap="md">
      {priorities && (
        <Group gap="md">
          <Text>
            {say('workshop.alignment.priorities', {
              low: Math.min(...ranks),
              high: Math.max(...ranks),
              mean: number(priorities.mean, 1),
            })}
          </Text>
          <Agreement spread={priorities} />
        </Group>
      )}
      <div>
        <Text fw={600} size="sm">
          {say('workshop.alignment.definition')}
        </Text>
        <Shared words={definitions.shared} alike={definitions.alike} />
        <Text fw={600} size="sm" mt="xs">
          {say('workshop.alignment.objective')}
        </Text>
        <Shared words={objectives.shared} alike={objectives.alike} />
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {views.map((view) => (
          <li key={`${view.name} ${view.role} ${view.definition}`} className="card" style={{ padding: '0.8rem 1rem' }}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text fw={640}>{view.name || say('workshop.nameless')}</Text>
                <Text size="xs" className="quiet">
                  {say(`workshop.role.${view.role}`)} · {say('workshop.unverified')}
                </Text>
              </div>
              <Badge variant="light" size="lg" tt="none">
                {say('workshop.alignment.rank', { priority: view.priority })}
              </Badge>
            </Group>
            <Progress
              value={view.priority * 10}
              mt={6}
              mb="sm"
              size="sm"
              aria-label={say('workshop.alignment.priority')}
            />
            <Text size="xs" className="quiet">
              {say('workshop.alignment.definition')}
            </Text>
            <Text mb="xs">
              <Marked text={view.definition} shared={shared} />
            </Text>
            <Text size="xs" className="quiet">
              {say('workshop.alignment.objective')}
            </Text>
            <Text>
              <Marked text={view.objective} shared={aims} />
            </Text>
          </li>
        ))}
      </SimpleGrid>
    </Stack>
  )
}
