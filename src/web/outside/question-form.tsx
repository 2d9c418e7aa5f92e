import { Button, Checkbox, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '../../kernel/index.ts'
import { LEVERS } from '../../maps/index.ts'
import { type LeverAnswer, type Outline, type Question, ratedIn, type Values } from '../../workshops/index.ts'
import { useItemTitle } from '../screens/workshops/question-title.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { askOutside } from './ask-outside.ts'
import type { Attended } from './attended.ts'
import { Scale } from './scale.tsx'

interface FieldsProps<Value> {
  readonly question: Question
  readonly outline: Outline
  readonly value: Value
  readonly change: (value: Value) => void
}

const Emotion = ({ question, outline, value, change }: FieldsProps<Values['emotion']>) => {
  const titleOf = useItemTitle(outline)
  return ratedIn(outline, question.of ?? '').map((item) => (
    <Scale
      key={item}
      name={item}
      legend={titleOf(item)}
      low={-2}
      high={2}
      value={value[item]}
      choose={(felt) => change({ ...value, [item]: felt })}
    />
  ))
}

const Levers = ({ value, change }: FieldsProps<LeverAnswer>) => {
  const { say } = useWords()
  return LEVERS.map((lever) => (
    <div key={lever} className="lever-answer">
      <Text fw={640}>{say(`lever.${lever}`)}</Text>
      {(['aimed', 'perceived'] as const).map((side) => (
        <Scale
          key={side}
          name={`${lever}-${side}`}
          legend={say(`workshop.side.${side}`)}
          low={0}
          high={5}
          value={value[lever]?.[side]}
          choose={(level) => change({ ...value, [lever]: { ...value[lever], [side]: level } })}
        />
      ))}
    </div>
  ))
}

const Matters = ({ outline, value, change }: FieldsProps<Values['matters']>) => {
  const { say } = useWords()
  const { language } = useLanguage()
  return (
    <Checkbox.Group
      value={[...value]}
      onChange={(chosen) => change(chosen.slice(0, 5))}
      label={say('workshop.matters.count', { count: value.length })}
    >
      {outline.stages.map((stage) => (
        <Stack key={stage.id} gap={8} mt="sm">
          <Text size="sm" className="quiet">
            {tell(stage.title, language)}
          </Text>
          {outline.touchpoints
            .filter((one) => one.stage === stage.id)
            .map((one) => (
              <Checkbox
                key={one.id}
                value={one.id}
                size="md"
                label={tell(one.title, language) || one.id}
                disabled={value.length >= 5 && !value.includes(one.id)}
              />
            ))}
        </Stack>
      ))}
    </Checkbox.Group>
  )
}

const Missing = ({ outline, value, change }: FieldsProps<Values['missing']>) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const [first = { stage: outline.stages[0]?.id ?? '', title: '' }] = value
  return (
    <>
      <TextInput
        label={say('workshop.missing.what')}
        value={first.title}
        maxLength={120}
        onChange={({ currentTarget }) => change([{ ...first, title: currentTarget.value }])}
      />
      <Select
        label={say('workshop.missing.where')}
        data={outline.stages.map(({ id, title }) => ({ value: id, label: tell(title, language) || id }))}
        value={first.stage}
        onChange={(stage) => change([{ ...first, stage: stage ?? first.stage }])}
        allowDeselect={false}
      />
    </>
  )
}

const Alignment = ({ value, change }: FieldsProps<Partial<Values['alignment']>>) => {
  const { say } = useWords()
  return (
    <>
      <Textarea
        label={say('workshop.alignment.definition')}
        value={value.definition ?? ''}
        autosize
        minRows={2}
        maxLength={600}
        onChange={({ currentTarget }) => change({ ...value, definition: currentTarget.value })}
      />
      <Scale
        name="priority"
        legend={say('workshop.alignment.priority')}
        low={0}
        high={10}
        value={value.priority}
        choose={(priority) => change({ ...value, priority })}
      />
      <Textarea
        label={say('workshop.alignment.objective')}
        value={value.objective ?? ''}
        autosize
        minRows={1}
        maxLength={300}
        onChange={({ currentTarget }) => change({ ...value, objective: currentTarget.value })}
      />
    </>
  )
}

const Fields = (props: FieldsProps<unknown>) => {
  switch (props.question.kind) {
    case 'emotion':
      return <Emotion {...(props as FieldsProps<Values['emotion']>)} />
    case 'levers':
      return <Levers {...(props as FieldsProps<LeverAnswer>)} />
    case 'matters':
      return <Matters {...(props as FieldsProps<Values['matters']>)} />
    case 'missing':
      return <Missing {...(props as FieldsProps<Values['missing']>)} />
    case 'alignment':
      return <Alignment {...(props as FieldsProps<Partial<Values['alignment']>>)} />
    case 'remarks':
      return null
  }
}

const blank = ({ kind }: Question): unknown => (kind === 'matters' || kind === 'missing' ? [] : {})

/** The question in front, answered with a thumb; what was sent can be changed while the question is open. */
export const QuestionForm = ({
  token,
  attended,
  question,
}: {
  readonly token: string
  readonly attended: Attended
  readonly question: Question
}) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const answers = useQueryClient()
  const [value, setValue] = useState<unknown>(attended.mine ?? blank(question))
  const send = useMutation({
    mutationFn: () =>
      askOutside('/public/workshop/answer', token, language, { method: 'PUT', body: { question: question.id, value } }),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['attended'] }),
  })
  if (question.kind === 'remarks') return null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Stack gap="md">
        <Fields
          question={question}
          outline={attended.outline}
          value={value}
          change={(next) => {
            setValue(next)
            send.reset()
          }}
        />
        {send.isError && (
          <Text role="alert" c="var(--bad)">
            {send.error.message}
          </Text>
        )}
        {send.isSuccess && <Text role="status">{say('workshop.sent')}</Text>}
        <Button type="submit" size="md" loading={send.isPending} variant={send.isSuccess ? 'light' : 'filled'}>
          {say(attended.mine === null ? 'workshop.send' : 'workshop.change')}
        </Button>
        <Text size="sm" className="quiet">
          {say(question.kind === 'alignment' ? 'workshop.signed' : 'workshop.anonymous')}
        </Text>
      </Stack>
    </form>
  )
}
