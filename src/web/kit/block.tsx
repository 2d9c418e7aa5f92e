import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** One part of a page: a card under its title, which names it to a reader who does not see it. */
export const Block = ({
  id,
  title,
  children,
}: {
  readonly id: string
  readonly title: ReactNode
  readonly children: ReactNode
}) => (
  <section className="card block" aria-labelledby={id}>
    <Title order={2} size="h5" id={id} mb="xs">
      {title}
    </Title>
    {children}
  </section>
)
