import { ActionIcon, Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useId } from 'react'
import type { Language } from '../../kernel/index.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { ZoneChoice } from './zone-choice.tsx'

const Choice = <Value extends string>({
  name,
  value,
  of,
  choose,
}: {
  readonly name: string
  readonly value: Value
  readonly of: readonly { readonly value: Value; readonly label: string }[]
  readonly choose: (value: Value) => void
}) => {
  const id = useId()
  return (
    <div>
      <Text size="sm" id={id} className="quiet" mb={4}>
        {name}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        fullWidth
        value={value}
        data={[...of]}
        onChange={(next) => choose(next as Value)}
      />
    </div>
  )
}

/** The reader's language and theme, remembered in this browser, and the zone of the workspace, which is everybody's. */
export const Settings = () => {
  const { say } = useWords()
  const { language, choose } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Popover width={300} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('shell.settings')}>
          <IconAdjustmentsHorizontal size={20} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Choice<Language>
            name={say('shell.language')}
            value={language}
            of={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
            choose={choose}
          />
          <Choice
            name={say('shell.theme')}
            value={colorScheme}
            of={[
              { value: 'auto', label: say('shell.theme.auto') },
              { value: 'light', label: say('shell.theme.light') },
              { value: 'dark', label: say('shell.theme.dark') },
            ]}
            choose={setColorScheme}
          />
          <ZoneChoice />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
