import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import type { NamedSegment } from '../journeys/filter-bar/use-segments.ts'
import { Conditions } from '../measure/fields/list-fields.tsx'
import { asking, useHowMany, useSegmentChange } from './use-segment-screen.ts'

/** How many would belong, before anything is kept. */
const Preview = ({ who }: { readonly who: readonly string[] }) => {
  const { say, number, percent } = useWords()
  const mine = useHowMany(asking({ who }))
  const all = useHowMany(asking({ who: [] }))
  if (mine.isError) return <Text size="sm">{say('segments.uncounted', { why: mine.error.message })}</Text>
  if (mine.data === undefined || all.data === undefined) return <Text size="sm">{say('segments.counting')}</Text>
  return (
    <Text size="sm" role="status">
      <strong>{say('segments.preview', { count: mine.data })}</strong>{' '}
      <span className="quiet">
        {say('segments.preview.of', {
          all: number(all.data),
          share: percent(all.data === 0 ? null : mine.data / all.data, 1),
        })}
      </span>
    </Text>
  )
}

interface FormProps {
  /** The segment that is changed; a new one where there is none. */
  readonly segment?: NamedSegment
  readonly known: readonly string[]
  readonly close: () => void
}

/** A name and its conditions, with how many belong as they are written. */
export const SegmentForm = ({ segment, known, close }: FormProps) => {
  const { say } = useWords()
  const [name, setName] = useState(segment?.name ?? '')
  const [who, setWho] = useState(segment?.who ?? [])
  const change = useSegmentChange()
  const taken = !segment && known.includes(name.trim())
  return (
    <form
      className="segment-form"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ method: 'PUT', name: name.trim(), body: { who } }, { onSuccess: close })
      }}
    >
      <Stack gap="sm">
        {!segment && (
          <TextInput
            data-autofocus
            autoFocus
            maw={360}
            label={say('segments.name')}
            maxLength={80}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            {...(taken && { error: say('segments.taken') })}
          />
        )}
        <div>
          <Conditions name={say('segments.conditions')} list={who} put={setWho} />
          <Text size="xs" className="quiet">
            {say('segments.conditions.how')}
          </Text>
        </div>
        <Group>{who.length > 0 && <Preview who={who} />}</Group>
        <FormFoot
          problem={change.error}
          submit={say(segment ? 'segments.change.keep' : 'segments.keep')}
          busy={change.isPending}
          disabled={name.trim() === '' || who.length === 0 || taken}
          cancel={close}
        />
      </Stack>
    </form>
  )
}
