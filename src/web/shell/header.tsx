import { Group, Kbd, Text, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../words/language.tsx'

const Mark = () => (
  <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
    <path d="M4 23c6 0 4-14 10-14s5 10 12 10" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    <circle cx="27" cy="19" r="3" fill="currentColor" />
  </svg>
)

/** Above every screen: whose program this is, search, and the tools of the reader (`tools.tsx`). */
export const Header = ({ search, tools }: { readonly search: () => void; readonly tools: ReactNode }) => {
  const { say } = useWords()
  return (
    <div className="header">
      <Link to="/" className="mark">
        <Text component="span" c="petrol" lh={0}>
          <Mark />
        </Text>
        Parcours
      </Link>
      <UnstyledButton className="search-button" onClick={search} visibleFrom="sm">
        <IconSearch size={16} aria-hidden />
        <span>{say('shell.search')}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <Group gap={4} wrap="nowrap" className="header-tools">
        {tools}
      </Group>
    </div>
  )
}
