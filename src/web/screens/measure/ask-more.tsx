import { Anchor, Group } from '@mantine/core'
import { IconChartDots3 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/language.tsx'
import { useFilters } from '../journeys/use-filters.ts'

const TO = '/measure/$analysis' as const

/** From a map to the questions one asks of its touchpoint, or of the map where none is named, with the same filters. */
export const AskMore = ({ map, touchpoint }: { readonly map: string; readonly touchpoint?: string }) => {
  const { say } = useWords()
  const { filters } = useFilters()
  return (
    <Group gap="sm" className="ask-more">
      <IconChartDots3 size={15} aria-hidden className="quiet" />
      {touchpoint === undefined ? (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link {...props} to={TO} params={{ analysis: 'funnel' }} search={{ ...filters, map }} />
          )}
        >
          {say('measure.more.funnel')}
        </Anchor>
      ) : (
        <>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link {...props} to={TO} params={{ analysis: 'paths' }} search={{ ...filters, map, start: touchpoint }} />
            )}
          >
            {say('measure.more.after')}
          </Anchor>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link {...props} to={TO} params={{ analysis: 'paths' }} search={{ ...filters, map, end: touchpoint }} />
            )}
          >
            {say('measure.more.before')}
          </Anchor>
        </>
      )}
    </Group>
  )
}
