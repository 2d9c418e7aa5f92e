import { Text } from '@mantine/core'
import { tell } from '../../../kernel/index.ts'
import { type JourneyMap, tellChanges } from '../../../maps/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { DifferenceList } from './differences.tsx'
import { useRevision } from './use-revisions.ts'

/** What the draft changes from the last revision. */
export const DraftDifferences = ({ draft, last }: { readonly draft: JourneyMap; readonly last: number }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const kept = useRevision(draft.id, last)
  if (kept.isPending) return <Working />
  if (kept.isError) return <Failed problem={kept.error} retry={() => void kept.refetch()} />
  const differences = tellChanges(kept.data, draft).map(({ mark, about, path, words }) => ({
    mark,
    kind: about.kind,
    id: about.id,
    title: tell(about.title, language),
    path,
    words: words[language],
  }))
  return (
    <section aria-label={say('revisions.draft')}>
      <Text fw={660} mb={6}>
        {say('revisions.draft')}
      </Text>
      {differences.length === 0 ? (
        <Text size="sm" className="quiet">
          {say('revisions.draft.same')}
        </Text>
      ) : (
        <DifferenceList differences={differences} />
      )}
    </section>
  )
}
