import { Button, Chip, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { IdentifierKind, Trust } from '../../../collection/index.ts'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import { LimitFields, limitsTyped, NO_LIMITS, type TypedLimits } from './limit-fields.tsx'
import { useAdd } from './use-sources.ts'
import { WriteKey } from './write-key.tsx'

const KINDS = [
  'user',
  'email',
  'phone',
  'loyalty',
  'crm',
  'device',
  'social',
  'order',
] as const satisfies readonly IdentifierKind[]
const TRUSTS = ['server', 'browser'] as const satisfies readonly Trust[]

/** Another source: its name, how far its word is taken, and then its key, once. */
export const AddSource = ({ collect, close }: { readonly collect: string | null; readonly close: () => void }) => {
  const { say } = useWords()
  const add = useAdd()
  const [name, setName] = useState('')
  const [trust, setTrust] = useState<Trust>('server')
  const [kinds, setKinds] = useState<readonly string[]>(['user', 'email'])
  const [limits, setLimits] = useState<TypedLimits>(NO_LIMITS)
  const submit = () => {
    const typed = limitsTyped(limits)
    add.mutate({
      name: name.trim(),
      trust,
      ...(trust === 'server' && { kinds: KINDS.filter((kind) => kinds.includes(kind)) }),
      ...(typed && { limits: typed }),
    })
  }
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={add.data ? say('sources.added', { name: add.data.name }) : say('sources.add')}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
      closeOnClickOutside={!add.data}
    >
      {add.data ? (
        <Stack gap="md">
          <WriteKey keyed={add.data} collect={collect} />
          <Group justify="flex-end">
            <Button onClick={close}>{say('sources.key.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <Stack gap="md">
            <TextInput
              label={say('sources.name')}
              placeholder={say('sources.name.example')}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              maxLength={64}
              required
              data-autofocus
            />
            <Radio.Group label={say('sources.trust')} value={trust} onChange={(value) => setTrust(value as Trust)}>
              <Stack gap="xs" mt={6}>
                {TRUSTS.map((one) => (
                  <Radio
                    key={one}
                    value={one}
                    label={say(`sources.trust.${one}`)}
                    description={say(`sources.trust.${one}.lead`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            {trust === 'server' && (
              <div>
                <Text size="sm" fw={500} mb={6} id="believed">
                  {say('sources.kinds')}
                </Text>
                <Chip.Group multiple value={[...kinds]} onChange={setKinds}>
                  <Group gap={6} role="group" aria-labelledby="believed">
                    {KINDS.map((kind) => (
                      <Chip key={kind} value={kind} size="xs" variant="outline">
                        {say(`customers.kind.${kind}`)}
                      </Chip>
                    ))}
                  </Group>
                </Chip.Group>
              </div>
            )}
            <LimitFields value={limits} change={setLimits} />
            <FormFoot
              problem={add.error}
              submit={say('sources.add.confirm')}
              busy={add.isPending}
              disabled={name.trim() === ''}
              cancel={close}
            />
          </Stack>
        </form>
      )}
    </Modal>
  )
}
