import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHome, IconLanguage, IconMoon, IconRoute, IconSearch, IconSun } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLive } from '../live.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { openPalette, Palette } from './palette.tsx'

const LINKS = [
  { to: '/', key: 'nav.home', icon: IconHome },
  { to: '/maps', key: 'nav.maps', icon: IconRoute },
] as const

const Mark = () => (
  <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
    <path d="M4 23c6 0 4-14 10-14s5 10 12 10" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    <circle cx="27" cy="19" r="3" fill="currentColor" />
  </svg>
)

const Appearance = () => {
  const { say } = useWords()
  const { language, choose } = useLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const dark = scheme === 'dark'
  return (
    <Group gap={4}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say('shell.language')}
        onClick={() => choose(language === 'fr' ? 'en' : 'fr')}
      >
        <IconLanguage size={20} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say(dark ? 'shell.light' : 'shell.dark')}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
      </ActionIcon>
    </Group>
  )
}

/** What stands around every screen: navigation, search, language and theme. */
export const Shell = () => {
  const { say } = useWords()
  useLive()
  const [opened, { toggle, close }] = useDisclosure()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // The navigation of a phone closes once it has led somewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it reacts to
  useEffect(close, [path])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip" href="#content">
        {say('shell.skip')}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={say('nav.open')} />
            <Link
              to="/"
              style={{ display: 'flex', alignItems: 'center', gap: 8, color: 'inherit', textDecoration: 'none' }}
            >
              <Text component="span" c="petrol" lh={0}>
                <Mark />
              </Text>
              <Text component="span" fw={660} size="lg">
                Parcours
              </Text>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <UnstyledButton
              className="card quiet"
              px="sm"
              py={6}
              onClick={openPalette}
              aria-label={say('shell.search')}
            >
              <Group gap="xs" wrap="nowrap">
                <IconSearch size={16} aria-hidden />
                <Text size="sm" visibleFrom="sm">
                  {say('shell.search')}
                </Text>
                <Text size="xs" visibleFrom="sm">
                  Ctrl K
                </Text>
              </Group>
            </UnstyledButton>
            <Appearance />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={say('nav.loop')}>
        {LINKS.map(({ to, key, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="nav-link"
            activeProps={{ className: 'active' }}
            activeOptions={{ exact: to === '/' }}
          >
            <Icon size={19} aria-hidden />
            {say(key)}
          </Link>
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <Outlet />
      </AppShell.Main>
      <Palette />
    </AppShell>
  )
}
