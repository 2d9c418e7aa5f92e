import { Text } from '@mantine/core'
import { Problem } from '../ask.ts'
import { useWords } from '../words/language.tsx'

/** What was refused and what to do about it, in the reader's words; nothing where nothing was. */
export const Trouble = ({ problem }: { readonly problem: Error | null | undefined }) => {
  const { say } = useWords()
  if (!problem) return null
  return (
    <Text role="alert" c="var(--bad)" size="sm">
      {problem instanceof Problem ? `${problem.message} ${problem.remedy}` : say('form.unreached')}
    </Text>
  )
}
