import { ActionIcon, Drawer, Group, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Key } from '../../words/fr.ts'
import { useWords } from '../../words/language.tsx'
import { CommentsAside } from '../comments/comments-aside.tsx'
import { RevisionsAside } from '../revisions/revisions-aside.tsx'
import { ShareAside } from '../shares/share-aside.tsx'
import { MapAside, StageAside, TouchpointAside } from './panel/asides.tsx'
import { PeopleAside } from './people/people-aside.tsx'
import { useAside } from './use-aside.ts'
import type { AsideProps, ViewProps } from './view-props.ts'

interface AsideKind {
  readonly name: Key
  readonly Body: ComponentType<AsideProps>
}

/** What may stand beside the board, by the word that names it in the address: one line each. */
const ASIDES: Readonly<Record<string, AsideKind>> = {
  people: { name: 'people.title', Body: PeopleAside },
  revisions: { name: 'revisions.title', Body: RevisionsAside },
  comments: { name: 'comments.title', Body: CommentsAside },
  touchpoint: { name: 'aside.touchpoint', Body: TouchpointAside },
  stage: { name: 'aside.stage', Body: StageAside },
  map: { name: 'aside.map', Body: MapAside },
  share: { name: 'shares.title', Body: ShareAside },
}

/** Beside the board where there is room, over it where there is not, the whole screen on a phone. */
export const Aside = (props: ViewProps) => {
  const { say } = useWords()
  const { aside, close } = useAside()
  const wide = useMediaQuery('(min-width: 75em)', true)
  const phone = useMediaQuery('(max-width: 36em)', false)
  const [kind = '', of = ''] = (aside ?? '').split(/:(.*)/s)
  const shown = ASIDES[kind]
  if (!shown) return null
  const title = say(shown.name)
  const body = <shown.Body key={aside} {...props} of={of} close={close} />
  if (!wide)
    return (
      <Drawer
        opened
        onClose={close}
        position="right"
        size={phone ? '100%' : 440}
        title={title}
        closeButtonProps={{ 'aria-label': say('aside.close') }}
      >
        {body}
      </Drawer>
    )
  return (
    <aside className="aside card" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Text component="h2" fw={660} m={0}>
          {title}
        </Text>
        <ActionIcon variant="subtle" color="gray" aria-label={say('aside.close')} onClick={close}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      {body}
    </aside>
  )
}
