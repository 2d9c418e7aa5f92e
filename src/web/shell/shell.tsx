import { AppShell } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLive } from '../live.ts'
import { useWords } from '../words/language.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { Header } from './header.tsx'
import { useHeading } from './heading.ts'
import { openPalette, Palette } from './palette.tsx'
import { NavigationDrawer, Sidebar } from './sidebar.tsx'
import './shell.css'

/** What stands around every screen: the loop, search and the reader's tools. */
export const Shell = () => {
  const { say } = useWords()
  const hearing = useLive()
  const [menu, { open, close }] = useDisclosure()
  const [narrow, keepNarrow] = useLocalStorage({
    key: 'parcours.narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  // Where one has arrived, not where one is going: the screen before stands until the next one is here.
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname ?? '' })
  useHeading(path)
  // The navigation of a phone closes once it has led somewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it reacts to
  useEffect(close, [path])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: narrow ? 64 : 220, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding={{ base: 'sm', sm: 'lg' }}
      transitionDuration={0}
    >
      <a className="skip" href="#content">
        {say('shell.skip')}
      </a>
      <AppShell.Header>
        <Header search={openPalette} hearing={hearing} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={say('nav.loop')}>
        <Sidebar narrow={narrow} toggle={() => keepNarrow(!narrow)} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <BottomBar menu={open} search={openPalette} />
      <NavigationDrawer opened={menu} close={close} />
      <Palette />
    </AppShell>
  )
}
