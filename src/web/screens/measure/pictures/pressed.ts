import type { KeyboardEvent } from 'react'

/** A part of a drawing that can be pressed, by pointer or keyboard; nothing where there is nothing to do. */
export const pressed = (act: (() => void) | undefined) =>
  act === undefined
    ? {}
    : {
        role: 'button' as const,
        tabIndex: 0,
        className: 'pressable',
        onClick: act,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          act()
        },
      }
