import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Scroller } from '../../kit/scroller.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { RemoveDialog } from './key-dialogs.tsx'
import { type ToldWebhook, useCloseWebhook, useTemplates, useWebhooks } from './use-webhooks.ts'
import { WebhookForm } from './webhook-form.tsx'
import { Copied } from './write-key.tsx'

const Close = ({ webhook, close }: { readonly webhook: ToldWebhook; readonly close: () => void }) => {
  const { say } = useWords()
  const remove = useCloseWebhook()
  return (
    <RemoveDialog
      title={say('webhooks.remove.title', { name: webhook.name })}
      lead={say('webhooks.remove.lead')}
      doIt={say('webhooks.remove')}
      error={remove.error}
      pending={remove.isPending}
      remove={() => remove.mutate(webhook.name, { onSuccess: close })}
      close={close}
    />
  )
}

const List = ({ webhooks }: { readonly webhooks: readonly ToldWebhook[] }) => {
  const { say } = useWords()
  const [closing, setClosing] = useState<ToldWebhook>()
  return (
    <>
      <Scroller name={say('sources.tab.hooks')}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('sources.column.name')}</Table.Th>
              <Table.Th>{say('webhooks.column.signed')}</Table.Th>
              <Table.Th>{say('webhooks.column.believed')}</Table.Th>
              <Table.Th>
                <span className="sr-only">{say('sources.column.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {webhooks.map((webhook) => (
              <Table.Tr key={webhook.name}>
                <Table.Td fw={620}>{webhook.name}</Table.Td>
                <Table.Td>
                  {say(`webhooks.scheme.${webhook.signature?.scheme === 'token' ? 'token' : 'hmac'}`)}
                </Table.Td>
                <Table.Td>
                  {webhook.believed.length === 0
                    ? say('webhooks.nobody')
                    : webhook.believed.map((kind) => say(`customers.kind.${kind as 'email'}`)).join(', ')}
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Copied text={webhook.url} name={`${say('webhooks.url')} ${webhook.name}`} />
                    <Button size="compact-sm" variant="subtle" color="red" onClick={() => setClosing(webhook)}>
                      {say('webhooks.remove')}
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroller>
      {closing && <Close webhook={closing} close={() => setClosing(undefined)} />}
    </>
  )
}

/** What other systems send by themselves: where to, how it is signed, and what it becomes. */
export const Webhooks = () => {
  const { say } = useWords()
  const { make = false } = useSearch({ from: '/collect/sources' })
  const navigate = useNavigate()
  const webhooks = useWebhooks()
  const templates = useTemplates()
  const show = (making: boolean) =>
    void navigate({ to: '/collect/sources', search: { view: 'hooks', ...(making && { make: true }) } })
  const failed = webhooks.error ?? templates.error
  if (failed) return <Failed problem={failed} retry={() => void webhooks.refetch()} />
  if (!webhooks.data || !templates.data) return <Working />
  if (make) return <WebhookForm templates={templates.data} close={() => show(false)} />
  return (
    <Stack gap="lg">
      {webhooks.data.length === 0 ? (
        <Stack className="card" p="xl" gap="sm" align="flex-start" maw={720}>
          <Title order={2} size="h3">
            {say('webhooks.none')}
          </Title>
          <Text>{say('webhooks.none.lead')}</Text>
          <Button onClick={() => show(true)}>{say('webhooks.add')}</Button>
        </Stack>
      ) : (
        <>
          <List webhooks={webhooks.data} />
          <Group>
            <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => show(true)}>
              {say('webhooks.add')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
