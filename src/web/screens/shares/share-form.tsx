import { Button, Checkbox, Radio, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { JourneyMap } from '../../../maps/index.ts'
import { Trouble } from '../../kit/trouble.tsx'
import { useChannelName } from '../../words/channel.ts'
import { useWords } from '../../words/language.tsx'
import { type Filters, filterQuery, isFiltered } from '../journeys/filters.ts'
import { useFilters } from '../journeys/use-filters.ts'
import { limitsOf } from './limits.ts'
import { type ListedShare, type MadeShare, useMakeShare } from './use-shares.ts'

const ENDS = ['7', '30', '90', 'date', 'never'] as const
type End = (typeof ENDS)[number]

/** The filters as the api takes them. */
const fixed = (filters: Filters): Record<string, string | string[]> => {
  const asked = filterQuery(filters)
  const who = asked.getAll('who')
  asked.delete('who')
  return { ...Object.fromEntries(asked), ...(who.length > 0 && { who }) }
}

const endOf = (end: End, day: string): string | undefined => {
  if (end === 'never') return undefined
  const at = end === 'date' ? new Date(`${day}T23:59:59`) : new Date(Date.now() + Number(end) * 86_400_000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

interface FormProps {
  readonly id: string
  readonly map: JourneyMap
  readonly made: (made: MadeShare) => void
}

const useForm = ({ id, map, made }: FormProps) => {
  const { filters } = useFilters()
  const [place, setPlace] = useState<ListedShare['place']>('link')
  const [shows, setShows] = useState<ListedShare['shows']>('lived')
  const [label, setLabel] = useState('')
  const [revision, setRevision] = useState(map.status === 'approved' ? 'approved' : String(map.revision ?? 1))
  const [end, setEnd] = useState<End>('30')
  const [day, setDay] = useState('')
  const [origins, setOrigins] = useState('')
  const [keepFilters, setKeepFilters] = useState(true)
  const make = useMakeShare()
  const filtered = shows !== 'map' && isFiltered(filters)
  const submit = () => {
    const expiresAt = endOf(end, day)
    make.mutate(
      {
        ...{ map: id, label, shows, place },
        revision: revision === 'approved' ? revision : Number(revision),
        filters: filtered && keepFilters ? fixed(filters) : {},
        origins: place === 'embed' ? origins.split(/[\s,]+/).filter(Boolean) : [],
        ...(expiresAt !== undefined && { expiresAt }),
      },
      { onSuccess: made },
    )
  }
  const ready = (end !== 'date' || day !== '') && (place === 'link' || origins.trim() !== '')
  return {
    ...{ filters, place, setPlace, shows, setShows, label, setLabel, revision, setRevision, end, setEnd, day, setDay },
    ...{ origins, setOrigins, keepFilters, setKeepFilters, make, filtered, submit, ready },
  }
}

/** Makes one more share of a map. */
export const ShareForm = (props: FormProps) => {
  const { map } = props
  const { say, date } = useWords()
  const channelName = useChannelName(map)
  const form = useForm(props)
  const revisions = [
    { value: 'approved', label: say('shares.revision.approved') },
    { value: String(map.revision ?? 1), label: say('shares.revision.fixed', { n: map.revision ?? 1 }) },
  ]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          value={form.place}
          onChange={(value) => form.setPlace(value as ListedShare['place'])}
          aria-label={say('shares.place')}
          data={[
            { value: 'link', label: say('shares.place.link') },
            { value: 'embed', label: say('shares.place.embed') },
          ]}
        />
        <Radio.Group
          label={say('shares.what')}
          value={form.shows}
          onChange={(value) => form.setShows(value as ListedShare['shows'])}
        >
          <Stack gap={6} mt={6}>
            {(['map', 'lived', 'report'] as const).map((shows) => (
              <Radio key={shows} value={shows} label={say(`shares.shows.${shows}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {form.filtered && (
          <Checkbox
            checked={form.keepFilters}
            onChange={({ currentTarget }) => form.setKeepFilters(currentTarget.checked)}
            label={say('shares.filters')}
            description={limitsOf(fixed(form.filters), say, channelName, date).join(' · ')}
          />
        )}
        <Select
          label={say('shares.revision')}
          data={revisions}
          value={form.revision}
          onChange={(value) => form.setRevision(value ?? 'approved')}
          allowDeselect={false}
        />
        <Select
          label={say('shares.end')}
          data={ENDS.map((value) => ({ value, label: say(`shares.end.${value}`) }))}
          value={form.end}
          onChange={(value) => form.setEnd((value ?? '30') as End)}
          allowDeselect={false}
        />
        {form.end === 'date' && (
          <TextInput
            type="date"
            label={say('shares.end.on')}
            value={form.day}
            required
            onChange={({ currentTarget }) => form.setDay(currentTarget.value)}
          />
        )}
        {form.place === 'embed' && (
          <Textarea
            label={say('shares.origins')}
            description={say('shares.origins.how')}
            placeholder="https://intranet.example"
            autosize
            minRows={1}
            required
            value={form.origins}
            onChange={({ currentTarget }) => form.setOrigins(currentTarget.value)}
          />
        )}
        <TextInput
          label={say('shares.label')}
          description={say('shares.label.how')}
          value={form.label}
          maxLength={120}
          onChange={({ currentTarget }) => form.setLabel(currentTarget.value)}
        />
        <Trouble problem={form.make.error} />
        <Button type="submit" loading={form.make.isPending} disabled={!form.ready}>
          {say(form.place === 'embed' ? 'shares.make.embed' : 'shares.make.link')}
        </Button>
        <Text size="sm" className="quiet">
          {say('shares.leaves')}
        </Text>
      </Stack>
    </form>
  )
}
