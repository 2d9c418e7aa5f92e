import { Button, Drawer, Stack, Text } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { propertyValue } from '../../../events/index.ts'
import { inquire } from '../../ask.ts'
import { useEventName } from '../../words/event-name.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import type { Person } from '../people/use-people.ts'
import { useLogChannel } from './kept-line.tsx'
import type { Kept } from './use-log.ts'

/** Whose an interaction is; asked with a body, never in an address. A case of a file is nobody. */
const useWho = ({ identifier }: Kept) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['people', 'whose', identifier],
    queryFn: async () =>
      (
        await inquire<{ readonly items: readonly (Person | null)[] }>('/api/people/whose', language, {
          identifiers: [identifier],
        })
      ).items[0] ?? null,
    enabled: !identifier.startsWith('case:'),
  })
}

const said = (stored: string): string => {
  const value = propertyValue(stored)
  return typeof value === 'string' ? value : stored
}

/** Everything that was kept of one interaction, as it came; it leads to the person. */
export const KeptDetails = ({ kept, close }: { readonly kept: Kept; readonly close: () => void }) => {
  const { say, moment } = useWords()
  const channelOf = useLogChannel()
  const name = useEventName()(kept.event)
  const who = useWho(kept)
  const facts = [
    [say('log.sent'), kept.event],
    [say('log.at'), moment(kept.at)],
    [say('log.received'), moment(kept.receivedAt)],
    [say('log.channel'), channelOf(kept.channel)],
    [say('log.source'), kept.source],
    [say('customers.said.store'), kept.store],
    [say('customers.said.adviser'), kept.adviser],
    [say('customers.said.as'), kept.identifier],
    ...Object.entries(kept.properties).map(([field, stored]) => [field, said(stored)] as const),
  ] as const
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      title={name}
      closeButtonProps={{ 'aria-label': say('aside.close') }}
    >
      <Stack gap="md">
        <dl className="log-facts">
          {facts
            .filter(([, value]) => value !== '')
            .map(([field, value]) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {who.data ? (
          <Button
            variant="light"
            leftSection={<IconUser size={17} aria-hidden />}
            renderRoot={(root) => (
              <Link {...root} to="/people/$profile" params={{ profile: who.data?.profile ?? '' }} />
            )}
          >
            {say('log.person')}
          </Button>
        ) : (
          !who.isLoading && (
            <Text size="sm" className="quiet">
              {say('log.nobody')}
            </Text>
          )
        )}
      </Stack>
    </Drawer>
  )
}
