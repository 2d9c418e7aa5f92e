import { Alert, Button, Combobox, Group, Stack, Textarea, useCombobox } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Problem } from '../../ask.ts'
import { useKeptText } from '../../kit/kept-text.ts'
import { useDeclaredName } from '../../kit/name.ts'
import { useWords } from '../../words/language.tsx'
import { useNames } from './use-comments.ts'

interface Props {
  /** What is being written, so that it is found again. */
  readonly place: string
  readonly label: string
  readonly verb: string
  /** What stands there to begin with. */
  readonly first?: string
  readonly autoFocus?: boolean
  readonly say: (text: string) => Promise<unknown>
  readonly cancel?: () => void
}

/** The beginning of a name after an @, just before the caret. */
const begun = (text: string, caret: number): string | undefined =>
  /(?:^|\s)@([\p{L}\p{N} -]{0,30})$/u.exec(text.slice(0, caret))?.[1]

/** Where one writes: names are proposed after an @, Ctrl Enter says it, and what is refused stays there to be said again. */
export const Composer = ({ place, label, verb, first = '', autoFocus, say, cancel }: Props) => {
  const { say: words } = useWords()
  const me = useDeclaredName()
  const names = useNames()
  const box = useCombobox()
  const field = useRef<HTMLTextAreaElement>(null)
  const [kept, keep] = useKeptText(place)
  const [problem, setProblem] = useState<Error>()
  const [sending, setSending] = useState(false)
  const [asked, setAsked] = useState<string>()
  const text = kept === '' && first !== '' ? first : kept
  const proposed =
    asked === undefined
      ? []
      : (names.data ?? [])
          .filter((name) => name !== me && name.toLocaleLowerCase('fr').startsWith(asked.toLocaleLowerCase('fr')))
          .slice(0, 6)

  const write = (next: string, caret: number) => {
    keep(next)
    setProblem(undefined)
    const name = begun(next, caret)
    setAsked(name)
    if (name === undefined) box.closeDropdown()
    else box.openDropdown()
    box.resetSelectedOption()
  }
  const mention = (name: string) => {
    const caret = field.current?.selectionStart ?? text.length
    const start = caret - (asked?.length ?? 0)
    keep(`${text.slice(0, start)}${name} ${text.slice(caret)}`)
    setAsked(undefined)
    box.closeDropdown()
    field.current?.focus()
  }
  const submit = async () => {
    if (text.trim() === '' || sending) return
    setSending(true)
    setProblem(undefined)
    try {
      await say(text)
      keep('')
      cancel?.()
    } catch (failed) {
      setProblem(failed as Error)
    } finally {
      setSending(false)
    }
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    }
    if (event.key === 'Escape' && cancel && asked === undefined) cancel()
  }
  return (
    <Stack gap={6}>
      <Combobox store={box} onOptionSubmit={mention} withinPortal>
        <Combobox.Target>
          <Textarea
            ref={field}
            aria-label={label}
            placeholder={label}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={5_000}
            value={text}
            {...(autoFocus && { 'data-autofocus': true, autoFocus: true })}
            onChange={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
            onKeyDown={onKey}
            onBlur={() => box.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={proposed.length === 0}>
          <Combobox.Options aria-label={words('comments.mention')}>
            {proposed.map((name) => (
              <Combobox.Option key={name} value={name}>
                {name}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {problem && (
        <Alert color="red" role="alert" title={words('comments.unsaid')} p="xs">
          {problem instanceof Problem ? `${problem.message} ${problem.remedy}` : words('comments.unreached')}
        </Alert>
      )}
      {(text !== '' || cancel) && (
        <Group gap="xs">
          <Button size="xs" onClick={() => void submit()} disabled={text.trim() === ''} loading={sending}>
            {verb}
          </Button>
          {cancel && (
            <Button size="xs" variant="subtle" color="gray" onClick={cancel}>
              {words('form.cancel')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
