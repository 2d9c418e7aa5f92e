import { Drawer } from '@mantine/core'
import { useWords } from '../words/language.tsx'
import { Loop } from './sidebar.tsx'

/** The navigation on a phone, over the screen. */
export const NavigationDrawer = ({ close }: { readonly close: () => void }) => {
  const { say } = useWords()
  return (
    <Drawer
      opened
      onClose={close}
      title={say('nav.loop')}
      size="xs"
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <nav aria-label={say('nav.loop')}>
        <Loop />
      </nav>
    </Drawer>
  )
}
