import { Group, Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useNameOf } from '../../kit/called.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useKeptText } from '../../kit/kept-text.ts'
import { useWords } from '../../words/language.tsx'
import { IdentifierChip } from './kinds.tsx'
import { useMerge, usePeople, type WholePerson } from './use-people.ts'

/** One person of two: the other is looked for, the reason said. */
export const MergeDialog = ({ person, close }: { readonly person: WholePerson; readonly close: () => void }) => {
  const { say } = useWords()
  const nameOf = useNameOf()
  const navigate = useNavigate()
  const [typed, type] = useState('')
  const [sought] = useDebouncedValue(typed, 150)
  const [other, setOther] = useState('')
  const [reason, setReason] = useKeptText(`merge.${person.id}`)
  const found = usePeople(sought)
  const merge = useMerge(person.id)
  // Whoever was shown for what was typed before is not offered: a hand that is too quick would make one of strangers.
  const offered = typed.trim() === '' || sought !== typed || found.isPlaceholderData ? [] : (found.data ?? [])
  const others = offered.filter(({ profile }) => profile !== person.id).slice(0, 6)
  const decide = () =>
    merge.mutate(
      { with: other, why: reason.trim() },
      {
        onSuccess: async ({ profiles: [one] }) => {
          setReason('')
          close()
          if (one !== undefined) await navigate({ to: '/people/$profile', params: { profile: one } })
        },
      },
    )
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say('customers.merge.title')}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{say('customers.merge.lead')}</Text>
        <TextInput
          label={say('customers.merge.other')}
          placeholder={say('customers.search.example')}
          value={typed}
          onChange={({ currentTarget }) => {
            type(currentTarget.value)
            setOther('')
          }}
          autoComplete="off"
          data-autofocus
        />
        <Radio.Group value={other} onChange={setOther} aria-label={say('customers.found')}>
          <Stack gap="xs">
            {others.map((one) => (
              <Radio
                key={one.profile}
                value={one.profile}
                label={
                  <Group gap="sm">
                    <Text component="span" fw={600}>
                      {nameOf(one)}
                    </Text>
                    {one.identifiers.slice(0, 3).map(({ kind, value }) => (
                      <IdentifierChip key={`${kind}:${value}`} kind={kind} value={value} />
                    ))}
                  </Group>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={say('customers.reason')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
        />
        <FormFoot
          problem={merge.error}
          submit={say('customers.merge.confirm')}
          busy={merge.isPending}
          disabled={other === ''}
          go={decide}
          cancel={close}
        />
      </Stack>
    </Modal>
  )
}
