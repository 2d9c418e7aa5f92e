import { Text } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PlaceLink } from '../../kit/place-link.tsx'

interface Item {
  readonly sentence: string
  readonly title?: string
  readonly more?: string
  readonly place: string
}

interface LineProps {
  readonly item: Item
  readonly icon: Icon
  readonly tone?: 'bad' | 'watch'
  readonly children?: ReactNode
}

/** One thing to know or to decide: the whole line leads to its place. */
export const ToldLine = ({ item: { sentence, title, more, place }, icon: Icon, tone, children }: LineProps) => (
  <li>
    <PlaceLink place={place} className="told">
      <Icon size={18} aria-hidden className={tone} />
      <span>
        <span className="sentence">{sentence}</span>
        {more !== undefined && <span className="more">{more}</span>}
        <Text span size="xs" className="quiet">
          {title}
          {title !== undefined && children !== undefined && ' · '}
          {children}
        </Text>
      </span>
    </PlaceLink>
  </li>
)
