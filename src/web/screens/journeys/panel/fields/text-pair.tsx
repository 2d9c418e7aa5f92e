import { Textarea, TextInput } from '@mantine/core'
import { useId } from 'react'
import type { Language, UserText } from '../../../../../kernel/index.ts'
import { useLanguage, useWords } from '../../../../words/language.tsx'
import { usePlace } from '../editing.tsx'
import { Remarks } from '../remarks.tsx'
import { useTyped } from './typed.ts'
import { textIn, withText } from './user-text.ts'

interface OneProps {
  readonly label: string
  readonly text: UserText | undefined
  readonly language: Language
  readonly reader: Language
  readonly lines: boolean
  readonly readOnly: boolean
  readonly write: (text: UserText | undefined) => void
}

const OneLanguage = ({ label, text, language, reader, lines, readOnly, write }: OneProps) => {
  const { say } = useWords()
  const typed = useTyped(textIn(text, language, reader), (next) => write(withText(text, language, reader, next)))
  const name = say(`panel.in.${language}`)
  const shared = {
    ...typed,
    readOnly,
    lang: language,
    'aria-label': `${label} (${name})`,
    leftSection: <span className="language-mark">{language}</span>,
    leftSectionWidth: 34,
  }
  return lines ? <Textarea autosize minRows={1} maxRows={8} {...shared} /> : <TextInput {...shared} />
}

export interface TextPairProps {
  readonly label: string
  readonly text: UserText | undefined
  readonly write: (text: UserText | undefined) => void
  readonly lines?: boolean
  readonly readOnly: boolean
}

/** A text of the map in both languages: the reader's first, the other beside. */
export const TextPair = ({ label, text, write, lines = false, readOnly }: TextPairProps) => {
  const { language } = useLanguage()
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <div className="pair">
      {[language, other].map((each) => (
        <OneLanguage
          key={each}
          label={label}
          text={text}
          language={each as Language}
          reader={language}
          lines={lines}
          readOnly={readOnly}
          write={write}
        />
      ))}
    </div>
  )
}

/** A text of the map at one place, with its name and what there is to correct. */
export const TextField = ({
  at,
  label,
  lines,
}: {
  readonly at: readonly string[]
  readonly label: string
  readonly lines?: boolean
}) => {
  const { value, set, readOnly } = usePlace<UserText>(at)
  const id = useId()
  return (
    <fieldset className="field" aria-labelledby={id}>
      <legend id={id}>{label}</legend>
      <TextPair label={label} text={value} write={set} readOnly={readOnly} {...(lines && { lines })} />
      <Remarks at={at} />
    </fieldset>
  )
}
