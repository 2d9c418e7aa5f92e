import { ActionIcon, Group, Select, SimpleGrid, Stack } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { CHANNELS } from '../../../../../events/index.ts'
import type { MapChannel } from '../../../../../maps/index.ts'
import { useChannelName } from '../../../../words/channel.ts'
import { useWords } from '../../../../words/language.tsx'
import { useEditing } from '../editing.tsx'
import { ChoiceField } from '../fields/simple.tsx'
import { TextField } from '../fields/text-pair.tsx'

const KINDS: readonly MapChannel['kind'][] = ['digital', 'human', 'physical']
const PARTIES = ['own', 'third'] as const

/** The channels of the map: of which kind, whose, and what the company calls them. */
export const MapChannels = () => {
  const { say } = useWords()
  const { map, change, readOnly } = useEditing()
  const channelName = useChannelName(map)
  const declared = Object.keys(map.channels ?? {})
  const left = Object.keys(CHANNELS).filter((channel) => !declared.includes(channel))
  return (
    <Stack gap="sm">
      {declared.map((channel) => {
        const at = ['channels', channel]
        return (
          <Group key={channel} gap={4} wrap="nowrap" align="flex-start" className="inset">
            <Stack gap={6} flex={1} miw={0}>
              <TextField at={[...at, 'title']} label={channel} />
              <SimpleGrid cols={2} spacing="sm">
                <ChoiceField
                  at={[...at, 'kind']}
                  label={say('panel.channel.kind')}
                  values={KINDS}
                  nameOf={(kind) => say(`channelkind.${kind}`)}
                />
                <ChoiceField
                  at={[...at, 'party']}
                  label={say('panel.channel.party')}
                  values={PARTIES}
                  nameOf={(party) => say(`party.${party}`)}
                  none={say('panel.unsaid')}
                />
              </SimpleGrid>
            </Stack>
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={say('panel.remove', { what: channelName(channel) })}
                onClick={() => change({ do: 'clear', at })}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        )
      })}
      {!readOnly && (
        <Select
          key={declared.length}
          aria-label={say('panel.channel.add')}
          placeholder={say('panel.channel.add')}
          searchable
          data={left.map((channel) => ({ value: channel, label: channelName(channel) }))}
          onChange={(channel) =>
            channel !== null &&
            change({
              do: 'set',
              at: ['channels', channel],
              value: { kind: CHANNELS[channel as keyof typeof CHANNELS], party: 'own' },
            })
          }
        />
      )}
    </Stack>
  )
}
