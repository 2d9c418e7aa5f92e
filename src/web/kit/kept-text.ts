import { useState } from 'react'

/** A text being written, kept in this browser until it is said: a closed tab or a refused request loses nothing. */
export const useKeptText = (place: string): readonly [string, (text: string) => void] => {
  const key = `parcours.writing.${place}`
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '')
  const write = (next: string) => {
    setText(next)
    if (next === '') localStorage.removeItem(key)
    else localStorage.setItem(key, next)
  }
  return [text, write]
}
