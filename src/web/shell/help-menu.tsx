import { ActionIcon, Menu } from '@mantine/core'
import { IconBook2, IconHelp, IconKeyboard, IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { tour } from '../help/use-tour.ts'
import { useWords } from '../words/language.tsx'

/** Help, always in the same place. */
export const HelpMenu = ({ shortcuts }: { readonly shortcuts: () => void }) => {
  const { say } = useWords()
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('help.open')} data-tour="help">
          <IconHelp size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRoute size={16} />} onClick={tour.start}>
          {say('tour.again')}
        </Menu.Item>
        <Menu.Item component={Link} to="/help/words" leftSection={<IconBook2 size={16} />}>
          {say('help.words')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={shortcuts}>
          {say('help.shortcuts')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
