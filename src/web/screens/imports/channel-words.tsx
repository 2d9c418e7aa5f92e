import { Group, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { CHANNELS } from '../../../events/index.ts'
import type { Chosen, PreviewChannel } from '../../../imports/index.ts'
import { useWords } from '../../words/language.tsx'

const NAMES = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]

/** The file's own words for channels, and what each is taken for. */
export const ChannelWords = ({
  channels,
  chosen,
  choose,
}: {
  readonly channels: readonly PreviewChannel[]
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}) => {
  const { say, number } = useWords()
  // A column of free texts is no list of channels.
  if (channels.length === 0 || channels.length > 24) return null
  if (channels.every(({ word, meant }) => word === meant)) return null
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {say('import.channels')}
      </Title>
      <Text size="sm" className="quiet">
        {say('import.channels.lead')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        {channels.map(({ word, rows, meant }) => (
          <Select
            key={word}
            label={
              <Group gap={6} component="span">
                {word}
                <Text component="span" size="xs" className="quiet">
                  {say('import.channels.rows', { count: number(rows) })}
                </Text>
              </Group>
            }
            data={[
              { value: word, label: say('import.channels.same', { word }) },
              ...NAMES.filter((name) => name !== word).map((name) => ({ value: name, label: say(`channel.${name}`) })),
            ]}
            value={meant ?? word}
            onChange={(value) =>
              value !== null && choose({ ...chosen, channels: { ...chosen.channels, [word]: value } })
            }
            allowDeselect={false}
            comboboxProps={{ width: 220, position: 'bottom-start' }}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}
