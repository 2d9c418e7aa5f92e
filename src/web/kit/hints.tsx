import { IconInfoCircle } from '@tabler/icons-react'
import { say, type Words } from '../../kernel/index.ts'
import { useLanguage } from '../words/language.tsx'
import './notice.css'

/** Why an answer is of nobody, and what could have been meant; a calm line above it. */
export const Hints = ({ hints }: { readonly hints: readonly Words[] | undefined }) => {
  const { language } = useLanguage()
  if (hints === undefined || hints.length === 0) return null
  return (
    <ul className="hints" role="status">
      {hints.map((hint) => (
        <li key={hint.en}>
          <IconInfoCircle size={17} aria-hidden />
          <span>{say(hint, language)}</span>
        </li>
      ))}
    </ul>
  )
}
