import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconArrowsLeftRight, IconDots, IconFilter, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { CountNumber } from '../../kit/number.tsx'
import { RenameForm } from '../../kit/rename-form.tsx'
import { useWords } from '../../words/language.tsx'
import { useSaidCondition } from '../journeys/filter-bar/filter-words.ts'
import type { NamedSegment } from '../journeys/filter-bar/use-segments.ts'
import { searchOf } from '../views/use-views.ts'
import { SegmentForm } from './segment-form.tsx'
import { useSegmentRemoval } from './segment-removal.ts'
import { asking, useHowMany, useSegmentChange, useViewsOf } from './use-segment-screen.ts'

/** How many belong, and which share of everybody that is. */
const HowMany = ({ name }: { readonly name: string }) => {
  const { say, percent } = useWords()
  const mine = useHowMany(asking({ segment: name }))
  const all = useHowMany(asking({ who: [] }))
  if (mine.isError) return <Text size="sm">{say('segments.uncounted', { why: mine.error.message })}</Text>
  if (mine.data === undefined || all.data === undefined)
    return (
      <Text size="sm" className="quiet">
        {say('segments.counting')}
      </Text>
    )
  const share = all.data === 0 ? 0 : mine.data / all.data
  return (
    <div className="segment-many">
      <CountNumber
        bold
        count={mine.data}
        shown={say('segments.count', { count: mine.data })}
        of={name}
        means="segments.conditions.how"
      />
      <span className="segment-bar" aria-hidden="true">
        <span style={{ width: `${100 * share}%` }} />
      </span>
      <Text size="xs" className="quiet">
        {say('segments.share', { share: percent(share, 1) })}
      </Text>
    </div>
  )
}

const Used = ({ name }: { readonly name: string }) => {
  const { say } = useWords()
  const views = useViewsOf(name)
  return (
    <Text size="sm" className="quiet" component="div">
      {views.length === 0 ? say('segments.used.none') : say('segments.used', { count: views.length })}{' '}
      {views.map((view, at) => (
        <span key={view.id}>
          {at > 0 && ' · '}
          <Link to="/measure/$analysis" params={{ analysis: view.analysis }} search={searchOf(view)}>
            {view.title}
          </Link>
        </span>
      ))}
    </Text>
  )
}

const Rename = ({ name, close }: { readonly name: string; readonly close: () => void }) => {
  const { say } = useWords()
  const change = useSegmentChange()
  return (
    <RenameForm
      name={name}
      label={say('segments.name')}
      longest={80}
      error={change.error?.message}
      keep={(next) => change.mutate({ method: 'PATCH', name, body: { name: next } }, { onSuccess: close })}
      leave={close}
    />
  )
}

interface LineProps {
  readonly segment: NamedSegment
  readonly known: readonly string[]
  readonly list: () => void
  readonly unlist: () => void
}

/** One segment: what it asks, how many belong, which kept questions ask for it, and what can be done with it. */
export const SegmentLine = ({ segment, known, list, unlist }: LineProps) => {
  const { say } = useWords()
  const said = useSaidCondition()
  const [doing, setDoing] = useState<'renaming' | 'changing'>()
  const remove = useSegmentRemoval()
  const { name, who } = segment
  const rest = () => setDoing(undefined)
  // While it changes its name nobody is asked for under either.
  const rename = () => {
    unlist()
    setDoing('renaming')
  }
  return (
    <li className="segment-line">
      <div className="segment-what">
        {doing === 'renaming' ? (
          <Rename name={name} close={rest} />
        ) : (
          <Text component="h2" fw={640} m={0} size="md">
            {name}
          </Text>
        )}
        {doing === 'changing' ? (
          <SegmentForm segment={segment} known={known} close={rest} />
        ) : (
          <ul className="segment-conditions">
            {who.map((text) => (
              <li key={text}>{said(text)}</li>
            ))}
          </ul>
        )}
        <Used name={name} />
      </div>
      {doing === 'renaming' ? <div className="segment-many" /> : <HowMany name={name} />}
      <Menu position="bottom-end" shadow="md" withArrow>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('segments.tools', { name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={list}>
            {say('segments.who')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFilter size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/measure/$analysis" params={{ analysis: 'funnel' }} search={{ segment: name }} {...props} />
            )}
          >
            {say('segments.funnel')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowsLeftRight size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/measure/$analysis" params={{ analysis: 'compare' }} search={{ a: [...who] }} {...props} />
            )}
          >
            {say('segments.compare')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={rename}>
            {say('segments.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFilter size={16} aria-hidden />} onClick={() => setDoing('changing')}>
            {say('segments.change')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove(segment)}>
            {say('segments.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
