import { useMantineColorScheme } from '@mantine/core'
import {
  type Icon,
  IconDeviceDesktop,
  IconLanguage,
  IconMapPin,
  IconMoon,
  IconRoute,
  IconStack2,
  IconSun,
  IconUserSearch,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type NavigateOptions, useNavigate, useParams } from '@tanstack/react-router'
import { ask } from '../ask.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { COMMANDS, type Command } from './commands.ts'
import { find } from './find.ts'
import { PLACES } from './navigation.ts'
import { openedNow, recent } from './recent.ts'

interface Named {
  readonly id: string
  readonly title: string
}
interface Outline extends Named {
  readonly stages: readonly Named[]
  readonly touchpoints: readonly (Named & { readonly stage: string })[]
}

/** One line of the palette. */
export interface Find {
  readonly id: string
  readonly name: string
  /** Where it stands; sought, too. */
  readonly also?: string
  readonly icon: Icon
  readonly open: () => void
}

export interface Group {
  readonly name: string
  readonly finds: readonly Find[]
}

const useOutline = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['maps', 'outline', language],
    queryFn: async ({ signal }) => (await ask<{ items: readonly Outline[] }>('/api/outline', language, signal)).items,
  })
}

const inside = (map: Outline, go: (to: NavigateOptions) => void): readonly Find[] => {
  const aside = (kind: 'stage' | 'touchpoint', id: string) => () =>
    go({ to: '/maps/$map', params: { map: map.id }, search: { aside: `${kind}:${id}` } } as NavigateOptions)
  const stageName = (id: string) => map.stages.find((stage) => stage.id === id)?.title ?? ''
  return [
    ...map.stages.map(({ id, title }) => ({
      id: `stage ${map.id} ${id}`,
      name: title,
      also: map.title,
      icon: IconStack2,
      open: aside('stage', id),
    })),
    ...map.touchpoints.map(({ id, title, stage }) => ({
      id: `touchpoint ${map.id} ${id}`,
      name: title,
      also: `${stageName(stage)} – ${map.title}`,
      icon: IconMapPin,
      open: aside('touchpoint', id),
    })),
  ]
}

/** How the reader wishes to read: the other language, the other themes. */
const useReaderChoices = (): readonly Find[] => {
  const { say } = useWords()
  const { language, choose } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const other = language === 'fr' ? 'en' : 'fr'
  return [
    ...THEMES.filter(({ scheme }) => scheme !== colorScheme).map(({ scheme, icon }) => ({
      ...{ id: `theme ${scheme}`, name: say(`palette.theme.${scheme}`), also: say('shell.theme'), icon },
      open: () => setColorScheme(scheme),
    })),
    {
      ...{ id: `language ${other}`, name: say(`palette.language.${other}`), also: `${say('shell.language')} Language` },
      ...{ icon: IconLanguage, open: () => choose(other) },
    },
  ]
}
const THEMES = [
  { scheme: 'dark', icon: IconMoon },
  { scheme: 'light', icon: IconSun },
  { scheme: 'auto', icon: IconDeviceDesktop },
] as const

/** Everything that has a name here: screens, things to do, maps and what stands on them. */
const useEverything = (shortcuts: () => void) => {
  const { say } = useWords()
  const navigate = useNavigate()
  const here = useParams({ strict: false })
  const outline = useOutline()
  const go = (to: NavigateOptions) => void navigate(to)
  const screens = PLACES.map(({ to, key, icon }): Find => ({ id: to, name: say(key), icon, open: () => go({ to }) }))
  const start =
    ({ go: to }: Command) =>
    () => {
      if (to === 'shortcuts') shortcuts()
      else if (typeof to === 'function') to()
      else go({ ...to, ...(here.map && { params: { map: here.map } }) } as NavigateOptions)
    }
  const commands = COMMANDS.filter(
    ({ go: to }) => typeof to !== 'object' || !to.to?.startsWith('/maps/$map') || here.map,
  ).map((command): Find => ({ id: command.key, name: say(command.key), icon: command.icon, open: start(command) }))
  const reader = useReaderChoices()
  const maps = (outline.data ?? []).map(
    (map): Find => ({
      id: `map ${map.id}`,
      name: map.title,
      also: map.id,
      icon: IconRoute,
      open: () => go({ to: '/maps/$map', params: { map: map.id } }),
    }),
  )
  return {
    screens,
    commands: [...commands, ...reader],
    maps,
    within: (outline.data ?? []).flatMap((map) => inside(map, go)),
    go,
  }
}

/** A person is looked for on the people's screen: the words go there in the history's state, never in an address. */
const usePeopleHandover = (sought: string, go: (to: NavigateOptions) => void): readonly Find[] => {
  const { say } = useWords()
  const people = PLACES.find(({ step }) => step === 'people')
  if (!people || sought.trim().length < 2) return []
  return [
    {
      id: 'people',
      name: say('palette.people', { sought: sought.trim() }),
      icon: IconUserSearch,
      open: () => go({ to: people.to, state: { sought: sought.trim() } }),
    },
  ]
}

/** What the palette shows for what is typed: before a word, what was last opened; then the best of each kind. */
export const useFinds = (sought: string, shortcuts: () => void): readonly Group[] => {
  const { say } = useWords()
  const { screens, commands, maps, within, go } = useEverything(shortcuts)
  const people = usePeopleHandover(sought, go)
  const all = [...screens, ...maps, ...within, ...commands]
  const began = sought.trim() !== ''
  const last = began ? [] : recent().flatMap((id) => all.find((each) => each.id === id) ?? [])
  const remembered = (finds: readonly Find[]): readonly Find[] =>
    finds.map((each) => ({
      ...each,
      open: () => {
        if (each.id !== 'people') openedNow(each.id)
        each.open()
      },
    }))
  return [
    { name: say('palette.recent'), finds: last },
    { name: say('palette.screens'), finds: find(sought, screens, 12) },
    { name: say('nav.maps'), finds: find(sought, maps, 6) },
    { name: say('palette.inside'), finds: began ? find(sought, within, 8) : [] },
    { name: say('palette.do'), finds: find(sought, commands, 12) },
    { name: say('loop.people'), finds: people },
  ]
    .map(({ name, finds }) => ({ name, finds: remembered(finds) }))
    .filter(({ finds }) => finds.length > 0)
}
