import { Group, Modal, Radio, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import { type SpokenWord, useSayConsent } from './use-consents.ts'
import type { WholePerson } from './use-people.ts'

/** Where a word can be said to somebody who writes it down. */
const WHERE = ['store', 'phone', 'mail', 'email', 'chat'] as const

const today = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** Now, where it is today's word; else the middle of that day, since nobody notes the minute. */
const saidAt = (day: string): Pick<SpokenWord, 'at'> =>
  day === '' || day === today() ? {} : { at: new Date(`${day}T12:00:00`).toISOString() }

interface Typed {
  readonly identifier: string
  readonly given: boolean
  readonly where: string | null
  readonly day: string
}

const Fields = ({
  person,
  names,
  typed,
  type,
}: {
  readonly person: WholePerson
  readonly names: readonly string[]
  readonly typed: Typed
  readonly type: (typed: Typed) => void
}) => {
  const { say } = useWords()
  const kindOf = (name: string) => person.identifiers.find(({ kind, value }) => `${kind}:${value}` === name)?.kind
  const labelled = names.map((value) => {
    const kind = kindOf(value)
    return { value, label: kind ? `${say(`customers.kind.${kind}`)} ${value.slice(kind.length + 1)}` : value }
  })
  return (
    <>
      <Radio.Group
        label={say('customers.consent.which')}
        value={typed.given ? 'given' : 'withdrawn'}
        onChange={(value) => type({ ...typed, given: value === 'given' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="given" label={say('customers.consent.given')} />
          <Radio value="withdrawn" label={say('customers.consent.withdrawn')} />
        </Group>
      </Radio.Group>
      <Select
        label={say('customers.consent.whose')}
        description={say('customers.consent.whose.lead')}
        data={labelled}
        value={typed.identifier}
        onChange={(identifier) => identifier !== null && type({ ...typed, identifier })}
        allowDeselect={false}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          label={say('customers.consent.where')}
          placeholder={say('customers.consent.where.none')}
          data={WHERE.map((value) => ({ value, label: say(`channel.${value}`) }))}
          value={typed.where}
          onChange={(where) => type({ ...typed, where })}
          clearable
        />
        <TextInput
          type="date"
          label={say('customers.consent.day')}
          value={typed.day}
          max={today()}
          min="1990-01-01"
          onChange={({ currentTarget }) => type({ ...typed, day: currentTarget.value })}
          required
        />
      </SimpleGrid>
    </>
  )
}

/** A word said elsewhere, written down: which, under which identifier, said where and when. */
export const ConsentDialog = ({
  person,
  names,
  about,
  close,
}: {
  readonly person: WholePerson
  /** Every identifier that can answer for itself. */
  readonly names: readonly string[]
  readonly about: { readonly purpose: string; readonly title: string; readonly identifier: string; given: boolean }
  readonly close: () => void
}) => {
  const { say } = useWords()
  const write = useSayConsent()
  const [typed, type] = useState<Typed>({
    identifier: about.identifier,
    given: about.given,
    where: null,
    day: today(),
  })
  const submit = () =>
    write.mutate(
      {
        identifier: typed.identifier,
        purpose: about.purpose,
        given: typed.given,
        ...saidAt(typed.day),
        ...(typed.where !== null && { channel: typed.where }),
      },
      { onSuccess: close },
    )
  return (
    <Modal
      opened
      onClose={close}
      title={say('customers.consent.title', { purpose: about.title })}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <Fields person={person} names={names} typed={typed} type={type} />
          <Text size="sm" className="quiet">
            {say('customers.consent.kept')}
          </Text>
          <FormFoot
            problem={write.error}
            submit={say('customers.consent.confirm')}
            busy={write.isPending}
            cancel={close}
          />
        </Stack>
      </form>
    </Modal>
  )
}
