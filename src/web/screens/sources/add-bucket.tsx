import { Modal, NumberInput, PasswordInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { useWords } from '../../words/language.tsx'
import { useImports } from '../imports/use-imports.ts'
import { type NewBucket, useAddBucket } from './use-deposits.ts'

const NOTHING = {
  name: '',
  endpoint: '',
  region: 'us-east-1',
  bucket: '',
  prefix: '',
  accessKey: '',
  secretKey: '',
} as const
type Typed = { readonly [field in keyof typeof NOTHING]: string }

/** What the form asks of a bucket; the prefix alone may be left out. */
const FIELDS = ['name', 'endpoint', 'bucket', 'prefix', 'region', 'accessKey'] as const

const Fields = ({ typed, type }: { readonly typed: Typed; readonly type: (typed: Typed) => void }) => {
  const { say } = useWords()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {FIELDS.map((field) => (
        <TextInput
          key={field}
          label={say(`deposits.field.${field}`)}
          placeholder={say(`deposits.field.${field}.example`)}
          value={typed[field]}
          onChange={({ currentTarget }) => type({ ...typed, [field]: currentTarget.value })}
          maxLength={field === 'name' ? 64 : 500}
          required={field !== 'prefix'}
          {...(field === 'name' && { 'data-autofocus': true })}
        />
      ))}
      <PasswordInput
        label={say('deposits.field.secretKey')}
        value={typed.secretKey}
        onChange={({ currentTarget }) => type({ ...typed, secretKey: currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': say('webhooks.given.show') }}
        autoComplete="off"
        required
      />
    </SimpleGrid>
  )
}

/** A bucket that is looked into from now on, once it could be read. */
export const AddBucket = ({ close }: { readonly close: () => void }) => {
  const { say, date } = useWords()
  const add = useAddBucket()
  const imports = useImports()
  const [typed, type] = useState<Typed>(NOTHING)
  const [everySeconds, setEvery] = useState(60)
  const [like, setLike] = useState<string | null>(null)
  const known = imports.data?.filter(({ state, chosen }) => state === 'finished' && chosen) ?? []
  const submit = () => {
    const wanted: NewBucket = { ...typed, name: typed.name.trim(), source: typed.name.trim(), everySeconds }
    add.mutate(like === null ? wanted : { ...wanted, like }, { onSuccess: close })
  }
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say('deposits.add')}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
      closeOnClickOutside={false}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{say('deposits.add.lead')}</Text>
          <Fields typed={typed} type={type} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <NumberInput
              label={say('deposits.field.every')}
              value={everySeconds}
              onChange={(value) => setEvery(typeof value === 'number' ? value : 60)}
              min={10}
              max={86_400}
              allowDecimal={false}
            />
            <Select
              label={say('deposits.field.like')}
              placeholder={say('deposits.field.like.none')}
              data={known.map(({ id, file, begunAt }) => ({ value: id, label: `${file} (${date(begunAt)})` }))}
              value={like}
              onChange={setLike}
              clearable
            />
          </SimpleGrid>
          <FormFoot problem={add.error} submit={say('deposits.add.confirm')} busy={add.isPending} cancel={close} />
        </Stack>
      </form>
    </Modal>
  )
}
