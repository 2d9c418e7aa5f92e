import { List, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import type { ToldPreview } from './use-imports.ts'

/** What the figures will lack, as the columns are chosen: not a refusal, a thing to know. */
const lackingIn = ({ mapping, missing }: ToldPreview) => {
  const has = (role: string) => mapping.some((each) => each.role === role)
  if (missing.length > 0) return []
  return [
    ...(has('case') ? [] : (['import.warn.case'] as const)),
    ...(has('profile') ? [] : (['import.warn.profile'] as const)),
    ...(has('channel') ? [] : (['import.warn.channel'] as const)),
  ]
}

export const Warnings = ({ preview, aggregate }: { readonly preview: ToldPreview; readonly aggregate: boolean }) => {
  const { say } = useWords()
  const lacking = aggregate ? [] : lackingIn(preview)
  if (lacking.length === 0) return null
  return (
    <List spacing={4} center icon={<IconInfoCircle size={17} aria-hidden style={{ display: 'block' }} />}>
      {lacking.map((key) => (
        <List.Item key={key}>
          <Text size="sm">{say(key)}</Text>
        </List.Item>
      ))}
    </List>
  )
}
