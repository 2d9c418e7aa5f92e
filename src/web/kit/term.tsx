import { Anchor, Loader, Popover, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Word } from '../help/vocabulary.ts'
import { useLanguage, useWords } from '../words/language.tsx'

const Meaning = ({ word }: { readonly word: Word }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const vocabulary = useQuery({
    queryKey: ['vocabulary'],
    queryFn: async () => (await import('../help/vocabulary.ts')).VOCABULARY,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const entry = vocabulary.data?.[word]
  if (!entry) return <Loader size="xs" />
  return (
    <>
      <Text fw={640}>{entry.name[language]}</Text>
      <Text size="sm">{entry.means[language]}</Text>
      <Anchor size="sm" renderRoot={(props) => <Link to="/help/words" hash={word} {...props} />}>
        {say('help.words')}
      </Anchor>
    </>
  )
}

/** A word of the product with a small “?” beside it that says what it means. Without children, the “?” alone. */
export const Term = ({ word, children }: { readonly word: Word; readonly children?: ReactNode }) => {
  const { say } = useWords()
  return (
    <span className="term">
      {children}
      <Popover width={300} shadow="md" withArrow trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton
            className="term-mark"
            aria-label={typeof children === 'string' ? say('help.meaning', { word: children }) : say('help.meaning.of')}
          >
            ?
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className="term-meaning">
          <Meaning word={word} />
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}
