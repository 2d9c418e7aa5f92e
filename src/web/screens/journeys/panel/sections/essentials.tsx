import { MultiSelect, SimpleGrid, Stack } from '@mantine/core'
import { CHANNELS } from '../../../../../events/index.ts'
import { INITIATORS, NEEDS, TOUCHPOINT_KINDS } from '../../../../../maps/index.ts'
import { useChannelName } from '../../../../words/channel.ts'
import { useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { ChoiceField, DurationField, SwitchField } from '../fields/simple.tsx'
import { TextField } from '../fields/text-pair.tsx'
import { Remarks } from '../remarks.tsx'

/** Where the touchpoint happens: the map's channels, and those of the vocabulary, declared as they are chosen. */
const ChannelsField = ({ at }: { readonly at: readonly string[] }) => {
  const { say } = useWords()
  const { map, change } = useEditing()
  const channelName = useChannelName(map)
  const { value = [], readOnly } = usePlace<readonly string[]>(at)
  const declared = Object.keys(map.channels ?? {})
  const others = Object.keys(CHANNELS).filter((channel) => !declared.includes(channel))
  const option = (channel: string) => ({ value: channel, label: channelName(channel) })
  const choose = (next: readonly string[]) => {
    // A map that lists its channels must list this one too; the vocabulary knows its kind.
    const fresh = next.filter((channel) => !declared.includes(channel) && channel in CHANNELS)
    const declare = fresh.map((channel) => ({
      do: 'set' as const,
      at: ['channels', channel],
      value: { kind: CHANNELS[channel as keyof typeof CHANNELS] },
    }))
    change(...declare, next.length === 0 ? { do: 'clear', at } : { do: 'set', at, value: next })
  }
  return (
    <div>
      <MultiSelect
        label={say('panel.channels')}
        data={[
          ...(declared.length > 0 ? [{ group: say('panel.channels.map'), items: declared.map(option) }] : []),
          { group: say('panel.channels.more'), items: others.map(option) },
        ]}
        value={[...value]}
        readOnly={readOnly}
        searchable
        hidePickedOptions
        onChange={choose}
      />
      <Remarks at={at} />
    </div>
  )
}

/** What the touchpoint is: its name, who begins it, whether it must happen, where, and how long it takes. */
export const Essentials = ({ at }: { readonly at: readonly string[] }) => {
  const { say } = useWords()
  return (
    <Stack gap="sm">
      <TextField at={[...at, 'title']} label={say('panel.title')} />
      <SimpleGrid cols={2} spacing="sm">
        <ChoiceField
          at={[...at, 'kind']}
          label={say('panel.kind')}
          values={TOUCHPOINT_KINDS}
          nameOf={(kind) => say(`kind.${kind}`)}
          none={say('panel.unsaid')}
        />
        <ChoiceField
          at={[...at, 'initiator']}
          label={say('panel.initiator')}
          values={INITIATORS}
          nameOf={(who) => say(`initiator.${who}`)}
          none={say('panel.unsaid')}
        />
        <ChoiceField
          at={[...at, 'need']}
          label={say('panel.need')}
          values={NEEDS}
          nameOf={(need) => say(`need.${need}`)}
          none={say('need.mandatory')}
        />
        <div style={{ alignSelf: 'end', paddingBottom: 6 }}>
          <SwitchField at={[...at, 'repeatable']} label={say('panel.repeatable')} />
        </div>
      </SimpleGrid>
      <ChannelsField at={[...at, 'channels']} />
      <SimpleGrid cols={2} spacing="sm">
        <DurationField at={[...at, 'expected']} label={say('panel.expected')} example="hour" />
        <DurationField at={[...at, 'timeout']} label={say('panel.timeout')} example="days" />
      </SimpleGrid>
    </Stack>
  )
}
