import { AppShell } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { TourOffer } from '../help/tour-offer.tsx'
import { useTour } from '../help/use-tour.ts'
import { useLive } from '../live.ts'
import { useWords } from '../words/language.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { Header } from './header.tsx'
import { useHeading } from './heading.ts'
import { Sidebar } from './sidebar.tsx'
import { rememberTyped } from './typed.ts'
import { useKeys } from './use-keys.ts'
import { useZone } from './use-zone.ts'
import './shell.css'

const Tools = lazy(async () => ({ default: (await import('./tools.tsx')).Tools }))
const NavigationDrawer = lazy(async () => ({ default: (await import('./navigation-drawer.tsx')).NavigationDrawer }))
const DropAnywhere = lazy(async () => ({
  default: (await import('../screens/imports/drop-anywhere.tsx')).DropAnywhere,
}))
const Notices = lazy(async () => ({ default: (await import('../kit/notices.tsx')).Notices }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const Tour = lazy(async () => ({ default: (await import('../help/tour.tsx')).Tour }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))

/** What is laid over the screen, one at a time. */
type Over = 'palette' | 'shortcuts' | 'menu' | null

const useShellKeys = (lay: (over: Over) => void, toggleNarrow: () => void) => {
  const navigate = useNavigate()
  useKeys({
    'mod+k': () => lay('palette'),
    '?': () => lay('shortcuts'),
    'g h': () => void navigate({ to: '/' }),
    'g m': () => void navigate({ to: '/maps' }),
    'g p': () => void navigate({ to: '/people' }),
    'g i': () => void navigate({ to: '/collect/import' }),
    'g n': () => void navigate({ to: '/new-map' }),
    '[': toggleNarrow,
  })
}

/** What a person writes on a screen is remembered until the next screen, in case this one breaks. */
const useTyped = (path: string) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path forgets what was typed
  useEffect(() => {
    const content = document.getElementById('content')
    return content ? rememberTyped(content) : undefined
  }, [path])
}

/** What stands around every screen: the loop, search and the reader's tools. */
export const Shell = () => {
  const { say } = useWords()
  const hearing = useLive()
  const { open: touring } = useTour()
  const [over, lay] = useState<Over>(null)
  const close = () => lay(null)
  const [narrow, keepNarrow] = useLocalStorage({
    key: 'parcours.narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  useZone()
  useShellKeys(lay, () => keepNarrow(!narrow))
  // Where one has arrived, not where one is going: the screen before stands until the next one is here.
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname ?? '' })
  useHeading(path)
  useTyped(path)
  // The navigation of a phone closes once it has led somewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it reacts to
  useEffect(() => lay((before) => (before === 'menu' ? null : before)), [path])
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
        <Header
          search={() => lay('palette')}
          tools={
            <Suspense>
              <Tools hearing={hearing} shortcuts={() => lay('shortcuts')} />
            </Suspense>
          }
        />
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={say('nav.loop')}>
        <Sidebar narrow={narrow} toggle={() => keepNarrow(!narrow)} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {path === '/' && <TourOffer />}
        <Outlet />
      </AppShell.Main>
      <BottomBar menu={() => lay('menu')} search={() => lay('palette')} />
      <Suspense>
        <Notices />
        <DropAnywhere />
      </Suspense>
      <Suspense>
        {touring && <Tour />}
        {over === 'menu' && <NavigationDrawer close={close} />}
        {over === 'palette' && <Palette close={close} shortcuts={() => lay('shortcuts')} />}
        {over === 'shortcuts' && <ShortcutSheet close={close} />}
      </Suspense>
    </AppShell>
  )
}
