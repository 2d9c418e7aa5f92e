import { useNavigate } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

interface Props {
  /** A path of the application with its search, as the server says it. */
  readonly place: string
  readonly className?: string
  readonly onGo?: () => void
  readonly children: ReactNode
}

/** Leads to a place that the server named; opens it elsewhere where the reader asks for that. */
export const PlaceLink = ({ place, className, onGo, children }: Props) => {
  const navigate = useNavigate()
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onGo?.()
    void navigate({ href: place })
  }
  return (
    <a href={place} {...(className !== undefined && { className })} onClick={go}>
      {children}
    </a>
  )
}
