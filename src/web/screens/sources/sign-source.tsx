import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { Notice } from '../../kit/notice.tsx'
import { Trouble } from '../../kit/trouble.tsx'
import { useWords } from '../../words/language.tsx'
import { type LiveSource, useSign } from './use-sources.ts'
import { Copied } from './write-key.tsx'

const signing = (secret: string) => `import { createHmac } from 'node:crypto'

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const said = [
  part({ alg: 'HS256', typ: 'JWT' }),
  part({ sub: user.id, email: user.email, exp: Math.floor(Date.now() / 1000) + 3600 }),
].join('.')
const token = said + '.' + createHmac('sha256', '${secret}').update(said).digest('base64url')

// In the page: analytics.identify(user.id, { email: user.email }, { context: { identityToken: token } })`

/** A secret with which one's own server vouches for who is behind a page. */
export const SignSource = ({ source, close }: { readonly source: LiveSource; readonly close: () => void }) => {
  const { say } = useWords()
  const sign = useSign()
  const { data } = sign
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say('sources.sign.title', { name: source.name })}
      closeButtonProps={{ 'aria-label': say('shell.close') }}
      closeOnClickOutside={!data}
    >
      <Stack gap="md">
        {data ? (
          <>
            <Notice tone="watch" title={say('sources.sign.once')}>
              {say('sources.sign.once.lead')}
            </Notice>
            <Group gap="sm" wrap="nowrap">
              <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                {data.secret}
              </Code>
              <Copied text={data.secret} name={say('sources.sign.secret')} />
            </Group>
            <Text size="sm">{say('sources.sign.how')}</Text>
            <Code block style={{ overflowX: 'auto' }} tabIndex={0}>
              {signing(data.secret)}
            </Code>
          </>
        ) : (
          <>
            <Text>{say('sources.sign.lead')}</Text>
            {source.signed && <Notice tone="watch" title={say('sources.sign.again')} />}
            <Trouble problem={sign.error} />
          </>
        )}
        <Group justify="flex-end">
          <Button variant={data ? 'filled' : 'subtle'} {...(!data && { color: 'gray' })} onClick={close}>
            {say(data ? 'sources.key.done' : 'form.cancel')}
          </Button>
          {!data && (
            <Button loading={sign.isPending} onClick={() => sign.mutate(source.name)}>
              {say('sources.sign.make')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
