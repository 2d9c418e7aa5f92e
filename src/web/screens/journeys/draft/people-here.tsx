import { Avatar, Tooltip } from '@mantine/core'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { ToolProps } from '../view-props.ts'
import type { Presence } from './presence.ts'
import { useDraft } from './use-draft.ts'

const MOST_SHOWN = 5

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('') || '?'

const titleAt = (map: JourneyMap, at: readonly string[] | null) => {
  const [list, id] = at ?? []
  if (list === 'stages') return map.stages.find((stage) => stage.id === id)?.title
  return list === 'touchpoints' ? map.touchpoints.find((touchpoint) => touchpoint.id === id)?.title : undefined
}

/** Who else is on this map, and where: the names are those that they gave themselves. */
export const PeopleHere = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { people, map } = useDraft(id)
  if (people.length === 0) return null
  const described = ({ name, at }: Presence) => {
    const who = name || say('draft.someone')
    const place = tell(titleAt(map, at), language)
    return place ? say('draft.person.at', { who, place }) : who
  }
  return (
    <Avatar.Group spacing="xs" role="group" aria-label={say('draft.people')}>
      {people.slice(0, MOST_SHOWN).map((person) => (
        <Tooltip key={person.id} label={described(person)}>
          <Avatar
            size={32}
            radius="xl"
            tabIndex={0}
            role="img"
            aria-label={described(person)}
            styles={{ placeholder: { background: person.colour, color: '#fff', fontSize: '0.75rem' } }}
          >
            {initials(person.name)}
          </Avatar>
        </Tooltip>
      ))}
      {people.length > MOST_SHOWN && (
        <Avatar size={32} radius="xl">
          +{people.length - MOST_SHOWN}
        </Avatar>
      )}
    </Avatar.Group>
  )
}
