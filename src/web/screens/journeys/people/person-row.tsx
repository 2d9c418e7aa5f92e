import { ActionIcon, Badge, Group, Text, UnstyledButton } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { PersonRow as Row } from '../../../../explorations/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { identifierOf, useCalled, useNameOf } from '../../../kit/called.ts'
import { useChannelName } from '../../../words/channel.ts'
import { EventName } from '../../../words/event-name.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { Person } from '../../people/use-people.ts'

export const STATUS_COLOURS = { open: 'petrol', succeeded: 'teal', abandoned: 'red' } as const

/** Leads to the person's own page, whose address names nobody. */
export const PersonLink = ({ who }: { readonly who: Person }) => {
  const { say } = useWords()
  const name = useNameOf()(who)
  return (
    <ActionIcon
      component={Link}
      to={`/people/${who.profile}`}
      variant="subtle"
      color="gray"
      size="lg"
      className="person-link"
      aria-label={say('people.sheet', { name })}
    >
      <IconUser size={18} aria-hidden />
    </ActionIcon>
  )
}

/** One journey of a list: who, how far, how it stands, how long, what was last. Opens it. */
export const PersonRow = ({
  map,
  row,
  who,
  open,
}: {
  readonly map: JourneyMap
  readonly row: Row
  readonly who: Person | undefined
  readonly open: () => void
}) => {
  const { labelled, say, date, time } = useWords()
  const { language } = useLanguage()
  const channelName = useChannelName(map)
  const stage = map.stages.find(({ id }) => id === row.stage)
  const last = map.touchpoints.find(({ id }) => id === row.lastTouchpoint)
  const called = useCalled()
  const name = who?.name || called(row.key)
  return (
    <>
      <UnstyledButton className="person-row" onClick={open}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text component="span" fw={600} size="sm" truncate title={identifierOf(row.key)}>
            {name}
          </Text>
          <Badge size="sm" variant="light" color={STATUS_COLOURS[row.status]} style={{ flexShrink: 0 }}>
            {say(`people.is.${row.status}`)}
          </Badge>
        </Group>
        <Text size="xs" className="quiet" truncate>
          {say('people.entered', { date: date(row.enteredAt) })} · {time(row.seconds)} ·{' '}
          {stage ? tell(stage.title, language) : say('people.nostage')}
        </Text>
        <Text size="xs" className="quiet" truncate>
          {labelled(say('people.last', { date: date(row.lastAt) }), '')}
          {last ? tell(last.title, language) : <EventName event={row.lastEvent} />}
          {row.channels.length > 0 && ` · ${row.channels.map(channelName).join(', ')}`}
        </Text>
      </UnstyledButton>
      {who && <PersonLink who={who} />}
    </>
  )
}
