import { Avatar, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../words/language.tsx'

/** Who did something, by the name that they gave. */
export const Person = ({
  signed,
  children,
}: {
  readonly signed?: string | undefined
  readonly children?: ReactNode
}) => {
  const { say } = useWords()
  const name = signed ?? say('people.unnamed')
  return (
    <Group gap={8} wrap="nowrap" align="center">
      <Avatar name={signed ?? ''} color="initials" size={26} aria-hidden />
      <div style={{ minWidth: 0, lineHeight: 1.25 }}>
        <Text size="sm" fw={640} component="span" {...(signed === undefined && { className: 'quiet' })}>
          {name}
        </Text>
        {children && (
          <Text size="xs" className="quiet" component="span">
            {' · '}
            {children}
          </Text>
        )}
      </div>
    </Group>
  )
}
