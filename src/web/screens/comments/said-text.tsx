import { Text } from '@mantine/core'

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What was said, its lines kept, the names that it mentions standing out. */
export const SaidText = ({ text, mentions }: { readonly text: string; readonly mentions: readonly string[] }) => {
  const longest = [...mentions].sort((a, b) => b.length - a.length).map(escaped)
  const parts = longest.length === 0 ? [text] : text.split(new RegExp(`(@(?:${longest.join('|')}))`, 'giu'))
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
          <strong key={at} className="mention">
            {part}
          </strong>
        ) : (
          part
        ),
      )}
    </Text>
  )
}
