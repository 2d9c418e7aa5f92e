import { useRef } from 'react'
import { useWords } from '../../../words/language.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  /** What was written; `again` where Enter asks to go on with another. */
  readonly done: (title: string, again: boolean) => void
  readonly cancel: () => void
}

/** A title where it stands: Enter keeps it, Escape leaves it as it was, and going elsewhere keeps it too. */
export const TitleField = ({ label, value, placeholder, done, cancel }: Props) => {
  const { say } = useWords()
  const over = useRef(false)
  const finish = (title: string, again: boolean) => {
    if (over.current) return
    over.current = !again
    if (title.trim() === '' || title === value) cancel()
    else done(title.trim(), again)
  }
  return (
    <textarea
      ref={(field) => {
        if (!field || document.activeElement === field) return
        field.focus({ preventScroll: false })
        field.select()
      }}
      className="title-field"
      rows={1}
      aria-label={label}
      placeholder={placeholder ?? say('board.title')}
      defaultValue={value}
      maxLength={300}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          over.current = true
          cancel()
        } else if (event.key === 'Enter') {
          event.preventDefault()
          finish(event.currentTarget.value, placeholder !== undefined)
          if (placeholder !== undefined) event.currentTarget.value = ''
        }
      }}
      onBlur={(event) => finish(event.currentTarget.value, false)}
    />
  )
}
