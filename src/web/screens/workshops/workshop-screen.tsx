import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { tell } from '../../../kernel/index.ts'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useMap } from '../journeys/use-journey.ts'
import { useAnyPersonaName } from '../maps/use-persona-name.ts'
import { DoorClosed } from '../shares/share-aside.tsx'
import { useOutside } from '../shares/use-shares.ts'
import { Front, PlanList } from './lead.tsx'
import { RoomCard } from './room-card.tsx'
import {
  type LedWorkshop,
  type ListedWorkshop,
  useLead,
  useOpenWorkshop,
  useWorkshop,
  useWorkshops,
} from './use-workshops.ts'
import './workshops.css'

/** The end of a workshop: closed for good, and what was said written into the map. */
const Ending = ({ workshop }: { readonly workshop: LedWorkshop }) => {
  const { say } = useWords()
  const { close, keep } = useLead(workshop.id)
  const [sure, ask] = useState(false)
  return (
    <>
      {keep.isSuccess && <Text role="status">{say('workshop.kept', { count: keep.data.changes })}</Text>}
      {[close, keep].map(
        ({ error }) =>
          error && (
            <Text key={error.message} role="alert" c="var(--bad)">
              {error.message}
            </Text>
          ),
      )}
      <Button variant={workshop.keptAt ? 'default' : 'filled'} loading={keep.isPending} onClick={() => keep.mutate()}>
        {say(workshop.keptAt ? 'workshop.keep.again' : 'workshop.keep')}
      </Button>
      {workshop.closedAt === null && !sure && (
        <Button variant="default" onClick={() => ask(true)}>
          {say('workshop.close')}
        </Button>
      )}
      {workshop.closedAt === null && sure && (
        <>
          <Text size="sm">{say('workshop.close.sure')}</Text>
          <Button color="red" loading={close.isPending} onClick={() => close.mutate()}>
            {say('workshop.close.yes')}
          </Button>
          <Button variant="default" onClick={() => ask(false)}>
            {say('workshop.close.no')}
          </Button>
        </>
      )}
    </>
  )
}

const Led = ({ id }: { readonly id: string }) => {
  const { say } = useWords()
  const personaName = useAnyPersonaName()
  const { language } = useLanguage()
  const workshop = useWorkshop(id)
  const { move } = useLead(id)
  if (workshop.isPending) return <Working page />
  if (workshop.isError) return <Failed page problem={workshop.error} retry={() => void workshop.refetch()} />
  const led = workshop.data
  return (
    <Stack gap="md">
      <PageHead
        title={say('workshop.title', { title: tell(led.outline.title, language) })}
        lead={
          led.persona === null ? say('workshop.as.anyone') : say('workshop.as', { persona: personaName(led.persona) })
        }
        actions={<Ending workshop={led} />}
      />
      <div className="workshop-desk">
        <div className="card workshop-front">
          <Front workshop={led} />
        </div>
        <div className="workshop-side">
          <RoomCard workshop={led} />
          <section className="card workshop-room">
            <PlanList workshop={led} go={({ id: current }) => move(() => ({ current, open: false }))} />
          </section>
        </div>
      </div>
    </Stack>
  )
}

const Held = ({
  workshops,
  show,
}: {
  readonly workshops: readonly ListedWorkshop[]
  readonly show: (id: string) => void
}) => {
  const { say } = useWords()
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {workshops.map(({ id, openedAt, closedAt, keptAt }) => (
        <li key={id} className="card" style={{ padding: '0.6rem 0.9rem' }}>
          <Group justify="space-between">
            <Text>
              <When at={openedAt} /> · {say(closedAt === null ? 'workshop.state.open' : 'workshop.state.closed')}
              {keptAt !== null && ` · ${say('workshop.state.kept')}`}
            </Text>
            <Button size="compact-sm" variant="light" onClick={() => show(id)}>
              {say(closedAt === null ? 'workshop.resume' : 'workshop.see')}
            </Button>
          </Group>
        </li>
      ))}
    </Stack>
  )
}

const Begin = ({ id, show }: { readonly id: string; readonly show: (workshop: string) => void }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const [map, outside, workshops] = [useMap(id), useOutside(), useWorkshops(id)]
  const open = useOpenWorkshop(id)
  const [persona, setPersona] = useState<string | null>(null)
  const personaName = useAnyPersonaName(map.data)
  const failed = [map, outside, workshops].find(({ isError }) => isError)
  if (failed?.error) return <Failed page problem={failed.error} retry={() => void failed.refetch()} />
  if (!map.data || !outside.data || !workshops.data) return <Working page />
  const personas = map.data.perimeter?.personas ?? []
  return (
    <Stack gap="lg" maw={760}>
      <PageHead
        title={say('workshop.title', { title: tell(map.data.title, language) })}
        lead={say('workshop.lead')}
        actions={
          <Button component={Link} to={`/maps/${encodeURIComponent(id)}`} variant="default">
            {say('workshop.back')}
          </Button>
        }
      />
      <ol className="workshop-steps">
        <li>{say('workshop.step.join')}</li>
        <li>{say('workshop.step.answer')}</li>
        <li>{say('workshop.step.reveal')}</li>
        <li>{say('workshop.step.keep')}</li>
      </ol>
      {outside.data.url === null ? (
        <DoorClosed why={say('workshop.closed.why')} />
      ) : (
        <Group align="flex-end">
          {personas.length > 0 && (
            <Select
              label={say('workshop.persona')}
              data={personas.map((one) => ({ value: one, label: personaName(one) }))}
              value={persona}
              onChange={setPersona}
              placeholder={say('workshop.persona.any')}
              clearable
            />
          )}
          <Button loading={open.isPending} onClick={() => open.mutate(persona, { onSuccess: (made) => show(made.id) })}>
            {say('workshop.start')}
          </Button>
        </Group>
      )}
      <Trouble problem={open.error} />
      {workshops.data.length > 0 && <Held workshops={workshops.data} show={show} />}
    </Stack>
  )
}

/** A workshop on a map: how it goes, then the room that answers. */
export const WorkshopScreen = () => {
  const { map: id } = useParams({ from: '/maps/$map/workshop' })
  const { session } = useSearch({ from: '/maps/$map/workshop' })
  const navigate = useNavigate({ from: '/maps/$map/workshop' })
  return session === undefined ? (
    <Begin id={id} show={(workshop) => void navigate({ search: { session: workshop } })} />
  ) : (
    <Led id={session} />
  )
}
