import { ActionIcon, Button, Menu, Stack, Table, Text, Title } from '@mantine/core'
import { IconDots, IconGauge, IconKey, IconShieldCheck, IconSignature, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Scroller } from '../../kit/scroller.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { usePurposes } from '../people/use-consents.ts'
import { RemoveSource, RotateSource } from './key-dialogs.tsx'
import { LimitSource } from './limit-source.tsx'
import { NeedSource } from './need-source.tsx'
import { SignSource } from './sign-source.tsx'
import { Sparkline } from './sparkline.tsx'
import type { LiveSource, Sent, ToldSources } from './use-sources.ts'

const QUIET_MS = 24 * 3_600_000

/** Whether something came lately, long ago or never: in words, with its sign. */
const State = ({ lastAt }: { readonly lastAt: string | null }) => {
  const { say } = useWords()
  const state = lastAt === null ? 'never' : Date.now() - Date.parse(lastAt) < QUIET_MS ? 'active' : 'quiet'
  return (
    <span className="source-state" data-state={state}>
      <span aria-hidden="true" />
      {say(`sources.state.${state}`)}
    </span>
  )
}

interface Doing {
  readonly what: 'limit' | 'need' | 'sign' | 'rotate' | 'remove'
  readonly source: LiveSource
}

const Actions = ({ source, act }: { readonly source: LiveSource; readonly act: (doing: Doing) => void }) => {
  const { say } = useWords()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('sources.actions', { name: source.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconKey size={16} />} onClick={() => act({ what: 'rotate', source })}>
          {say('sources.rotate')}
        </Menu.Item>
        <Menu.Item leftSection={<IconGauge size={16} />} onClick={() => act({ what: 'limit', source })}>
          {say('sources.limits')}
        </Menu.Item>
        <Menu.Item leftSection={<IconShieldCheck size={16} />} onClick={() => act({ what: 'need', source })}>
          {say('sources.need')}
        </Menu.Item>
        {source.trust === 'browser' && (
          <Menu.Item leftSection={<IconSignature size={16} />} onClick={() => act({ what: 'sign', source })}>
            {say('sources.sign')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => act({ what: 'remove', source })}>
          {say('sources.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const Cells = ({ sent, hour = true }: { readonly sent: Sent; readonly hour?: boolean }) => {
  const { number } = useWords()
  return (
    <>
      {hour && (
        <Table.Td>
          <Sparkline minutes={sent.minutes} />
        </Table.Td>
      )}
      <Table.Td ta="right">{number(sent.events)}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{sent.lastAt ? <When at={sent.lastAt} /> : '–'}</Table.Td>
    </>
  )
}

const Live = ({ live, act }: { readonly live: readonly LiveSource[]; readonly act: (doing: Doing) => void }) => {
  const { say, number } = useWords()
  const purposes = usePurposes()
  const titleOf = (purpose: string) => purposes.data?.find(({ id }) => id === purpose)?.title ?? purpose
  return (
    <Scroller name={say('sources.live')}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('sources.column.name')}</Table.Th>
            <Table.Th>{say('sources.column.state')}</Table.Th>
            <Table.Th>{say('sources.column.hour')}</Table.Th>
            <Table.Th ta="right">{say('sources.column.events')}</Table.Th>
            <Table.Th>{say('sources.column.last')}</Table.Th>
            <Table.Th>
              <span className="sr-only">{say('sources.column.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {live.map((source) => (
            <Table.Tr key={source.name}>
              <Table.Td>
                <Link
                  to="/collect/sources"
                  search={{ view: 'live', source: source.name }}
                  style={{ color: 'inherit', fontWeight: 620 }}
                >
                  {source.name}
                </Link>
                <Text size="sm" className="quiet">
                  {[
                    say(`sources.trust.${source.trust}`),
                    source.limits && say('sources.limits.told', { count: number(source.limits.perSecond) }),
                    source.signed && say('sources.sign.told'),
                    source.needs && say('sources.need.told', { purpose: titleOf(source.needs) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <State lastAt={source.lastAt} />
              </Table.Td>
              <Cells sent={source} />
              <Table.Td>
                <Actions source={source} act={act} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
}

const Imported = ({ imported }: { readonly imported: readonly Sent[] }) => {
  const { say } = useWords()
  // Files come whole, now and then: an hour in which none came has nothing to show.
  const busy = imported.some(({ minutes }) => minutes.some((count) => count > 0))
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {say('sources.imported')}
      </Title>
      <Scroller name={say('sources.imported')}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('sources.column.name')}</Table.Th>
              {busy && <Table.Th>{say('sources.column.hour')}</Table.Th>}
              <Table.Th ta="right">{say('sources.column.events')}</Table.Th>
              <Table.Th>{say('sources.column.last')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imported.map((sent) => (
              <Table.Tr key={sent.name}>
                <Table.Td fw={620}>{sent.name}</Table.Td>
                <Cells sent={sent} hour={busy} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroller>
    </div>
  )
}

/** Every source: how far it is trusted, when it was last heard, how busy it is. */
export const SourceList = ({ sources, add }: { readonly sources: ToldSources; readonly add: () => void }) => {
  const { say } = useWords()
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  return (
    <Stack gap="xl">
      {sources.live.length === 0 ? (
        <Stack className="card" p="xl" gap="sm" align="flex-start" maw={720}>
          <Title order={2} size="h3">
            {say('sources.none')}
          </Title>
          <Text>{say('sources.none.lead')}</Text>
          <Button onClick={add}>{say('sources.add')}</Button>
        </Stack>
      ) : (
        <Live live={sources.live} act={setDoing} />
      )}
      {sources.imported.length > 0 && <Imported imported={sources.imported} />}
      {doing?.what === 'rotate' && <RotateSource source={doing.source} collect={sources.collect} close={close} />}
      {doing?.what === 'limit' && <LimitSource source={doing.source} close={close} />}
      {doing?.what === 'need' && <NeedSource source={doing.source} close={close} />}
      {doing?.what === 'sign' && <SignSource source={doing.source} close={close} />}
      {doing?.what === 'remove' && <RemoveSource source={doing.source} close={close} />}
    </Stack>
  )
}
