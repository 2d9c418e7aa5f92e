import { Text } from '@mantine/core'
import { type Icon, IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import './notice.css'

const ICONS: Readonly<Record<'good' | 'watch' | 'bad' | 'plain', Icon>> = {
  good: IconCircleCheck,
  watch: IconAlertTriangle,
  bad: IconCircleX,
  plain: IconInfoCircle,
}

/** Something to know, in words: how serious it is, by its sign as well as its colour. */
export const Notice = ({
  tone,
  title,
  role,
  children,
}: {
  readonly tone: keyof typeof ICONS
  readonly title: string
  readonly role?: 'alert' | 'status'
  readonly children?: ReactNode
}) => {
  const Sign = ICONS[tone]
  return (
    <div className="card notice" data-tone={tone} {...(role && { role })}>
      <Sign size={20} aria-hidden className="notice-sign" />
      <div>
        <Text fw={620}>{title}</Text>
        {children !== undefined && (
          <Text component="div" size="sm" mt={2}>
            {children}
          </Text>
        )}
      </div>
    </div>
  )
}
