import { useEffect, useRef } from 'react'

/** What a key does. A pair such as `g h` is pressed one after the other. */
export type Keymap = Readonly<Record<string, () => void>>

const FIRST_LASTS = 1_200

/** Whether a person is writing: keys are then letters. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=dialog]') !== null)

/** Listens to single keys, pairs, and `mod+k`; not while a person writes, but for keys with Ctrl or ⌘. */
export const useKeys = (keymap: Keymap): void => {
  const latest = useRef(keymap)
  latest.current = keymap
  useEffect(() => {
    let [first, at] = ['', 0]
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      const mod = event.ctrlKey || event.metaKey
      const key = `${mod ? 'mod+' : ''}${event.key.toLowerCase()}`
      if (!mod && isWriting(event.target)) return
      const pair = event.timeStamp - at < FIRST_LASTS ? `${first} ${key}` : key
      const does = latest.current[pair] ?? latest.current[key]
      first = key
      at = event.timeStamp
      if (!does) return
      event.preventDefault()
      does()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
