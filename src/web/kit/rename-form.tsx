import { TextInput } from '@mantine/core'
import { useState } from 'react'

interface RenameFormProps {
  readonly name: string
  /** What the field is called. */
  readonly label: string
  readonly longest: number
  readonly error?: string | undefined
  /** Another name than before, without spaces around it. */
  keep(name: string): void
  /** Nothing is to change: Escape, an empty name, the name as it was. */
  leave(): void
}

/** A name changed where it stands: Enter keeps it, Escape leaves it. */
export const RenameForm = ({ name, label, longest, error, keep, leave }: RenameFormProps) => {
  const [typed, type] = useState(name)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const next = typed.trim()
        if (next === '' || next === name) leave()
        else keep(next)
      }}
    >
      <TextInput
        autoFocus
        size="xs"
        maxLength={longest}
        aria-label={label}
        value={typed}
        error={error}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && leave()}
      />
    </form>
  )
}
