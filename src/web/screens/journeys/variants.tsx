import { Group, Stack, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { RateNumber } from '../../kit/number.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'

/** Immediate repetitions of a touchpoint, told as one with how often it came. */
const runs = (path: readonly string[]): { readonly id: string; readonly times: number }[] =>
  path.reduce<{ id: string; times: number }[]>((told, id) => {
    const last = told.at(-1)
    if (last?.id === id) last.times++
    else told.push({ id, times: 1 })
    return told
  }, [])

/** The ways most taken, as chains of touchpoints, with what becomes of them. */
export const Variants = ({ map, lived }: { readonly map: JourneyMap; readonly lived: Lived }) => {
  const { say, number } = useWords()
  const { language } = useLanguage()
  const titles = new Map(map.touchpoints.map(({ id, title }) => [id, tell(title, language)]))
  return (
    <>
      <Text className="quiet" mb="sm">
        {say('journey.paths.lead')}
      </Text>
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {lived.variants.slice(0, 20).map((variant) => (
          <li key={variant.path.join(' ')} className="card" style={{ padding: '0.8rem 1rem' }}>
            <Group justify="space-between" align="baseline" mb={6}>
              <Text size="sm" component="div">
                <strong>{number(variant.instances)}</strong> ·{' '}
                <RateNumber
                  rate={variant.share}
                  digits={1}
                  means="define.variant"
                  of={{ of: 'variant', path: variant.path }}
                />
              </Text>
              <Text size="sm" component="div" className="quiet">
                {say('journey.succeeded')} :{' '}
                <RateNumber
                  rate={variant.succeeded}
                  means="define.variantSucceeded"
                  of={{ of: 'variant', path: variant.path, status: 'succeeded' }}
                  among={{ of: 'variant', path: variant.path }}
                />
              </Text>
            </Group>
            <Group gap={4}>
              {runs(variant.path).map(({ id, times }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a way may pass a touchpoint twice, and never changes
                <Fragment key={at}>
                  {at > 0 && <IconChevronRight size={14} aria-hidden className="quiet" />}
                  <span className="channel">
                    {titles.get(id) ?? id}
                    {times > 1 && ` × ${times}`}
                  </span>
                </Fragment>
              ))}
            </Group>
          </li>
        ))}
      </Stack>
    </>
  )
}
