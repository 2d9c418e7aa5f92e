import { Group, Select, Stack, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { use, useEffect, useMemo, useRef, useState } from 'react'
import type { Variant } from '../../../../explorations/index.ts'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { AmountNumber, CountNumber, ExplainMark, Headline, RateNumber } from '../../../kit/number.tsx'
import { Failed, Working } from '../../../kit/state.tsx'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { Brief } from '../../measure/pictures/bars.tsx'
import { folded, Ribbons } from '../../measure/pictures/ribbons.tsx'
import { useFilters } from '../use-filters.ts'
import type { ViewProps } from '../view-props.ts'
import { useVariants, type VariantsAsked } from './use-ways.ts'
import './explore.css'
import { Scroller } from '../../../kit/scroller.tsx'

const PICTURED = 12
/** On a telephone a way takes a second line. */
const [ROW, NARROW_ROW] = [66, 88]

/** One colour a stage, so that a way is seen at a glance; the titles say it in words. */
const stageHue = (map: JourneyMap, touchpoint: string): string => {
  const stage = map.touchpoints.find(({ id }) => id === touchpoint)?.stage
  const at = map.stages.findIndex(({ id }) => id === stage)
  return stageColour(at)
}

const stageColour = (at: number): string => `hsl(${(195 + at * 47) % 360} 45% var(--strip))`

/** The ways of the list's beginning as ribbons, to look at and to take away. */
const Ways = ({ map, variants }: { readonly map: JourneyMap; readonly variants: readonly Variant[] }) => {
  const { say, number, percent, time } = useWords()
  const { language } = useLanguage()
  const { open } = useExplaining()
  const titles = new Map(map.touchpoints.map(({ id, title }) => [id, tell(title, language)]))
  const after = ({ succeeded, medianSeconds }: Variant) =>
    succeeded.value === null
      ? undefined
      : [
          say('explore.variants.done', { share: percent(succeeded.value) }),
          ...(medianSeconds === null ? [] : [time(medianSeconds)]),
        ].join(' · ')
  return (
    <Ribbons
      name={say('explore.variants.picture')}
      empty={say('explore.variants.empty')}
      titleOf={(id) => titles.get(id) ?? id}
      hueOf={(id) => stageHue(map, id)}
      legend={map.stages.map(({ title }, at) => ({ name: tell(title, language), hue: stageColour(at) }))}
      ribbons={variants.slice(0, PICTURED).map((variant) => {
        const told = after(variant)
        return {
          key: variant.path.join(' '),
          path: variant.path,
          said: number(variant.journeys),
          share: percent(variant.share.value, 1),
          ...(told !== undefined && { after: told }),
          onPress: () => open?.({ of: 'variant', path: variant.path }),
        }
      })}
    />
  )
}

const Row = ({
  map,
  variant,
  lines,
}: {
  readonly map: JourneyMap
  readonly variant: Variant
  readonly lines: number
}) => {
  const { say, time } = useWords()
  const { language } = useLanguage()
  const { path } = variant
  const title = (id: string) => tell(map.touchpoints.find((each) => each.id === id)?.title ?? id, language)
  const told = folded(path).map(({ step, times }) => (times > 1 ? `${title(step)} ×${times}` : title(step)))
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" component="div">
          <CountNumber count={variant.journeys} bold means="define.variant" of={{ of: 'variant', path }} /> ·{' '}
          <RateNumber rate={variant.share} digits={1} means="define.variant" of={{ of: 'variant', path }} />
        </Text>
        <Text size="sm" component="div" className="quiet" truncate>
          {say('journey.succeeded')}{' '}
          <RateNumber
            rate={variant.succeeded}
            means="define.variantSucceeded"
            of={{ of: 'variant', path, status: 'succeeded' }}
            among={{ of: 'variant', path, status: 'closed' }}
          />
          {variant.medianSeconds !== null && (
            <>
              {' · '}
              <AmountNumber
                shown={time(variant.medianSeconds)}
                means="define.variantTime"
                of={{ of: 'variant', path, status: 'succeeded' }}
                people={variant.succeeded.num}
              />
            </>
          )}
        </Text>
      </Group>
      <Text size="sm" lineClamp={lines} title={told.join(' → ')}>
        {told.join(' → ') || say('explore.variants.empty')}
      </Text>
    </>
  )
}

const Kept = ({
  map,
  asked,
  change,
}: {
  map: JourneyMap
  asked: VariantsAsked
  change: (next: VariantsAsked) => void
}) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const data = map.touchpoints.map(({ id, title }) => ({ value: id, label: tell(title, language) }))
  return (
    <Group gap="sm" align="end">
      {(['contains', 'starts', 'ends'] as const).map((name) => (
        <Select
          key={name}
          size="sm"
          w={190}
          clearable
          searchable
          label={say(`explore.variants.${name}`)}
          placeholder={say('measure.event.any')}
          data={data}
          value={asked[name] ?? null}
          onChange={(next) => {
            const { [name]: _, ...rest } = asked
            change(next === null ? rest : { ...rest, [name]: next })
          }}
        />
      ))}
      <Select
        size="sm"
        w={190}
        allowDeselect={false}
        label={say('people.order')}
        data={(['journeys', 'success', 'time', 'length'] as const).map((value) => ({
          value,
          label: say(`explore.variants.order.${value}`),
        }))}
        value={asked.order}
        onChange={(next) => change({ ...asked, order: (next ?? 'journeys') as VariantsAsked['order'] })}
      />
    </Group>
  )
}

/** Every way that was taken, as a strip of its touchpoints: how many took it, and what became of them. */
export const VariantsView = ({ id, map }: ViewProps) => {
  const { say, number, percent } = useWords()
  const { filters } = useFilters()
  const brief = use(Brief)
  const wide = useMediaQuery('(min-width: 48em)', true)
  const row = wide ? ROW : NARROW_ROW
  const [asked, change] = useState<VariantsAsked>({ order: 'journeys' })
  const found = useVariants(id, filters, asked)
  const box = useRef<HTMLElement>(null)
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data])
  const total = found.data?.pages[0]?.total ?? 0
  // Alone among all ways the first is the most followed of them.
  const [most] = asked.order === 'journeys' ? items : []
  const kept = asked.contains ?? asked.starts ?? asked.ends
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => row,
    overscan: 6,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of the rows lays them anew
  useEffect(() => rows.measure(), [row])
  const seen = rows.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found
  useEffect(() => {
    if (last >= items.length - 1 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [last, items.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <Stack gap="md">
      {most ? (
        <Headline means="define.variant" role="status">
          {say(kept !== undefined ? 'explore.variants.headline.kept' : 'explore.variants.headline', {
            count: total,
            journeys: number(found.data?.pages[0]?.journeys ?? 0),
            share: percent(most.share.value, 1),
          })}
        </Headline>
      ) : (
        <Text className="quiet">{say('journey.paths.lead')}</Text>
      )}
      {!brief && <Kept map={map} asked={asked} change={change} />}
      {found.isPending && <Working />}
      {found.isError && <Failed problem={found.error} retry={() => void found.refetch()} />}
      {items.length > 0 && (
        <section className="card picture">
          <Ways map={map} variants={items} />
        </section>
      )}
      {found.data && !most && (
        <Text size="sm" className="quiet" role="status">
          {say('explore.variants.count', { count: total, journeys: number(found.data.pages[0]?.journeys ?? 0) })}
        </Text>
      )}
      {total > 0 && !brief && (
        <Title order={2} size="h4">
          <span data-explains>
            {say('explore.variants.all', { count: total })} <ExplainMark means="define.variant" />
          </span>
        </Title>
      )}
      {total > 0 && !brief && (
        <Scroller name={say('journey.tab.variants')} ref={box} className="ways">
          <ol style={{ height: rows.getTotalSize() }}>
            {seen.map(({ index, start, key }) => {
              const variant = items[index]
              return (
                <li
                  key={key}
                  aria-setsize={total}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${start}px)`, height: row }}
                >
                  {variant ? (
                    <Row map={map} variant={variant} lines={wide ? 1 : 2} />
                  ) : (
                    <Text className="quiet">…</Text>
                  )}
                </li>
              )
            })}
          </ol>
        </Scroller>
      )}
    </Stack>
  )
}
