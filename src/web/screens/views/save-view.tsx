import { Button, Popover, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import type { MeasureView } from '../measure/question.ts'
import { askedOf, type Dashboard, type SavedView, useStep, useViews } from './use-views.ts'

interface SaveProps {
  readonly analysis: string
  readonly title: string
  readonly view: MeasureView
}

const NEW = 'new'

/** Keeps the question that is asked, and puts it on a dashboard where one is wanted. */
const SaveForm = ({ analysis, title: usual, view, close }: SaveProps & { readonly close: () => void }) => {
  const { say } = useWords()
  const [title, setTitle] = useState(usual)
  const [note, setNote] = useState('')
  const [board, setBoard] = useState<string | null>(null)
  const all = useViews()
  const step = useStep<SavedView | Dashboard>()
  const save = async () => {
    const asked = askedOf(view)
    const saved = await step.mutateAsync({ method: 'POST', path: '/api/views', body: { title, note, analysis, asked } })
    const tile = { view: saved.id, size: 'half' as const }
    const chosen = all.data?.dashboards.find(({ id }) => id === board)
    if (board === NEW)
      await step.mutateAsync({ method: 'POST', path: '/api/dashboards', body: { title, tiles: [tile] } })
    else if (chosen)
      await step.mutateAsync({
        method: 'PATCH',
        path: `/api/dashboards/${chosen.id}`,
        body: { tiles: [...chosen.tiles, tile] },
      })
    notifications.show({ message: say('views.saved', { title }) })
    close()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() !== '') void save().catch(() => {})
      }}
    >
      <Stack gap="xs" w={300}>
        <TextInput
          data-autofocus
          label={say('views.name')}
          value={title}
          maxLength={200}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Textarea
          label={say('views.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Select
          clearable
          label={say('views.on')}
          placeholder={say('views.on.none')}
          clearButtonProps={{ 'aria-label': say('views.on.none') }}
          comboboxProps={{ withinPortal: false }}
          data={[
            ...(all.data?.dashboards ?? []).map(({ id, title: name }) => ({ value: id, label: name })),
            { value: NEW, label: say('views.on.new') },
          ]}
          value={board}
          onChange={setBoard}
        />
        <Trouble problem={step.error} />
        <Button type="submit" loading={step.isPending} disabled={title.trim() === ''}>
          {say('views.save')}
        </Button>
      </Stack>
    </form>
  )
}

export const SaveView = (props: SaveProps) => {
  const { say } = useWords()
  const [opened, { toggle, close }] = useDisclosure()
  return (
    <Popover opened={opened} onChange={(open) => !open && close()} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />} onClick={toggle}>
          {say('views.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SaveForm {...props} close={close} />
      </Popover.Dropdown>
    </Popover>
  )
}
