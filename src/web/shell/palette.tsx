import { Modal, Text, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useWords } from '../words/language.tsx'
import { type Find, type Group, useFinds } from './use-finds.ts'
import './palette.css'

const Line = ({
  find,
  id,
  chosen,
  open,
  point,
}: {
  readonly find: Find
  readonly id: string
  readonly chosen: boolean
  readonly open: () => void
  readonly point: () => void
}) => {
  const Icon = find.icon
  return (
    <UnstyledButton
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className="find"
      onClick={open}
      onMouseMove={point}
      ref={(line) => (chosen ? line?.scrollIntoView({ block: 'nearest' }) : undefined)}
    >
      <Icon size={18} aria-hidden />
      <span className="find-name">{find.name}</span>
      {find.also && <span className="find-also">{find.also}</span>}
    </UnstyledButton>
  )
}

/** Up, down, home, end and Enter, in the whole list. */
const useChoice = (groups: readonly Group[], open: (find: Find) => void) => {
  const [chosen, choose] = useState(0)
  const finds = groups.flatMap((group) => group.finds)
  const at = Math.min(chosen, Math.max(0, finds.length - 1))
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const find = finds[at]
    if (step) choose((at + step + finds.length) % Math.max(1, finds.length))
    else if (event.key === 'Enter' && find) open(find)
    else return
    event.preventDefault()
  }
  return { at, chosen: finds[at], choose, press, finds }
}

/** Ctrl K: every screen, every map and what stands on it, and what can be done, by name. */
export const Palette = ({ close, shortcuts }: { readonly close: () => void; readonly shortcuts: () => void }) => {
  const { say } = useWords()
  const list = useId()
  const [sought, seek] = useState('')
  const groups = useFinds(sought, shortcuts)
  const open = (find: Find) => {
    close()
    find.open()
  }
  const { at, chosen, choose, press, finds } = useChoice(groups, open)
  const idOf = (find: Find | undefined) => (find ? `${list}-${finds.indexOf(find)}` : undefined)
  return (
    <Modal.Root opened onClose={close} size="lg" yOffset="8vh">
      <Modal.Overlay />
      <Modal.Content aria-label={say('shell.search')}>
        <div className="palette-search">
          <IconSearch size={18} aria-hidden />
          <input
            data-autofocus
            role="combobox"
            aria-label={say('shell.search')}
            aria-expanded
            aria-controls={list}
            aria-activedescendant={idOf(chosen)}
            autoComplete="off"
            spellCheck={false}
            placeholder={say('shell.search')}
            value={sought}
            onChange={({ currentTarget }) => {
              seek(currentTarget.value)
              choose(0)
            }}
            onKeyDown={press}
          />
        </div>
        <div id={list} role="listbox" aria-label={say('palette.found')} className="finds">
          {groups.map(({ name, finds: lines }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, inside a listbox
            <div key={name} role="group" aria-label={name}>
              <Text size="xs" className="find-group" aria-hidden>
                {name}
              </Text>
              {lines.map((find) => (
                <Line
                  key={find.id}
                  id={`${list}-${finds.indexOf(find)}`}
                  find={find}
                  chosen={finds[at] === find}
                  open={() => open(find)}
                  point={() => choose(finds.indexOf(find))}
                />
              ))}
            </div>
          ))}
        </div>
        {finds.length === 0 && (
          <Text p="lg" className="quiet" role="status">
            {say('palette.empty')}
          </Text>
        )}
      </Modal.Content>
    </Modal.Root>
  )
}
