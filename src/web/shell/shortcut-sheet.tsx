import { Group, Kbd, Modal, Stack, Table, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useWords } from '../words/language.tsx'
import { MOD, SHORTCUTS, type Shortcut } from './shortcuts.ts'

const WHERE = ['everywhere', 'map'] as const
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const Keys = ({ keys }: { readonly keys: Shortcut['keys'] }) => (
  <Group gap={4} wrap="nowrap">
    {keys.map((key) => (
      <Kbd key={key}>{key === MOD ? (isMac ? '⌘' : 'Ctrl') : key}</Kbd>
    ))}
  </Group>
)

/** Every key that does something, on one sheet. */
export const ShortcutSheet = ({ close }: { readonly close: () => void }) => {
  const { say } = useWords()
  // What may be pressed where one is comes first.
  const onMap = useParams({ strict: false }).map !== undefined
  const groups = (onMap ? WHERE.toReversed() : WHERE).map(
    (where) => [where, SHORTCUTS.filter((one) => one.where === where)] as const,
  )
  return (
    <Modal
      opened
      onClose={close}
      title={say('help.shortcuts')}
      size="md"
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <Stack gap="lg">
        {groups
          .filter(([, shortcuts]) => shortcuts.length > 0)
          .map(([where, shortcuts]) => (
            <div key={where}>
              <Text size="sm" className="quiet" fw={600} id={`keys-${where}`}>
                {say(`keys.where.${where}`)}
              </Text>
              <Table aria-labelledby={`keys-${where}`} verticalSpacing={6} withRowBorders={false}>
                <Table.Tbody>
                  {shortcuts.map(({ keys, does }) => (
                    <Table.Tr key={does}>
                      <Table.Td ps={0}>{say(does)}</Table.Td>
                      <Table.Td w={1}>
                        <Keys keys={keys} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          ))}
      </Stack>
    </Modal>
  )
}
