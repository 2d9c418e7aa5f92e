import { Anchor, Button, Group, Stack } from '@mantine/core'
import { IconArrowLeft, IconArrowsJoin2 } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useNameOf } from '../../kit/called.ts'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { Consents } from './consents.tsx'
import { Identity } from './identity.tsx'
import { Journeys } from './journeys.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import './people.css'
import { Summary } from './summary.tsx'
import { Timeline } from './timeline.tsx'
import { usePerson, type WholePerson } from './use-people.ts'
import { Belongs, Given, Orders, Traits } from './what-is-known.tsx'

/** The name that the traits tell; nothing where none does. */
const toldName = ({ traits }: WholePerson): string => {
  const told = (name: string) => traits.find((trait) => trait.name === name)?.value ?? ''
  return `${told('firstName')} ${told('lastName')}`.trim() || told('name') || told('company')
}

/** One person: who, what they lived, where they stand, and why these identifiers are theirs. */
export const PersonScreen = () => {
  const { say } = useWords()
  const nameOf = useNameOf()
  const { profile } = useParams({ from: '/people/$profile' })
  const person = usePerson(profile)
  const [merging, setMerging] = useState(false)
  if (person.isPending) return <Working page />
  if (!person.data)
    return (
      <Stack align="flex-start">
        <Failed page problem={person.error ?? new Error()} retry={() => void person.refetch()} />
        <Button component={Link} to="/people" variant="light">
          {say('customers.title')}
        </Button>
      </Stack>
    )
  const { data } = person
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/people" size="sm" w="fit-content">
        <Group gap={4} component="span" wrap="nowrap">
          <IconArrowLeft size={15} aria-hidden />
          {say('customers.title')}
        </Group>
      </Anchor>
      <PageHead
        title={nameOf({ name: toldName(data), identifiers: data.identifiers })}
        actions={
          <Button
            variant="light"
            leftSection={<IconArrowsJoin2 size={17} aria-hidden />}
            onClick={() => setMerging(true)}
          >
            {say('customers.merge')}
          </Button>
        }
      />
      <Summary person={data} />
      <div className="person">
        <div className="person-side">
          <Identity person={data} />
          <Traits traits={data.traits} />
          <Orders orders={data.orders} />
          <Given given={data.satisfaction} />
          <Belongs segments={data.segments} />
          <Consents person={data} />
        </div>
        <div className="person-side">
          <Journeys journeys={data.journeys} />
          <Timeline person={data} />
        </div>
      </div>
      {merging && <MergeDialog person={data} close={() => setMerging(false)} />}
    </Stack>
  )
}
