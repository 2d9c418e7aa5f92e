import { Button, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconCalendarStats, IconColumns2, IconVersions } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { type ListedMap, useMaps } from './use-maps.ts'

interface WayProps {
  readonly maps: readonly ListedMap[]
}

const Pick = ({
  label,
  maps,
  value,
  choose,
}: WayProps & {
  readonly label: string
  readonly value: string | null
  readonly choose: (id: string | null) => void
}) => (
  <Select
    label={label}
    data={maps.map(({ id, title }) => ({ value: id, label: title }))}
    value={value}
    onChange={choose}
    searchable={maps.length > 7}
  />
)

const Way = ({
  icon,
  title,
  lead,
  children,
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}) => (
  <Stack component="section" className="card" gap="sm" p="md" justify="flex-start">
    {icon}
    <div>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" className="quiet">
        {lead}
      </Text>
    </div>
    {children}
  </Stack>
)

const Maps = ({ maps }: WayProps) => {
  const { say } = useWords()
  const [one, chooseOne] = useState<string | null>(maps[0]?.id ?? null)
  const [other, chooseOther] = useState<string | null>(maps[1]?.id ?? null)
  const others = maps.filter(({ id }) => id !== one)
  return (
    <Way
      icon={<IconColumns2 size={24} aria-hidden />}
      title={say('maps.choose.maps')}
      lead={say('maps.choose.maps.lead')}
    >
      <Pick label={say('maps.choose.first')} maps={maps} value={one} choose={chooseOne} />
      <Pick
        label={say('maps.choose.second')}
        maps={others}
        value={others.some(({ id }) => id === other) ? other : null}
        choose={chooseOther}
      />
      {one !== null && other !== null && one !== other ? (
        <Button component={Link} to="/maps/compare" search={{ of: `${one},${other}` } as never}>
          {say('maps.choose.go')}
        </Button>
      ) : (
        <Button disabled>{say('maps.choose.go')}</Button>
      )}
    </Way>
  )
}

const Revisions = ({ maps }: WayProps) => {
  const { say } = useWords()
  const several = maps.filter(({ revision }) => revision > 1)
  const [id, choose] = useState<string | null>(several[0]?.id ?? null)
  const map = several.find((each) => each.id === id)
  return (
    <Way
      icon={<IconVersions size={24} aria-hidden />}
      title={say('maps.choose.revisions')}
      lead={say(several.length === 0 ? 'maps.choose.revisions.none' : 'maps.choose.revisions.lead')}
    >
      {several.length > 0 && (
        <>
          <Pick label={say('maps.choose.map')} maps={several} value={id} choose={choose} />
          {map ? (
            <Button
              component={Link}
              to="/maps/compare"
              search={{ of: `${map.id}@${map.revision - 1},${map.id}@${map.revision}` } as never}
            >
              {say('maps.choose.go')}
            </Button>
          ) : (
            <Button disabled>{say('maps.choose.go')}</Button>
          )}
        </>
      )}
    </Way>
  )
}

const Periods = ({ maps }: WayProps) => {
  const { say } = useWords()
  const [id, choose] = useState<string | null>(maps[0]?.id ?? null)
  return (
    <Way
      icon={<IconCalendarStats size={24} aria-hidden />}
      title={say('maps.choose.periods')}
      lead={say('maps.choose.periods.lead')}
    >
      <Pick label={say('maps.choose.map')} maps={maps} value={id} choose={choose} />
      {id !== null ? (
        <Button
          component={Link}
          to="/maps/$map"
          params={{ map: id } as never}
          search={{ period: 'year', compare: true } as never}
        >
          {say('maps.choose.go')}
        </Button>
      ) : (
        <Button disabled>{say('maps.choose.go')}</Button>
      )}
    </Way>
  )
}

/** Nothing is chosen yet: the three things that can be set side by side, each in two presses. */
export const CompareChooser = () => {
  const { say } = useWords()
  const maps = useMaps()
  if (maps.isPending) return <Working />
  if (maps.isError) return <Failed problem={maps.error} retry={() => void maps.refetch()} />
  const live = maps.data.filter(({ status }) => status !== 'archived')
  if (live.length === 0) return <Text>{say('maps.empty.lead')}</Text>
  return (
    <SimpleGrid cols={{ base: 1, md: live.length > 1 ? 3 : 2 }} spacing="md">
      {live.length > 1 && <Maps maps={live} />}
      <Revisions maps={live} />
      <Periods maps={live} />
    </SimpleGrid>
  )
}
