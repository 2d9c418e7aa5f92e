import { Button, Group, Select, Stack, Switch, Text } from '@mantine/core'
import { IconCheck, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { CHANNELS } from '../../../events/index.ts'
import { EventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import { Named } from '../people/kinds.tsx'
import { type Arrived, useArrivals } from './use-arrivals.ts'
import type { LiveSource } from './use-sources.ts'

const Line = ({ one }: { readonly one: Arrived }) => {
  const { say, clock } = useWords()
  const stopped = one.stopped !== undefined
  const channel = one.channel && one.channel in CHANNELS ? say(`channel.${one.channel as 'web'}`) : (one.channel ?? '')
  return (
    <li className="arrival" data-stopped={stopped || undefined}>
      {stopped ? (
        <IconX size={17} aria-label={say('sources.stopped')} className="arrival-sign" />
      ) : (
        <IconCheck size={17} aria-label={say('sources.taken')} className="arrival-sign" />
      )}
      <time className="quiet" dateTime={one.at}>
        {clock(one.at)}:{one.at.slice(17, 19)}
      </time>
      <span className="arrival-what">
        {stopped ? (
          <>
            <strong>{one.why}</strong> <span className="quiet">{one.remedy}</span>
          </>
        ) : (
          <strong>
            <EventName event={one.event ?? ''} />
          </strong>
        )}
      </span>
      <span className="quiet">{channel}</span>
      <span className="arrival-who">{one.identifier && <Named identifier={one.identifier} />}</span>
      <span className="quiet">{one.source}</span>
    </li>
  )
}

/** What arrives, as it arrives, and why something stopped. */
export const Arrivals = ({
  sources,
  source,
}: {
  readonly sources: readonly LiveSource[]
  readonly source: string | undefined
}) => {
  const { say, number } = useWords()
  const navigate = useNavigate()
  const [paused, pause] = useState(false)
  const [reveal, setReveal] = useState(false)
  const { arrived, passed, state, clear } = useArrivals({ source, reveal, paused })
  return (
    <Stack gap="sm">
      <Group gap="md" align="flex-end">
        <Select
          label={say('sources.column.name')}
          placeholder={say('sources.all')}
          data={sources.map(({ name }) => name)}
          value={source ?? null}
          onChange={(name) =>
            void navigate({ to: '/collect/sources', search: { view: 'live', ...(name && { source: name }) } })
          }
          clearable
          w={{ base: '100%', xs: 240 }}
        />
        <Button
          variant="light"
          leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
          onClick={() => pause(!paused)}
        >
          {say(paused ? 'sources.resume' : 'sources.pause')}
        </Button>
        <Button variant="subtle" color="gray" onClick={clear}>
          {say('sources.clear')}
        </Button>
        <Switch
          mb={8}
          label={say('sources.reveal')}
          checked={reveal}
          onChange={({ currentTarget }) => setReveal(currentTarget.checked)}
        />
      </Group>
      <Text size="sm" className="quiet" role="status">
        {state === 'cut'
          ? say('sources.cut')
          : passed > 0
            ? say('sources.passed', { count: number(passed) })
            : say(paused ? 'sources.paused' : 'sources.watching')}
      </Text>
      {arrived.length === 0 ? (
        <Text className="card" p="lg">
          {say('sources.silence')}
        </Text>
      ) : (
        <ol className="card arrivals" aria-label={say('sources.tab.live')}>
          {arrived.map((one) => (
            <Line key={one.number} one={one} />
          ))}
        </ol>
      )}
    </Stack>
  )
}
