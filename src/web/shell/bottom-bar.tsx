import { UnstyledButton } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../words/language.tsx'
import { PLACES } from './navigation.ts'

/** Under the thumb on a phone: the places used most, search, and the whole navigation. */
export const BottomBar = ({ menu, search }: { readonly menu: () => void; readonly search: () => void }) => {
  const { say } = useWords()
  return (
    <nav className="bottom-bar" aria-label={say('nav.short')}>
      {PLACES.filter(({ phone }) => phone).map(({ to, key, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className="bottom-link"
          activeProps={{ className: 'active', 'aria-current': 'page' }}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={21} aria-hidden />
          {say(key)}
        </Link>
      ))}
      <UnstyledButton className="bottom-link" onClick={search}>
        <IconSearch size={21} aria-hidden />
        {say('nav.search')}
      </UnstyledButton>
      <UnstyledButton className="bottom-link" onClick={menu} aria-haspopup="dialog">
        <IconMenu2 size={21} aria-hidden />
        {say('nav.menu')}
      </UnstyledButton>
    </nav>
  )
}
