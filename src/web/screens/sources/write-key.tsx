import { Button, Code, CopyButton, Group, Stack, Tabs, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { Notice } from '../../kit/notice.tsx'
import { useWords } from '../../words/language.tsx'
import type { Keyed } from './use-sources.ts'

const WAYS = ['page', 'next', 'node', 'curl'] as const

const snippets = (writeKey: string, collect: string): Readonly<Record<(typeof WAYS)[number], string>> => {
  const host = collect.replace(/^https?:\/\//, '')
  return {
    page: `<script>parcours = []</script>
<script async src="${collect}/collector/v1.js" data-key="${writeKey}"></script>

<script>document.querySelector('#accept').onclick = () => parcours.push(['consent'])</script>`,
    next: `import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load(
  { writeKey: '${writeKey}', cdnURL: '${collect}' },
  { integrations: { 'Segment.io': { apiHost: '${host}/v1', protocol: '${collect.startsWith('https') ? 'https' : 'http'}' } } },
)
analytics.page()
analytics.track('Quote Requested', { product: 'cuisine' })`,
    node: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${collect}' })
analytics.track({
  userId: '1158',
  event: 'Order Completed',
  properties: { orderId: 'MA-1158', revenue: 18138, currency: 'EUR' },
  context: { channel: 'store', store: 'lille' },
})`,
    curl: `curl -u '${writeKey}:' ${collect}/v1/track \\
  -H 'content-type: application/json' \\
  -d '{"userId":"1158","event":"Call Received","context":{"channel":"phone"}}'`,
  }
}

/** Copies a text, and says that it did. */
export const Copied = ({ text, name }: { readonly text: string; readonly name: string }) => {
  const { say } = useWords()
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          onClick={copy}
          aria-label={`${say(copied ? 'sources.copied' : 'sources.copy')} – ${name}`}
        >
          {say(copied ? 'sources.copied' : 'sources.copy')}
        </Button>
      )}
    </CopyButton>
  )
}

/** A write key, shown this once, and how to use it. */
export const WriteKey = ({ keyed, collect }: { readonly keyed: Keyed; readonly collect: string | null }) => {
  const { say } = useWords()
  const ways = snippets(keyed.writeKey, collect ?? 'http://127.0.0.1:4701')
  return (
    <Stack gap="md">
      <Notice tone="watch" title={say('sources.key.once')}>
        {say('sources.key.once.lead')}
      </Notice>
      <Group gap="sm" wrap="nowrap">
        <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {keyed.writeKey}
        </Code>
        <Copied text={keyed.writeKey} name={say('sources.key')} />
      </Group>
      <Tabs defaultValue="curl">
        <Tabs.List>
          {WAYS.map((way) => (
            <Tabs.Tab key={way} value={way}>
              {say(`sources.way.${way}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {WAYS.map((way) => (
          <Tabs.Panel key={way} value={way} pt="sm">
            <Stack gap="xs">
              <Text size="sm">{say(`sources.way.${way}.lead`)}</Text>
              <Code block style={{ overflowX: 'auto' }} tabIndex={0}>
                {ways[way]}
              </Code>
              <Group>
                <Copied text={ways[way]} name={say(`sources.way.${way}`)} />
              </Group>
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  )
}
