import { Accordion, Group, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../../../words/language.tsx'
import { useEditing } from './editing.tsx'

export interface Section {
  readonly id: string
  readonly title: string
  /** What it holds, in a few words, while it is closed. */
  readonly holds?: string
  /** Where its findings lie, as pointers begin. */
  readonly pointers: readonly string[]
  readonly body: ReactNode
}

/** The parts of a panel; which of them stay open is remembered on this machine. */
export const SectionList = ({
  of,
  sections,
  open,
}: {
  readonly of: string
  readonly sections: readonly Section[]
  readonly open: readonly string[]
}) => {
  const { say } = useWords()
  const { findings } = useEditing()
  const [opened, show] = useLocalStorage<string[]>({
    key: `parcours.panel.${of}`,
    defaultValue: [...open],
    getInitialValueInEffect: false,
  })
  return (
    <Accordion
      multiple
      value={opened}
      onChange={show}
      chevronPosition="left"
      variant="default"
      order={3}
      className="sections"
    >
      {sections.map(({ id, title, holds, pointers, body }) => {
        const wrong = findings.filter(
          ({ path, severity }) =>
            severity !== 'hint' && pointers.some((pointer) => path === pointer || path.startsWith(`${pointer}/`)),
        ).length
        return (
          <Accordion.Item key={id} value={id}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap" gap="xs" pr={4}>
                <Text fw={600} size="sm">
                  {title}
                </Text>
                <Group gap={8} wrap="nowrap">
                  {holds && (
                    <Text size="xs" className="quiet">
                      {holds}
                    </Text>
                  )}
                  {wrong > 0 && (
                    <Text
                      component="span"
                      size="xs"
                      c="var(--watch)"
                      style={{ display: 'inline-flex', gap: 3, alignItems: 'center' }}
                    >
                      <IconAlertTriangle size={14} aria-hidden />
                      {say('panel.findings', { count: wrong })}
                    </Text>
                  )}
                </Group>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>{opened.includes(id) && body}</Accordion.Panel>
          </Accordion.Item>
        )
      })}
    </Accordion>
  )
}
