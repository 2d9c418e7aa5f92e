import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

/** Writes what was typed; `false` where it cannot be, and what was typed then stays in the field. */
type Write = (typed: string) => unknown

/**
 * What is being typed, kept in the field until it is written in the draft, so that nothing that comes from elsewhere
 * takes it away. Written after a moment without typing, or on leaving the field; at the latest when the field goes away.
 */
export const useTyped = (value: string, write: Write, when: 'soon' | 'on leaving' = 'soon') => {
  const [typed, type] = useState<string>()
  const latest = useRef({ typed, write })
  latest.current = { typed, write }
  const settle = () => {
    const { typed: waiting, write: into } = latest.current
    if (waiting === undefined || into(waiting) === false) return
    latest.current.typed = undefined
    type(undefined)
  }
  const later = useDebouncedCallback(settle, { delay: 600 })
  useEffect(
    () => () => {
      if (latest.current.typed !== undefined) latest.current.write(latest.current.typed)
    },
    [],
  )
  return {
    value: typed ?? value,
    onChange: (event: { currentTarget: { value: string } }) => {
      type(event.currentTarget.value)
      if (when === 'soon') later()
    },
    onBlur: settle,
  }
}
