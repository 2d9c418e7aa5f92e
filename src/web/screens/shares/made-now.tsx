import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import type { MadeShare } from './use-shares.ts'

const frameOf = (url: string): string =>
  `<iframe src="${url}" title="Parcours" style="width:100%;height:640px;border:0" loading="lazy"></iframe>`

/** A share just made: its address, told once. */
export const MadeNow = ({ made, again }: { readonly made: MadeShare; readonly again: () => void }) => {
  const { say } = useWords()
  const url = made.url ?? ''
  const text = made.share.place === 'embed' ? frameOf(url) : url
  return (
    <Stack gap="sm" role="status">
      <Text fw={640}>{say(made.share.place === 'embed' ? 'shares.made.embed' : 'shares.made.link')}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} data-share-address>
        {text}
      </Code>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
              {say(copied ? 'shares.copied' : 'shares.copy')}
            </Button>
          )}
        </CopyButton>
        {made.share.place === 'link' && (
          <Button
            component="a"
            href={url}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            {say('shares.open')}
          </Button>
        )}
        <Button variant="subtle" onClick={again}>
          {say('shares.another')}
        </Button>
      </Group>
      <Text size="sm" className="quiet">
        {say('shares.once')}
      </Text>
    </Stack>
  )
}
