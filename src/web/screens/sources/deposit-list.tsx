import { Button, Code, Group, Stack, Text, Title } from '@mantine/core'
import { IconBucket, IconFolder, IconPlayerPause, IconPlayerPlay, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Notice } from '../../kit/notice.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { AddBucket } from './add-bucket.tsx'
import { DepositFiles } from './deposit-files.tsx'
import { RemoveDialog } from './key-dialogs.tsx'
import { type ToldDeposit, useDeposits, usePauseDeposit, useRemoveDeposit } from './use-deposits.ts'
import { Copied } from './write-key.tsx'

const FOLDER = 'parcours deposit add caisses /srv/depots/caisses --every 60'

/** A folder is only ever named on the machine itself: no page may have the server open one. */
const FolderWay = () => {
  const { say } = useWords()
  return (
    <Stack gap={6}>
      <Text size="sm">{say('deposits.folder.lead')}</Text>
      <Group gap="sm" wrap="nowrap" align="center">
        <Code block style={{ flex: 1, overflowX: 'auto' }} tabIndex={0}>
          {FOLDER}
        </Code>
        <Copied text={FOLDER} name={say('deposits.folder')} />
      </Group>
    </Stack>
  )
}

const Standing = ({ deposit }: { readonly deposit: ToldDeposit }) => {
  const { say, number } = useWords()
  const { looked, paused, everySeconds } = deposit
  return (
    <Text size="sm" className="quiet">
      {say('deposits.every', { shown: number(everySeconds) })}
      {' · '}
      {paused ? (
        <>
          {say('deposits.paused')} <When at={paused.at} />
        </>
      ) : looked ? (
        <>
          {say('deposits.looked')} <When at={looked.at} />
        </>
      ) : (
        say('deposits.looked.never')
      )}
    </Text>
  )
}

const One = ({ deposit, remove }: { readonly deposit: ToldDeposit; readonly remove: () => void }) => {
  const { say } = useWords()
  const pause = usePauseDeposit()
  const { name, source, place, looked, paused } = deposit
  const Sign = place.kind === 'folder' ? IconFolder : IconBucket
  return (
    <section className="card deposit" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap={8} wrap="nowrap">
            <Sign size={19} aria-hidden style={{ flex: 'none' }} />
            <Title order={2} size="h4">
              {name}
            </Title>
          </Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {place.at}
            {source !== name && <span className="quiet"> → {say('deposits.source', { source })}</span>}
          </Text>
          <Standing deposit={deposit} />
        </div>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="light"
            loading={pause.isPending}
            leftSection={paused ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />}
            onClick={() => pause.mutate({ name, paused: !paused })}
          >
            {say(paused ? 'deposits.resume' : 'deposits.pause')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={remove}>
            {say('deposits.remove')}
          </Button>
        </Group>
      </Group>
      {looked?.trouble && !paused && (
        <div style={{ marginTop: '0.75rem' }}>
          <Notice tone="bad" title={say('deposits.trouble')}>
            {looked.trouble}
          </Notice>
        </div>
      )}
      {deposit.files.length === 0 ? (
        <Text size="sm" mt="sm" className="quiet">
          {say('deposits.files.none')}
        </Text>
      ) : (
        <DepositFiles deposit={deposit} />
      )}
    </section>
  )
}

const Remove = ({ name, close }: { readonly name: string; readonly close: () => void }) => {
  const { say } = useWords()
  const remove = useRemoveDeposit()
  return (
    <RemoveDialog
      title={say('deposits.remove.title', { name })}
      lead={say('deposits.remove.lead')}
      doIt={say('deposits.remove')}
      error={remove.error}
      pending={remove.isPending}
      remove={() => remove.mutate(name, { onSuccess: close })}
      close={close}
    />
  )
}

/** Places where others put files: what was taken of each, when, and what was not and why. */
export const DepositList = () => {
  const { say } = useWords()
  const deposits = useDeposits()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<string>()
  if (deposits.isError) return <Failed problem={deposits.error} retry={() => void deposits.refetch()} />
  if (!deposits.data) return <Working />
  const add = (
    <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
      {say('deposits.add')}
    </Button>
  )
  return (
    <Stack gap="lg">
      {deposits.data.length === 0 ? (
        <Stack className="card" p="xl" gap="md" align="stretch" maw={760}>
          <Title order={2} size="h3">
            {say('deposits.none')}
          </Title>
          <Text>{say('deposits.none.lead')}</Text>
          <Group>{add}</Group>
          <FolderWay />
        </Stack>
      ) : (
        <>
          {deposits.data.map((deposit) => (
            <One key={deposit.name} deposit={deposit} remove={() => setRemoving(deposit.name)} />
          ))}
          <Group>{add}</Group>
          <FolderWay />
        </>
      )}
      {adding && <AddBucket close={() => setAdding(false)} />}
      {removing !== undefined && <Remove name={removing} close={() => setRemoving(undefined)} />}
    </Stack>
  )
}
