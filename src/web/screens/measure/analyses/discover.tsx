import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconMapPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Rate, tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { send } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'
import { estimate, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Drawing, fitted } from '../pictures/drawing.tsx'

interface DiscoverAnswer {
  readonly cases: number
  readonly activities: number
  readonly leftOff: readonly string[]
  readonly noise: number
  readonly tree: string
  readonly simplified: readonly string[]
  readonly map: JourneyMap
  readonly conformance: {
    readonly fitness: number | null
    readonly fitnessLow: number | null
    readonly fitnessHigh: number | null
    readonly perfectShare: Rate
  }
}

const [WIDE, ROW] = [190, 40]

/** The draft becomes a map of one's own, to be named, edited and reviewed like any other. */
const useMake = (map: JourneyMap) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (title: string) => send<{ id: string }>('POST', '/api/maps', language, { title, map }),
    onSuccess: async ({ id }) => {
      await answers.invalidateQueries({ queryKey: ['maps'] })
      await navigate({ to: '/maps/$map', params: { map: id } })
    },
  })
}

/** The stages of the draft from left to right, their touchpoints under them; and one press makes it a map. */
const Picture = ({ answer, telling }: PictureProps<DiscoverAnswer>) => {
  const { say, language, event } = telling
  const make = useMake(answer.map)
  const [title, name] = useState('')
  const { stages, touchpoints } = answer.map
  const of = (stage: string) => touchpoints.filter((one) => one.stage === stage)
  const deepest = Math.max(1, ...stages.map(({ id }) => of(id).length))
  return (
    <>
      <Drawing name={say('measure.discover')} height={deepest * ROW + 60} least={stages.length * WIDE}>
        {() =>
          stages.map(({ id, title: named, any_order, choice }, column) => (
            <g key={id}>
              <text className="label" x={column * WIDE + 4} y={16}>
                {fitted(event(tell(named, language)), WIDE - 24)}
              </text>
              <text className="quiet-text" x={column * WIDE + 4} y={33}>
                {any_order ? say('measure.discover.anyorder') : choice ? say('measure.discover.choice') : ''}
              </text>
              {of(id).map((one, at) => (
                <g key={one.id}>
                  <title>{event(tell(one.title, language))}</title>
                  <rect
                    className={one.need === 'optional' ? 'box optional' : 'box'}
                    x={column * WIDE}
                    y={44 + at * ROW}
                    width={WIDE - 18}
                    height={ROW - 8}
                    rx={6}
                  />
                  <text x={column * WIDE + 10} y={44 + at * ROW + 21}>
                    {fitted(`${one.repeatable ? '↻ ' : ''}${event(tell(one.title, language))}`, WIDE - 40)}
                  </text>
                </g>
              ))}
            </g>
          ))
        }
      </Drawing>
      <Text size="xs" className="quiet" mt="xs" data-legend>
        {say('measure.discover.legend')}
      </Text>
      <details className="model">
        <summary>{say('measure.discover.tree')}</summary>
        <code>{answer.tree}</code>
        {answer.simplified.length > 0 && (
          <p>{say('measure.discover.simplified', { blocks: answer.simplified.join(', ') })}</p>
        )}
      </details>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (title.trim() !== '') make.mutate(title.trim())
        }}
      >
        <Group mt="md" align="end" gap="sm">
          <TextInput
            w={280}
            label={say('measure.discover.name')}
            value={title}
            onChange={({ currentTarget }) => name(currentTarget.value)}
            {...(make.isError && { error: make.error.message })}
          />
          <Button
            type="submit"
            leftSection={<IconMapPlus size={17} aria-hidden />}
            disabled={title.trim() === ''}
            loading={make.isPending}
          >
            {say('measure.discover.make')}
          </Button>
        </Group>
      </form>
    </>
  )
}

const fitnessOf = ({ fitness, fitnessLow, fitnessHigh }: DiscoverAnswer['conformance'], n: number): Estimate => ({
  value: fitness,
  low: fitnessLow,
  high: fitnessHigh,
  n,
})

export const discover = described<DiscoverAnswer>({
  name: 'discover',
  means: 'measure.discover.means',
  of: 'events',
  fields: [
    {
      kind: 'number',
      name: 'noise',
      label: 'measure.discover.noise',
      how: 'measure.discover.noise.how',
      least: 0,
      most: 1,
      usual: 0.2,
      step: 0.05,
      as: 'percent',
    },
    {
      kind: 'number',
      name: 'minShare',
      label: 'measure.discover.minshare',
      least: 0,
      most: 0.2,
      usual: 0.01,
      step: 0.01,
      as: 'percent',
    },
  ],
  headline: ({ activities, conformance: { fitness, perfectShare } }, { say, value, percent }) =>
    say('measure.discover.said', {
      fitness: value(fitness, 'percent'),
      perfect: percent(perfectShare.value, 1),
      activities,
    }),
  Picture,
  tables: ({ cases, map, conformance, leftOff }, { language, say, event }) => [
    {
      name: 'touchpoints',
      title: 'measure.discover.touchpoints',
      ...(leftOff.length > 0 && {
        note: say('measure.discover.leftoff', { events: leftOff.map(event).join(', ') }),
      }),
      columns: [
        { title: 'explore.stage' },
        { title: 'explore.touchpoint' },
        { title: 'measure.discover.need' },
        { title: 'measure.discover.repeat' },
      ],
      rows: map.touchpoints.map((one) => [
        text(event(tell(map.stages.find(({ id }) => id === one.stage)?.title ?? '', language))),
        text(event(tell(one.title, language)), true),
        text(say(one.need === 'optional' ? 'measure.optional' : 'measure.discover.mandatory')),
        text(one.repeatable ? '↻' : ''),
      ]),
    },
    {
      name: 'fit',
      title: 'measure.discover.fit',
      columns: [
        { title: 'journey.fitness', right: true, means: 'measure.discover.means' },
        { title: 'measure.discover.perfect', right: true, means: 'measure.discover.means' },
      ],
      rows: [[estimate(fitnessOf(conformance, cases), 'percent', 'cases'), share(conformance.perfectShare)]],
    },
  ],
})
