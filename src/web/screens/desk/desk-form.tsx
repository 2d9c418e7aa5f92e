import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { Choice, KnownBy } from '../../../desk/index.ts'
import { CHANNELS } from '../../../events/index.ts'
import { useWords } from '../../words/language.tsx'
import { type Entry, newEntryId } from './held.ts'

const KINDS = ['loyalty', 'phone', 'email'] as const satisfies readonly KnownBy[]
const INPUTS = { loyalty: 'text', phone: 'tel', email: 'email' } as const

/** Where an adviser stands stays from one entry to the next, and from one day to the next. */
const kept = (name: string): string => {
  try {
    return localStorage.getItem(`parcours.desk.${name}`) ?? ''
  } catch {
    return ''
  }
}
const keep = (name: string, value: string): void => {
  try {
    localStorage.setItem(`parcours.desk.${name}`, value)
  } catch {
    // It is asked again.
  }
}

/** What happened, about whom, where: a few large fields, for a thumb. */
export const DeskForm = ({
  choice,
  done,
  back,
}: {
  readonly choice: Choice
  readonly done: (entry: Entry) => void
  readonly back: () => void
}) => {
  const { say } = useWords()
  const [channel, setChannel] = useState(choice.channels[0] ?? 'store')
  const [kind, setKind] = useState<KnownBy>('loyalty')
  const [value, setValue] = useState('')
  const [store, setStore] = useState(kept('store'))
  const [adviser, setAdviser] = useState(kept('adviser'))
  const [note, setNote] = useState('')
  const submit = () => {
    keep('store', store)
    keep('adviser', adviser)
    const { event, properties } = choice
    done({
      id: newEntryId(),
      event,
      channel,
      at: new Date().toISOString(),
      properties,
      ...(store.trim() !== '' && { store: store.trim() }),
      ...(adviser.trim() !== '' && { adviser: adviser.trim() }),
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(value.trim() !== '' && { person: { kind, value: value.trim() } }),
    })
  }
  const nameOf = (one: string) => (one in CHANNELS ? say(`channel.${one as 'web'}`) : one)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md" maw={560}>
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <Button variant="subtle" color="gray" onClick={back} leftSection={<IconArrowLeft size={18} aria-hidden />}>
            {say('desk.back')}
          </Button>
        </Group>
        <Title order={2} size="h3">
          {choice.title}
        </Title>
        {choice.channels.length > 1 && (
          <SegmentedControl
            aria-label={say('desk.channel')}
            size="md"
            fullWidth
            data={choice.channels.map((one) => ({ value: one, label: nameOf(one) }))}
            value={channel}
            onChange={setChannel}
          />
        )}
        <div>
          <Text fw={500} size="sm" mb={6}>
            {say('desk.who')}
          </Text>
          <SegmentedControl
            aria-label={say('desk.who')}
            size="md"
            fullWidth
            data={KINDS.map((one) => ({ value: one, label: say(`desk.by.${one}`) }))}
            value={kind}
            onChange={(chosen) => setKind(chosen as KnownBy)}
          />
          <TextInput
            mt="xs"
            size="md"
            type={INPUTS[kind]}
            autoComplete="off"
            aria-label={say(`desk.by.${kind}`)}
            placeholder={say('desk.who.none')}
            value={value}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
            maxLength={200}
          />
        </div>
        <Group grow align="flex-start">
          <TextInput
            size="md"
            label={say('desk.store')}
            value={store}
            onChange={({ currentTarget }) => setStore(currentTarget.value)}
            maxLength={120}
          />
          <TextInput
            size="md"
            label={say('desk.adviser')}
            value={adviser}
            onChange={({ currentTarget }) => setAdviser(currentTarget.value)}
            maxLength={120}
          />
        </Group>
        <Textarea
          size="md"
          label={say('desk.note')}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          autosize
          minRows={2}
          maxLength={2000}
        />
        <Button type="submit" size="lg" fullWidth>
          {say('desk.save')}
        </Button>
      </Stack>
    </form>
  )
}
