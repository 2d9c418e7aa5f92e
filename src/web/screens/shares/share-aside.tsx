import { Alert, Code, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import type { AsideProps } from '../journeys/view-props.ts'
import { MadeNow } from './made-now.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareLine } from './share-line.tsx'
import { type MadeShare, useOutside, useShares } from './use-shares.ts'

/** How the door is opened, where it is closed: nothing leaves this machine until its owner says so. */
export const DoorClosed = ({ why }: { readonly why: string }) => {
  const { say } = useWords()
  return (
    <Alert variant="light" color="gray" icon={<IconLock size={18} />} title={say('shares.closed')}>
      <Stack gap="xs">
        <Text size="sm">{why}</Text>
        <Code block>parcours start --public 0.0.0.0:4714</Code>
        <Text size="sm" className="quiet">
          {say('shares.closed.how')}
        </Text>
      </Stack>
    </Alert>
  )
}

const Made = ({ id, map }: { readonly id: string; readonly map: AsideProps['map'] }) => {
  const { say } = useWords()
  const shares = useShares(id)
  if (shares.isPending) return <Working />
  if (shares.isError) return <Failed problem={shares.error} retry={() => void shares.refetch()} />
  if (shares.data.length === 0) return <Text className="quiet">{say('shares.none')}</Text>
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {shares.data.map((share) => (
        <ShareLine key={share.id} share={share} map={map} />
      ))}
    </Stack>
  )
}

/** What of this map is shown outside: one more, what there is, and an end to any of it. */
export const ShareAside = ({ id, map }: AsideProps) => {
  const { say } = useWords()
  const outside = useOutside()
  const [made, setMade] = useState<MadeShare>()
  if (outside.isPending) return <Working />
  if (outside.isError) return <Failed problem={outside.error} retry={() => void outside.refetch()} />
  return (
    <Stack gap="lg">
      {outside.data.url === null ? (
        <DoorClosed why={say('shares.closed.why')} />
      ) : made ? (
        <MadeNow made={made} again={() => setMade(undefined)} />
      ) : (
        <ShareForm id={id} map={map} made={setMade} />
      )}
      <section>
        <Title order={3} size="h5" mb="xs">
          {say('shares.list')}
        </Title>
        <Made id={id} map={map} />
      </section>
    </Stack>
  )
}
