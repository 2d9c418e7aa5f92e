import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useState } from 'react'
import { Block } from '../../kit/block.tsx'
import { useEventName } from '../../words/event-name.tsx'
import { useWords } from '../../words/language.tsx'
import { KindIcon, Named } from './kinds.tsx'
import { PartDialog } from './part-dialog.tsx'
import type { WholePerson, Why } from './use-people.ts'

const Reasons = ({ why, part }: { readonly why: readonly Why[]; readonly part: (one: Why) => void }) => {
  const { say } = useWords()
  const eventName = useEventName()
  // The reason names the event as it was sent; here it is told as the reader calls it.
  const named = ({ words, event }: Why) => (event ? words.replace(event, () => eventName(event)) : words)
  return (
    <ul className="plain-list why-list">
      {why.map((one) => (
        <li key={`${one.a} ${one.b}`}>
          <Text size="sm" component="div">
            <Named identifier={one.a} /> = <Named identifier={one.b} />
          </Text>
          <Text size="sm" className="quiet">
            {named(one)}
            {one.why && ` – ${one.why}`}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowsSplit2 size={14} aria-hidden />}
            onClick={() => part(one)}
            aria-label={say('customers.part.of', { a: one.a, b: one.b })}
          >
            {say('customers.part')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** What the person is known by, and why all of it is one person. */
export const Identity = ({ person }: { readonly person: WholePerson }) => {
  const { say } = useWords()
  const [parting, setParting] = useState<Why>()
  return (
    <Block id="identity" title={say('customers.identifiers')}>
      <ul className="plain-list">
        {person.identifiers.map(({ kind, value }) => (
          <li key={`${kind}:${value}`}>
            <Group gap={8} wrap="nowrap" align="baseline">
              <KindIcon kind={kind} />
              <div style={{ minWidth: 0 }}>
                <Text size="xs" className="quiet" component="span" display="block">
                  {say(`customers.kind.${kind}`)}
                </Text>
                <span style={{ overflowWrap: 'anywhere' }}>{value}</span>
              </div>
            </Group>
          </li>
        ))}
      </ul>
      <Stack gap={6} mt="md">
        <Title order={3} size="h6">
          {say('customers.why')}
        </Title>
        {person.why.length === 0 ? (
          <Text size="sm" className="quiet">
            {say('customers.why.alone')}
          </Text>
        ) : (
          <Reasons why={person.why} part={setParting} />
        )}
      </Stack>
      {parting && <PartDialog person={person} why={parting} close={() => setParting(undefined)} />}
    </Block>
  )
}
