import { Alert, Badge, Group, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { encode } from 'uqr'
import type { WorkshopRole } from '../../../workshops/index.ts'
import { useWords } from '../../words/language.tsx'
import { DoorClosed } from '../shares/share-aside.tsx'
import type { LedWorkshop } from './use-workshops.ts'

/** A code to be photographed, drawn dark on light in both themes: cameras read no other. */
const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { size, d } = useMemo(() => {
    const { data, size: side } = encode(text, { border: 2 })
    const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
    return { size: side, d: path }
  }, [text])
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className="workshop-qr" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={d} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

const countByRole = (people: LedWorkshop['people']): readonly (readonly [WorkshopRole, number])[] => {
  const counts = new Map<WorkshopRole, number>()
  for (const { role } of people) counts.set(role, (counts.get(role) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

/** How people come in, and who is there, under the names that they gave. */
export const RoomCard = ({ workshop }: { readonly workshop: LedWorkshop }) => {
  const { say } = useWords()
  const { code, url, people, closedAt } = workshop
  const names = people.map(({ name }) => name).filter(Boolean)
  return (
    <section className="card workshop-room" aria-label={say('workshop.room')}>
      {closedAt === null && url === null && <DoorClosed why={say('workshop.closed.why')} />}
      {closedAt === null && url !== null && code !== null && (
        <Stack gap={6} align="center">
          <Qr text={url} label={say('workshop.qr')} />
          <Text size="sm" className="quiet" ta="center" style={{ overflowWrap: 'anywhere' }}>
            {url.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')}
          </Text>
          <Text className="workshop-code" data-workshop-code>
            {code}
          </Text>
        </Stack>
      )}
      {closedAt !== null && <Alert color="gray">{say('workshop.over')}</Alert>}
      <div>
        <Text fw={640}>{say('workshop.people', { count: people.length })}</Text>
        <Group gap={6} mt={4}>
          {countByRole(people).map(([role, count]) => (
            <Badge key={role} variant="light" color="gray" tt="none">
              {say(`workshop.role.${role}`)} {count}
            </Badge>
          ))}
        </Group>
        {names.length > 0 && (
          <Text size="sm" className="quiet" mt={6}>
            {say('workshop.names', { names: names.join(', ') })}
          </Text>
        )}
      </div>
    </section>
  )
}
