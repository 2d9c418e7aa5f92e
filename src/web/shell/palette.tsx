import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconHome, IconRoute, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMaps } from '../screens/maps/use-maps.ts'
import { useWords } from '../words/language.tsx'

export const openPalette = () => spotlight.open()

/** Ctrl K: every screen and every map, by name. */
export const Palette = () => {
  const { say } = useWords()
  const navigate = useNavigate()
  const maps = useMaps()
  const actions = [
    {
      id: 'home',
      label: say('nav.home'),
      leftSection: <IconHome size={18} />,
      onClick: () => void navigate({ to: '/' }),
    },
    {
      id: 'maps',
      label: say('nav.maps'),
      leftSection: <IconRoute size={18} />,
      onClick: () => void navigate({ to: '/maps' }),
    },
    ...(maps.data ?? []).map(({ id, title }) => ({
      id: `map ${id}`,
      label: title,
      description: id,
      leftSection: <IconRoute size={18} />,
      onClick: () => void navigate({ to: '/maps/$map', params: { map: id } }),
    })),
  ]
  return (
    <Spotlight
      actions={actions}
      nothingFound={say('palette.empty')}
      highlightQuery
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: say('shell.search'),
        'aria-label': say('shell.search'),
      }}
    />
  )
}
