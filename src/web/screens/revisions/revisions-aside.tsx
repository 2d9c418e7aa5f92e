import { Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import type { AsideProps } from '../journeys/view-props.ts'
import { DraftDifferences } from './draft-differences.tsx'
import { RevisionCard } from './revision-card.tsx'
import { useRevisions } from './use-revisions.ts'
import './revisions.css'

/** The history of the map beside it: what the draft changes, then each revision, latest first. */
export const RevisionsAside = ({ id, map }: AsideProps) => {
  const { say } = useWords()
  const history = useRevisions(id)
  if (history.isPending) return <Working />
  if (history.isError) return <Failed problem={history.error} retry={() => void history.refetch()} />
  const { items, mark } = history.data
  const [last] = items
  return (
    <Stack gap="md">
      {last && <DraftDifferences draft={map} last={last.revision} />}
      {items.length > 1 && (
        <Button
          size="xs"
          variant="light"
          renderRoot={(props) => <Link to="/maps/$map/revisions" params={{ map: id }} {...props} />}
        >
          {say('revisions.compare')}
        </Button>
      )}
      {items.map((revision, at) => (
        <RevisionCard key={revision.revision} map={id} mark={mark} revision={revision} latest={at === 0} />
      ))}
    </Stack>
  )
}
