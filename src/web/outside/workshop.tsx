import { Alert, Badge, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { tell } from '../../kernel/index.ts'
import { Problem } from '../ask.ts'
import { Failed, Working } from '../kit/state.tsx'
import { useQuestionTitle } from '../screens/workshops/question-title.ts'
import { ResultView } from '../screens/workshops/result-view.tsx'
import '../screens/workshops/workshops.css'
import { useLanguage, useWords } from '../words/language.tsx'
import { readablePersona } from '../words/persona.ts'
import { askOutside } from './ask-outside.ts'
import type { Attended } from './attended.ts'
import { listenOutside } from './listen-outside.ts'
import { QuestionForm } from './question-form.tsx'
import { Remarks } from './remarks.tsx'
import { Tools } from './tools.tsx'
import { JoinForm } from './workshop-join.tsx'
import { keepToken, keptToken } from './workshop-token.ts'

const useAttended = (token: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  useEffect(
    () =>
      listenOutside('/public/workshop/live', token, () => void answers.invalidateQueries({ queryKey: ['attended'] })),
    [token, answers],
  )
  return useQuery({
    queryKey: ['attended', token, language],
    queryFn: ({ signal }) => askOutside<Attended>('/public/workshop', token, language, { signal }),
    // Should the stream be cut by a proxy, the room is followed all the same.
    refetchInterval: 15_000,
    retry: (count, problem) => count < 3 && !(problem instanceof Problem && problem.status < 500),
  })
}

const Asked = ({ token, attended }: { readonly token: string; readonly attended: Attended }) => {
  const { say } = useWords()
  const { question, open, result, outline } = attended
  const titleOf = useQuestionTitle(outline)
  if (!question || (!open && !result))
    return (
      <Stack gap={4} align="center" ta="center" py="xl" role="status">
        <Text fw={640} size="lg">
          {say(question && attended.mine !== null ? 'workshop.stopped' : 'workshop.wait')}
        </Text>
        <Text className="quiet">{say('workshop.wait.how')}</Text>
      </Stack>
    )
  return (
    <Stack gap="md">
      <div>
        <Group gap="xs">
          <Title order={2} size="h3">
            {titleOf(question)}
          </Title>
          {open && (
            <Badge color="teal" variant="light" tt="none">
              {say('workshop.open')}
            </Badge>
          )}
        </Group>
        <Text className="quiet">{say(`workshop.how.${question.kind}`)}</Text>
      </div>
      {open && <QuestionForm key={question.id} token={token} attended={attended} question={question} />}
      {result && <ResultView result={result} outline={outline} />}
    </Stack>
  )
}

const Room = ({ token, leave }: { readonly token: string; readonly leave: () => void }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const attended = useAttended(token)
  const problem = attended.error
  // A token of another day: one joins again. A workshop that is over says so.
  const stranger = problem instanceof Problem && problem.code === 'not-a-participant'
  useEffect(() => {
    if (stranger) leave()
  }, [stranger, leave])
  if (attended.isPending) return <Working page />
  if (problem instanceof Problem && problem.code === 'workshop-closed')
    return (
      <Alert color="gray" title={problem.message}>
        {problem.remedy}
      </Alert>
    )
  if (!attended.data) return <Failed page problem={problem ?? new Error()} retry={() => void attended.refetch()} />
  const { outline, who, persona } = attended.data
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {tell(outline.title, language)}
        </Title>
        <Text size="sm" className="quiet">
          {[
            who.name,
            say(`workshop.role.${who.role}`),
            persona && say('workshop.as', { persona: readablePersona(persona) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <div className="card" style={{ padding: '1rem' }}>
        <Asked token={token} attended={attended.data} />
      </div>
      <Remarks token={token} outline={outline} said={attended.data.remarks ?? []} />
    </Stack>
  )
}

/** A workshop on a telephone: the code, then the question in front, whichever it is. */
export const WorkshopRoom = ({ code }: { readonly code: string }) => {
  const [token, setToken] = useState(() => keptToken(code))
  const [leave] = useState(() => () => setToken(undefined))
  return (
    <main className="outside workshop-phone">
      <Group justify="flex-end" mb="xs">
        <Tools />
      </Group>
      {token === undefined ? (
        <JoinForm
          code={code}
          joined={(given, next) => {
            keepToken(given, next)
            setToken(next)
          }}
        />
      ) : (
        <Room token={token} leave={leave} />
      )}
    </main>
  )
}
