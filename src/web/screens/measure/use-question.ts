import { useNavigate, useSearch } from '@tanstack/react-router'
import { type MeasureView, type Question, questionOf } from './question.ts'

const defined = <Of extends object>(of: Of): Of =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Of

/** The question of the address, and how to ask a little differently. */
export const useQuestion = () => {
  const view = useSearch({ strict: false }) as MeasureView
  const navigate = useNavigate()
  const go = (changes: MeasureView, replace = false) =>
    void navigate({
      to: '.',
      search: (before: MeasureView) => defined({ ...before, ...changes }),
      replace,
    })
  return {
    question: questionOf(view),
    list: view.list,
    /** Another question has other people behind its numbers. */
    change: (changes: Question) => go({ ...changes, list: undefined } as MeasureView),
    /** What is asked before anybody has set anything is no step back in the history. */
    begin: (question: Question) => go(question as MeasureView, true),
    /** The same analysis of another map: what named the events of the last one means nothing there. */
    restart: (map: string) =>
      go({
        ...Object.fromEntries(Object.keys(questionOf(view)).map((name) => [name, undefined])),
        map,
        list: undefined,
      }),
    open: (list: string | undefined) => go({ list } as MeasureView),
  }
}
