import { Table, Text } from '@mantine/core'
import type { Lived } from '../../../../journeys/index.ts'
import { tell } from '../../../../kernel/index.ts'
import { CountNumber } from '../../../kit/number.tsx'
import { Scroller } from '../../../kit/scroller.tsx'
import { Term } from '../../../kit/term.tsx'
import { useChannelName } from '../../../words/channel.ts'
import { EventName } from '../../../words/event-name.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { ViewProps } from '../view-props.ts'
import { AddToMap } from './add-to-map.tsx'

/** What customers do that no touchpoint foresees, and where it comes. */
export const OffMapTable = ({ id, map, lived }: ViewProps & { readonly lived: Lived }) => {
  const { say, number } = useWords()
  const { language } = useLanguage()
  const channelName = useChannelName(map)
  const named = (id: string | null, none: string) => {
    const touchpoint = map.touchpoints.find((each) => each.id === id)
    return touchpoint ? tell(touchpoint.title, language) : (id ?? none)
  }
  if (lived.offMap.length === 0) return <Text className="quiet">{say('journey.offmap.none')}</Text>
  return (
    <>
      <Text className="quiet" mb="sm">
        {say('journey.offmap.lead')}
      </Text>
      <div data-tour="off-map">
        <Scroller name={say('journey.tab.offmap')}>
          <Table verticalSpacing="sm" horizontalSpacing="md" miw={680}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('journey.offmap.event')}</Table.Th>
                <Table.Th>{say('journey.offmap.channel')}</Table.Th>
                <Table.Th ta="right">{say('journey.offmap.instances')}</Table.Th>
                <Table.Th>{say('journey.offmap.after')}</Table.Th>
                <Table.Th>{say('journey.offmap.before')}</Table.Th>
                <Table.Th ta="right">
                  <Term word="lift">{say('journey.offmap.lift')}</Term>
                </Table.Th>
                <Table.Th ta="right">{say('offmap.action')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lived.offMap.map((off) => {
                const { event, channel, instances, after, before, lift, liftLow, liftHigh } = off
                return (
                  <Table.Tr key={`${event} ${channel}`}>
                    <Table.Td fw={600}>
                      <EventName event={event} />
                    </Table.Td>
                    <Table.Td>{channelName(channel)}</Table.Td>
                    <Table.Td ta="right">
                      <CountNumber count={instances} means="define.offmap" of={{ of: 'off-map', event, channel }} />
                    </Table.Td>
                    <Table.Td>{named(after, say('journey.start'))}</Table.Td>
                    <Table.Td>{named(before, say('journey.end'))}</Table.Td>
                    <Table.Td ta="right">
                      {lift === null ? '–' : `× ${number(lift, 1)}`}
                      {liftLow !== null && liftHigh !== null && (
                        <Text size="xs" className="quiet">
                          {say('number.interval')} {number(liftLow, 1)} – {number(liftHigh, 1)}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <AddToMap id={id} off={off} asOf={lived.asOf} />
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </Scroller>
      </div>
    </>
  )
}
