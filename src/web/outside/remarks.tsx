import { Button, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '../../kernel/index.ts'
import type { Outline } from '../../workshops/index.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { askOutside } from './ask-outside.ts'

interface RemarksProps {
  readonly token: string
  readonly outline: Outline
  readonly said: readonly { readonly text: string; readonly stage?: string }[]
}

/** What somebody has to say at any time: anonymous, shown once the facilitator reveals it. */
export const Remarks = ({ token, outline, said }: RemarksProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const answers = useQueryClient()
  const [text, setText] = useState('')
  const [stage, setStage] = useState('')
  const send = useMutation({
    mutationFn: () =>
      askOutside('/public/workshop/answer', token, language, {
        method: 'PUT',
        body: { question: 'remarks', value: [...said, { text, ...(stage !== '' && { stage }) }] },
      }),
    onSuccess: () => {
      setText('')
      return answers.invalidateQueries({ queryKey: ['attended'] })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') send.mutate()
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={say('workshop.remark')}
          value={text}
          autosize
          minRows={2}
          maxLength={600}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {text !== '' && (
          <NativeSelect
            label={say('workshop.remark.where')}
            data={[
              { value: '', label: say('workshop.remark.all') },
              ...outline.stages.map(({ id, title }) => ({ value: id, label: tell(title, language) || id })),
            ]}
            value={stage}
            onChange={({ currentTarget }) => setStage(currentTarget.value)}
          />
        )}
        {send.isError && (
          <Text role="alert" c="var(--bad)">
            {send.error.message}
          </Text>
        )}
        <Button type="submit" variant="default" loading={send.isPending} disabled={text.trim() === ''}>
          {say('workshop.remark.send')}
        </Button>
        {said.length > 0 && (
          <Text size="sm" className="quiet" role="status">
            {say('workshop.remark.sent', { count: said.length })}
          </Text>
        )}
      </Stack>
    </form>
  )
}
