import { ActionIcon, Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../../../words/language.tsx'

interface FilterButtonProps {
  readonly name: string
  /** What the filter is set to; absent where it leaves nobody out. */
  readonly value?: string | undefined
  readonly remove: () => void
  /** What sets it; calls `close` once it is set. */
  readonly children: (close: () => void) => ReactNode
}

/** One filter: its name alone while it is not set, then what it is set to, with a cross to remove it. */
export const FilterButton = ({ name, value, remove, children }: FilterButtonProps) => {
  const { say } = useWords()
  const [opened, { toggle, close }] = useDisclosure()
  return (
    <span className={value === undefined ? 'filter' : 'filter set'}>
      <Popover opened={opened} onChange={(open) => !open && close()} position="bottom-start" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color={value === undefined ? 'gray' : 'petrol'}
            onClick={toggle}
            rightSection={value === undefined ? <IconChevronDown size={14} aria-hidden /> : undefined}
          >
            {value === undefined ? (
              name
            ) : (
              <>
                <span className="filter-name">{name} :&nbsp;</span>
                {value}
              </>
            )}
          </Button>
        </Popover.Target>
        <Popover.Dropdown miw={220}>{children(close)}</Popover.Dropdown>
      </Popover>
      {value !== undefined && (
        <ActionIcon size={24} variant="subtle" aria-label={say('filter.remove', { name })} onClick={remove}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </span>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: string | undefined
  readonly choose: (value: string) => void
}

/** A closed list, chosen from with one press. */
export const Choice = ({ label, options, chosen, choose }: ChoiceProps) => (
  <fieldset className="choice">
    <legend className="quiet">{label}</legend>
    {options.map(({ value, label: name }) => (
      <Button
        key={value}
        fullWidth
        justify="flex-start"
        size="compact-md"
        variant={value === chosen ? 'light' : 'subtle'}
        color={value === chosen ? 'petrol' : 'gray'}
        aria-pressed={value === chosen}
        onClick={() => choose(value)}
      >
        {name}
      </Button>
    ))}
  </fieldset>
)
