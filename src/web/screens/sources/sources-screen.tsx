import { Button, Group, Stack, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { AddSource } from './add-source.tsx'
import { Arrivals } from './arrivals.tsx'
import { AsideList } from './aside-list.tsx'
import { DepositList } from './deposit-list.tsx'
import { SourceList } from './source-list.tsx'
import './sources.css'
import type { SourcesTab } from './sources-view.ts'
import { useAside, useSources } from './use-sources.ts'
import { Webhooks } from './webhooks.tsx'

const TABS = ['list', 'hooks', 'deposits', 'live', 'aside'] as const satisfies readonly SourcesTab[]

/** Where events come from live: who may send, what arrives, what was stopped and why. */
export const SourcesScreen = () => {
  const { say } = useWords()
  const { view = 'list', source } = useSearch({ from: '/collect/sources' })
  const navigate = useNavigate()
  const sources = useSources()
  const aside = useAside(undefined)
  const [adding, setAdding] = useState(false)
  const show = (tab: string | null) => {
    const next = TABS.find((each) => each === tab)
    void navigate({
      to: '/collect/sources',
      search: { ...(next && next !== 'list' && { view: next }), ...(source && { source }) },
    })
  }
  const stopped = aside.data?.items.length ?? 0
  return (
    <Stack gap="lg" maw={1150}>
      <PageHead
        title={say('sources.title')}
        lead={say('sources.lead')}
        actions={
          <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
            {say('sources.add')}
          </Button>
        }
      />
      <Tabs value={view} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              <Group gap={6} component="span">
                {say(`sources.tab.${tab}`)}
                {tab === 'aside' && stopped > 0 && (
                  <span className="count">{aside.data?.more ? `${stopped}+` : stopped}</span>
                )}
              </Group>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="list">
          {sources.isPending && <Working />}
          {sources.isError && <Failed problem={sources.error} retry={() => void sources.refetch()} />}
          {sources.data && <SourceList sources={sources.data} add={() => setAdding(true)} />}
        </Tabs.Panel>
        <Tabs.Panel value="hooks">
          <Webhooks />
        </Tabs.Panel>
        <Tabs.Panel value="deposits">
          <DepositList />
        </Tabs.Panel>
        <Tabs.Panel value="live">
          <Arrivals sources={sources.data?.live ?? []} source={source} />
        </Tabs.Panel>
        <Tabs.Panel value="aside">
          <AsideList source={source} />
        </Tabs.Panel>
      </Tabs>
      {adding && <AddSource collect={sources.data?.collect ?? null} close={() => setAdding(false)} />}
    </Stack>
  )
}
