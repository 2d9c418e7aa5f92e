import {
  Button,
  Code,
  Group,
  NativeSelect,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { FormFoot } from '../../kit/form-foot.tsx'
import { Notice } from '../../kit/notice.tsx'
import { useWords } from '../../words/language.tsx'
import { type OpenedWebhook, useOpenWebhook, useTried, type WebhookTemplate } from './use-webhooks.ts'
import { WebhookTried } from './webhook-tried.tsx'
import { Copied } from './write-key.tsx'

const shown = (payload: unknown) => JSON.stringify(payload, null, 2)
const MONO = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.82rem' } }

/** The address and the secret of a webhook that was just opened: the secret this once. */
const Opened = ({ opened, close }: { readonly opened: OpenedWebhook; readonly close: () => void }) => {
  const { say } = useWords()
  return (
    <Stack className="card" p="lg" gap="md" maw={760}>
      <Title order={2} size="h3">
        {say('webhooks.opened', { name: opened.name })}
      </Title>
      <Notice tone="watch" title={say('webhooks.secret.once')}>
        {say('webhooks.secret.once.lead')}
      </Notice>
      {(['url', 'secret'] as const).map((what) => (
        <div key={what}>
          <Text size="sm" fw={500} mb={4}>
            {say(`webhooks.${what}`)}
          </Text>
          <Group gap="sm" wrap="nowrap">
            <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {opened[what]}
            </Code>
            <Copied text={opened[what]} name={say(`webhooks.${what}`)} />
          </Group>
        </div>
      ))}
      <Group justify="flex-end">
        <Button onClick={close}>{say('sources.key.done')}</Button>
      </Group>
    </Stack>
  )
}

/** Another webhook: a mapping, an example, and the events that it gives, as one types. */
export const WebhookForm = ({
  templates,
  close,
}: {
  readonly templates: readonly WebhookTemplate[]
  readonly close: () => void
}) => {
  const { say } = useWords()
  const open = useOpenWebhook()
  const [template, setTemplate] = useState(templates[0])
  const [name, setName] = useState('')
  const [mapping, setMapping] = useState(template?.mapping ?? '')
  const [payload, setPayload] = useState(shown(template?.payload))
  const [secret, setSecret] = useState('')
  const [typed] = useDebouncedValue({ mapping, payload }, 350)
  const tried = useTried({ ...typed, headers: template?.headers ?? {} })
  const begin = (chosen: string) => {
    const found = templates.find((one) => one.name === chosen)
    setTemplate(found)
    setMapping(found?.mapping ?? '')
    setPayload(shown(found?.payload))
  }
  if (open.data) return <Opened opened={open.data} close={close} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        open.mutate({ name: name.trim(), mapping, ...(secret.trim() !== '' && { secret: secret.trim() }) })
      }}
    >
      <Stack gap="md">
        <Title order={2} size="h3">
          {say('webhooks.add')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={say('sources.name')}
            placeholder={say('webhooks.name.example')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            maxLength={64}
            required
          />
          <NativeSelect
            label={say('webhooks.template')}
            data={templates.map(({ name: value, title: label }) => ({ value, label }))}
            value={template?.name ?? ''}
            onChange={({ currentTarget }) => begin(currentTarget.value)}
          />
          <PasswordInput
            label={say('webhooks.given')}
            placeholder={say('webhooks.given.none')}
            value={secret}
            onChange={({ currentTarget }) => setSecret(currentTarget.value)}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': say('webhooks.given.show') }}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Stack gap="md">
            <Textarea
              label={say('webhooks.mapping')}
              description={say('webhooks.mapping.lead')}
              value={mapping}
              onChange={({ currentTarget }) => setMapping(currentTarget.value)}
              minRows={14}
              maxRows={26}
              autosize
              spellCheck={false}
              styles={MONO}
            />
            <Textarea
              label={say('webhooks.example')}
              description={say('webhooks.example.lead')}
              value={payload}
              onChange={({ currentTarget }) => setPayload(currentTarget.value)}
              minRows={8}
              maxRows={18}
              autosize
              spellCheck={false}
              styles={MONO}
            />
          </Stack>
          <WebhookTried tried={tried.data} error={tried.error} />
        </SimpleGrid>
        <FormFoot
          problem={open.error}
          submit={say('webhooks.add.confirm')}
          busy={open.isPending}
          disabled={name.trim() === '' || tried.isError}
          cancel={close}
        />
      </Stack>
    </form>
  )
}
