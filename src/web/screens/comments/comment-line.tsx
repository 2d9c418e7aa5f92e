import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useDeclaredName } from '../../kit/name.ts'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { Composer } from './composer.tsx'
import { Person } from './person.tsx'
import { SaidText } from './said-text.tsx'
import type { SaidComment, Saying } from './use-comments.ts'

interface Props {
  readonly thread: string
  readonly comment: SaidComment
  readonly act: (saying: Saying) => Promise<unknown>
}

const OwnMenu = ({ edit, erase }: { readonly edit: () => void; readonly erase: () => void }) => {
  const { say } = useWords()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say('comments.own')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={edit}>
          {say('comments.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={erase}>
          {say('comments.erase')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** One thing said, or the trace that it leaves. */
export const CommentLine = ({ thread, comment, act }: Props) => {
  const { say } = useWords()
  const me = useDeclaredName()
  const [editing, setEditing] = useState(false)
  const { id, text, erased, signed, at, editedAt, pending, mentions } = comment
  if (erased)
    return (
      <Text size="sm" className="quiet" fs="italic">
        {say('comments.erased', { name: erased.signed ?? say('people.unnamed') })} · <When at={erased.at} />
      </Text>
    )
  const own = (signed ?? '') === me && !pending
  return (
    <article style={{ opacity: pending ? 0.6 : 1 }}>
      <div style={{ display: 'flex', justifyContent: 'space-between' }}>
        <Person signed={signed}>
          {pending ? say('comments.sending') : <When at={at} />}
          {editedAt !== undefined && !pending && ` · ${say('comments.edited')}`}
        </Person>
        {own && !editing && (
          <OwnMenu edit={() => setEditing(true)} erase={() => void act({ do: 'erase', thread, comment: id })} />
        )}
      </div>
      <div style={{ paddingLeft: 34 }}>
        {editing ? (
          <Composer
            place={`edit.${id}`}
            label={say('comments.edit')}
            verb={say('comments.keep')}
            first={text}
            autoFocus
            say={(next) => act({ do: 'rewrite', thread, comment: id, text: next })}
            cancel={() => setEditing(false)}
          />
        ) : (
          <SaidText text={text} mentions={mentions} />
        )}
      </div>
    </article>
  )
}
