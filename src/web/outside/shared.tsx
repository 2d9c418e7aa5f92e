import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Lived } from '../../journeys/index.ts'
import { rate, tell } from '../../kernel/index.ts'
import type { JourneyMap } from '../../maps/index.ts'
import { Problem } from '../ask.ts'
import { Figure, RateNumber } from '../kit/number.tsx'
import { Failed, Working } from '../kit/state.tsx'
import { limitsOf } from '../screens/shares/limits.ts'
import { useChannelName } from '../words/channel.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { askOutside } from './ask-outside.ts'
import { SharedMap } from './shared-map.tsx'
import { Tools } from './tools.tsx'

interface SharedAnswer {
  readonly map: JourneyMap
  readonly lived: Lived | null
  readonly shows: 'map' | 'lived' | 'report'
  readonly filters: Readonly<Record<string, string | readonly string[]>>
  readonly expiresAt: string | null
  readonly zone: string
  readonly minN: number
}

/** A page left open, or framed on a wall, shows what is true now. */
const REFRESH_MS = 30_000

const useShared = (token: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['shared', token, language],
    queryFn: ({ signal }) => askOutside<SharedAnswer>('/public/shared', token, language, { signal }),
    refetchInterval: REFRESH_MS,
    // A refused token stays refused; only what is passing is asked again.
    retry: (count, problem) => count < 3 && !(problem instanceof Problem && problem.status < 500),
  })
}

const Figures = ({ lived }: { readonly lived: Lived }) => {
  const { say, number, time } = useWords()
  const { total, succeeded, abandoned } = lived.instances
  const closed = succeeded + abandoned
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <Figure name={say('journey.total')}>{number(total)}</Figure>
      {succeeded > 0 && abandoned > 0 && (
        <>
          <Figure name={say('journey.succeeded.closed')}>
            <RateNumber rate={rate(succeeded, closed)} />
          </Figure>
          <Figure name={say('journey.abandoned.closed')}>
            <RateNumber rate={rate(abandoned, closed)} />
          </Figure>
        </>
      )}
      <Figure name={say('journey.median')}>{time(lived.duration.medianSeconds)}</Figure>
    </SimpleGrid>
  )
}

/** What the figures are about, as the person who shared them fixed it. */
const About = ({ shared }: { readonly shared: SharedAnswer }) => {
  const { say, date } = useWords()
  const { map, lived, shows, filters, minN } = shared
  const channelName = useChannelName(map)
  const limits = limitsOf(filters, say, channelName, date)
  return (
    <Text className="quiet" size="sm">
      {lived && say('journey.asof', { date: date(lived.asOf) })}
      {shows === 'lived' && ` · ${lived ? say('outside.withheld', { n: minN }) : say('outside.few', { n: minN })}`}
      {limits.length > 0 && ` · ${say('outside.limits', { limits: limits.join(' · ') })}`}
    </Text>
  )
}

/** A map that was shared, to look at: nothing in it can be changed, and nothing leads into the house. */
export const Shared = ({ token, framed }: { readonly token: string; readonly framed: boolean }) => {
  const { say, date } = useWords()
  const { language, zone, dwell } = useLanguage()
  const shared = useShared(token)
  const told = shared.data?.zone
  useEffect(() => {
    if (told !== undefined && told !== zone) dwell(told)
  }, [told, zone, dwell])
  const title = shared.data && tell(shared.data.map.title, language)
  useEffect(() => {
    if (title !== undefined) document.title = title
  }, [title])
  if (shared.isPending)
    return (
      <main className="outside">
        <Working page />
      </main>
    )
  // What was revoked meanwhile goes from the screen; what does not answer for a moment stays.
  const gone = shared.error instanceof Problem && shared.error.status < 500
  if (shared.isError && (gone || !shared.data))
    return (
      <main className="outside">
        <Failed page problem={shared.error} retry={() => void shared.refetch()} />
      </main>
    )
  const { map, lived, expiresAt } = shared.data
  return (
    <main className={framed ? 'outside framed' : 'outside'}>
      <Stack gap="md">
        <header className="outside-head">
          <div>
            <Text size="xs" className="quiet" tt="uppercase" fw={600}>
              {say('outside.shared')}
            </Text>
            <Title order={1} size={framed ? 'h3' : 'h1'}>
              {title}
            </Title>
            <About shared={shared.data} />
          </div>
          <Tools print={!framed} />
        </header>
        {lived && <Figures lived={lived} />}
        <SharedMap map={map} lived={lived ?? undefined} />
        <Text component="footer" size="xs" className="quiet">
          {expiresAt === null ? say('outside.foot') : say('outside.foot.until', { date: date(expiresAt) })}
        </Text>
      </Stack>
    </main>
  )
}
