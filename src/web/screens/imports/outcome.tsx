import { Anchor, Button, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { IconDownload, IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Notice } from '../../kit/notice.tsx'
import { Figure } from '../../kit/number.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { useDraftMap } from './use-draft-map.ts'
import type { ToldImport } from './use-imports.ts'

type Account = NonNullable<ToldImport['account']>

/** What it came to, in one sentence. */
const verdictOf = ({ kept, duplicates, read, rejected }: Account) => {
  if (read === 0) return 'empty' as const
  if (kept === 0 && duplicates > 0) return 'known' as const
  if (kept === 0 && rejected === read) return 'nothing' as const
  return 'kept' as const
}

const Rejections = ({ one, account }: { readonly one: ToldImport; readonly account: Account }) => {
  const { say, number } = useWords()
  return (
    <section aria-labelledby="rejected-rows">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="rejected-rows">
          {say('import.rejected', { count: account.rejected })}
        </Title>
        <Group gap="md">
          <Anchor href={`/api/imports/${one.id}/rejected?as=csv`} download>
            <Group gap={4} component="span">
              <IconDownload size={16} aria-hidden />
              {say('import.rejected.csv')}
            </Group>
          </Anchor>
          <Anchor href={`/api/imports/${one.id}/rejected?as=ndjson`} download>
            NDJSON
          </Anchor>
        </Group>
      </Group>
      <div className="card" style={{ overflowX: 'auto' }}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('import.rejected.why')}</Table.Th>
              <Table.Th ta="right">{say('import.rejected.rows')}</Table.Th>
              <Table.Th ta="right">{say('import.rejected.line')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {account.rejections.map(({ reason, rows, firstLine, what, remedy }) => (
              <Table.Tr key={reason}>
                <Table.Td>
                  {what}
                  <Text size="sm" className="quiet">
                    {remedy}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{number(rows)}</Table.Td>
                <Table.Td ta="right">{firstLine}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}

const Next = ({ one, account }: { readonly one: ToldImport; readonly account: Account }) => {
  const { say } = useWords()
  const draft = useDraftMap()
  if (account.kept + account.duplicates === 0 || one.chosen?.aggregate) return null
  const source = one.source ?? ''
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {say('import.next')}
      </Title>
      <Group>
        <Button
          leftSection={<IconRoute size={17} aria-hidden />}
          loading={draft.isPending}
          onClick={() => draft.mutate(source)}
        >
          {say('import.next.draft')}
        </Button>
        <Button component={Link} to="/collect/log" search={{ source } as never} variant="light">
          {say('import.next.log')}
        </Button>
        <Button component={Link} to="/maps" variant="light">
          {say('import.next.maps')}
        </Button>
        <Button component={Link} to="/collect/import" variant="subtle">
          {say('import.next.another')}
        </Button>
      </Group>
      <Trouble problem={draft.error} />
    </Stack>
  )
}

/** What became of the file's rows, and where to go from here. */
export const Outcome = ({ one }: { readonly one: ToldImport }) => {
  const { say, number } = useWords()
  const { account, refusal } = one
  if (!account)
    return (
      <Notice tone={refusal ? 'bad' : 'plain'} role="status" title={refusal?.what ?? say(`import.state.${one.state}`)}>
        {refusal?.remedy ?? say('import.cancelled.lead')}
      </Notice>
    )
  const verdict = verdictOf(account)
  const good = verdict === 'kept' || verdict === 'known'
  return (
    <Stack gap="lg">
      <Notice
        tone={account.damage || !good ? 'watch' : 'good'}
        role="status"
        title={say(`import.done.${verdict}`, { count: account.kept })}
      >
        {account.damage ? `${account.damage.what} ${account.damage.remedy}` : say(`import.done.${verdict}.lead`)}
      </Notice>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure name={say('import.figure.read')}>{number(account.read)}</Figure>
        <Figure name={say('import.figure.kept')}>{number(account.kept)}</Figure>
        <Figure name={say('import.figure.duplicates')}>{number(account.duplicates)}</Figure>
        <Figure name={say('import.figure.rejected')}>{number(account.rejected)}</Figure>
      </SimpleGrid>
      <Next one={one} account={account} />
      {account.rejected > 0 && <Rejections one={one} account={account} />}
    </Stack>
  )
}
