import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconLayoutDashboard, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { RenameForm } from '../../kit/rename-form.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { entryOf } from '../measure/catalogue.ts'
import { Sketch } from '../measure/sketch.tsx'
import { useRemoval } from './removal.ts'
import { type AllViews, type Dashboard, type SavedView, searchOf, useStep, useViews } from './use-views.ts'
import './views.css'

const useRename = () => {
  const step = useStep<SavedView>()
  return (id: string, title: string) =>
    step.mutate({
      method: 'PATCH',
      path: `/api/views/${id}`,
      body: { title },
      next: (all: AllViews) => ({ ...all, views: all.views.map((one) => (one.id === id ? { ...one, title } : one)) }),
    })
}

const ViewLine = ({ view }: { readonly view: SavedView }) => {
  const { say } = useWords()
  const [renaming, rename] = useState(false)
  const keep = useRename()
  const remove = useRemoval()
  const entry = entryOf(view.analysis)
  return (
    <li className="saved-line">
      {entry && <Sketch of={entry.sketch} />}
      <div className="saved-what">
        {renaming ? (
          <RenameForm
            name={view.title}
            label={say('views.name')}
            longest={200}
            keep={(title) => {
              keep(view.id, title)
              rename(false)
            }}
            leave={() => rename(false)}
          />
        ) : (
          <Link to="/measure/$analysis" params={{ analysis: view.analysis }} search={searchOf(view)}>
            {view.title}
          </Link>
        )}
        <Text size="sm" className="quiet">
          {entry && say(entry.title)}
          {view.note !== '' && ` – ${view.note}`}
          {view.signed !== undefined && ` · ${view.signed}`} · <When at={view.at} />
        </Text>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={say('views.rename', { title: view.title })}
        onClick={() => rename(!renaming)}
      >
        <IconPencil size={17} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={say('views.remove.one', { title: view.title })}
        onClick={() => remove('views', view)}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </li>
  )
}

const NewBoard = () => {
  const { say } = useWords()
  const navigate = useNavigate()
  const step = useStep<Dashboard>()
  const make = async () => {
    const body = { title: say('views.board.untitled'), tiles: [] }
    const { id } = await step.mutateAsync({ method: 'POST', path: '/api/dashboards', body })
    await navigate({ to: '/measure/dashboards/$dashboard', params: { dashboard: id } })
  }
  return (
    <Button
      variant="default"
      leftSection={<IconLayoutDashboard size={17} aria-hidden />}
      loading={step.isPending}
      onClick={() => void make().catch(() => {})}
    >
      {say('views.board.new')}
    </Button>
  )
}

/** Dashboards, one card each. */
export const Boards = ({ dashboards }: { readonly dashboards: readonly Dashboard[] }) => {
  const { say } = useWords()
  return (
    <Group gap="sm">
      {dashboards.map(({ id, title, tiles }) => (
        <Link key={id} to="/measure/dashboards/$dashboard" params={{ dashboard: id }} className="card board-card">
          <IconLayoutDashboard size={20} aria-hidden />
          <span>
            <strong>{title}</strong>
            <Text component="span" size="sm" className="quiet" display="block">
              {say('views.board.count', { count: tiles.length })}
            </Text>
          </span>
        </Link>
      ))}
    </Group>
  )
}

/** The questions that are kept, and the dashboards made of them. */
export const Saved = () => {
  const { say } = useWords()
  const all = useViews()
  return (
    <Stack gap="lg" maw={1000}>
      <div>
        <Link to="/measure" className="back">
          <IconChevronLeft size={16} aria-hidden /> {say('measure.title')}
        </Link>
        <PageHead title={say('views.title')} lead={say('views.lead')} actions={<NewBoard />} />
      </div>
      {all.isPending && <Working />}
      {all.isError && <Failed problem={all.error} retry={() => void all.refetch()} />}
      {all.data && all.data.dashboards.length > 0 && (
        <section aria-label={say('views.boards')}>
          <Title order={2} size="h4" mb="sm">
            {say('views.boards')}
          </Title>
          <Boards dashboards={all.data.dashboards} />
        </section>
      )}
      {all.data && (
        <section aria-label={say('views.questions')}>
          <Title order={2} size="h4" mb="sm">
            {say('views.questions')}
          </Title>
          {all.data.views.length === 0 ? (
            <Text className="quiet" maw={620}>
              {say('views.none')}
            </Text>
          ) : (
            <ul className="card saved-list">
              {all.data.views.map((view) => (
                <ViewLine key={view.id} view={view} />
              ))}
            </ul>
          )}
        </section>
      )}
    </Stack>
  )
}
