import { Text, Title } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconAt,
  IconEyeCheck,
  IconFileAlert,
  IconGitFork,
  IconPencil,
  IconSparkles,
} from '@tabler/icons-react'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { ToldLine } from './told-list.tsx'
import { useWaiting, type WaitingKind } from './use-home.ts'

const ICONS: Readonly<Record<WaitingKind, Icon>> = {
  mention: IconAt,
  'breaking-point': IconAlertTriangle,
  moments: IconSparkles,
  review: IconEyeCheck,
  draft: IconPencil,
  finding: IconFileAlert,
  ambiguous: IconGitFork,
}

/** What needs a decision, the most pressing first. */
export const WaitingList = () => {
  const { say } = useWords()
  const waiting = useWaiting()
  return (
    <section className="card panel" aria-labelledby="home-waiting">
      <Title order={2} size="h4" id="home-waiting">
        {say('home.decide')}
      </Title>
      {waiting.isPending && <Working />}
      {waiting.isError && <Failed problem={waiting.error} retry={() => void waiting.refetch()} />}
      {waiting.data?.length === 0 && <Text className="quiet">{say('home.decide.none')}</Text>}
      <ul className="told-list">
        {waiting.data?.map((one) => (
          <ToldLine
            key={`${one.kind} ${one.place} ${one.sentence}`}
            item={one}
            icon={ICONS[one.kind]}
            {...((one.kind === 'breaking-point' || one.kind === 'finding') && { tone: 'bad' })}
          />
        ))}
      </ul>
    </section>
  )
}
