import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { useWords } from '../../words/language.tsx'
import type { Entry } from './catalogue.ts'

interface HeadProps {
  readonly entry: Entry
  readonly actions?: ReactNode
}

/** The head of every question: back to all of them, what is asked, and what can be done with the answer. */
export const QuestionHead = ({ entry, actions }: HeadProps) => {
  const { say } = useWords()
  return (
    <div>
      <Link to="/measure" className="back">
        <IconChevronLeft size={16} aria-hidden /> {say('measure.title')}
      </Link>
      <PageHead title={say(entry.title)} lead={say(entry.asks)} actions={actions} />
    </div>
  )
}
