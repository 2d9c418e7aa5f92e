import { HoverCard, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import type { Hearing } from '../live.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import './live-mark.css'

const useLastArrival = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['arrived'],
    queryFn: ({ signal }) => ask<{ lastAt: string | null }>('/api/arrived', language, signal),
  })
}

/** The present, as a screen needs it: again every so many milliseconds. */
const useNow = (every: number): number => {
  const [now, set] = useState(Date.now)
  useEffect(() => {
    const ticking = setInterval(() => set(Date.now()), every)
    return () => clearInterval(ticking)
  }, [every])
  return now
}

/** Whether the figures on the screen change by themselves, and when something last came in. */
export const LiveMark = ({ hearing }: { readonly hearing: Hearing }) => {
  const { say, since } = useWords()
  const now = useNow(5_000)
  const { data, dataUpdatedAt } = useLastArrival()
  const lastAt = data?.lastAt
  const when = lastAt ? since(lastAt, Math.max(now, dataUpdatedAt)) : undefined
  const told = when === undefined ? say('live.none') : say('live.last', { when })
  const cut = hearing === 'cut'
  return (
    <HoverCard width={260} shadow="md" withArrow>
      <HoverCard.Target>
        <UnstyledButton className="live-mark" data-cut={cut || undefined}>
          {cut ? (
            <IconPlugConnectedX size={16} aria-hidden />
          ) : (
            <span key={lastAt} className="live-dot" aria-hidden="true" />
          )}
          <VisuallyHidden>
            {say(cut ? 'live.cut' : 'live.on')}. {cut ? say('live.cut.lead') : told}
          </VisuallyHidden>
          <Text component="span" size="sm" visibleFrom="md" aria-hidden>
            {say(cut ? 'live.cut' : 'live.on')}
          </Text>
          {!cut && when !== undefined && (
            <Text component="span" size="sm" className="quiet" visibleFrom="lg" aria-hidden>
              · {when}
            </Text>
          )}
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Text size="sm">{cut ? say('live.cut.lead') : told}</Text>
      </HoverCard.Dropdown>
    </HoverCard>
  )
}
