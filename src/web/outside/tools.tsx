import { ActionIcon, Button, Group, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconPrinter, IconSun } from '@tabler/icons-react'
import { useLanguage, useWords } from '../words/language.tsx'

/** What a reader outside may choose: language, light or dark, paper. */
export const Tools = ({ print = false }: { readonly print?: boolean }) => {
  const { say } = useWords()
  const { language, choose } = useLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <Group gap={4} className="no-print" wrap="nowrap">
      <Button size="compact-sm" variant="subtle" color="gray" lang={other} onClick={() => choose(other)}>
        {other === 'fr' ? 'Français' : 'English'}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say(dark ? 'outside.light' : 'outside.dark')}
        onClick={() => setColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
      {print && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={say('outside.print')}
          onClick={() => window.print()}
        >
          <IconPrinter size={18} />
        </ActionIcon>
      )}
    </Group>
  )
}
