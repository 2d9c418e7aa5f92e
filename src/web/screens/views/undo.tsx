import { Button, Group, Text } from '@mantine/core'

/** What was just done, and how to take it back. */
export const Undo = ({
  words,
  act,
  undo,
}: {
  readonly words: string
  readonly act: string
  readonly undo: () => void
}) => (
  <Group justify="space-between" wrap="nowrap">
    <Text size="sm">{words}</Text>
    <Button size="compact-sm" variant="light" onClick={undo}>
      {act}
    </Button>
  </Group>
)
