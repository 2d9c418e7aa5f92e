import { SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { MOMENT_KINDS, type MomentKind } from '../../../maps/index.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { Term } from '../../kit/term.tsx'
import { useWords } from '../../words/language.tsx'
import { useDraft } from '../journeys/draft/use-draft.ts'
import { useFilters } from '../journeys/use-filters.ts'
import { useMoments } from '../journeys/use-journey.ts'
import { DeclaredMoments } from './declared.tsx'
import { carrierOf, confirmInMap, withdrawFromMap } from './in-map.ts'
import { MomentCard, type ShownMoment } from './moment-card.tsx'
import { type Decision, useDecide, useDecisions, type Verdict } from './use-decisions.ts'
import './moments.css'

const SHOWN = ['open', 'confirmed', 'rejected'] as const
type Shown = (typeof SHOWN)[number]

interface Noticed {
  readonly tested: number
  readonly asOf: string
  readonly moments: readonly ShownMoment[]
}

interface BodyProps {
  readonly id: string
  readonly noticed: Noticed
  readonly decisions: ReadonlyMap<string, Decision>
}

const WORDS = {
  truth: 'moment_of_truth',
  engagement: 'engagement_moment',
  delight: 'delight',
  irritant: 'irritant',
  breaking_point: 'breaking_point',
} as const satisfies Record<MomentKind, string>
const ORDER: readonly MomentKind[] = ['breaking_point', ...MOMENT_KINDS.filter((kind) => kind !== 'breaking_point')]

const Body = ({ id, noticed, decisions }: BodyProps) => {
  const { say } = useWords()
  const { map, change, readOnly } = useDraft(id)
  const decide = useDecide(id)
  const [shown, setShown] = useState<Shown>('open')
  const shownAs = ({ key }: ShownMoment): Shown => {
    const verdict = decisions.get(key)?.verdict
    return verdict === 'confirmed' || verdict === 'rejected' ? verdict : 'open'
  }
  /** The decision is kept first; the map follows as one step that can be undone. */
  const act = async (moment: ShownMoment, verdict: Verdict) => {
    const before = decisions.get(moment.key)?.verdict
    await decide.mutateAsync(verdict)
    if (readOnly) return
    if (verdict.verdict === 'confirmed') change(...confirmInMap(map, moment, noticed.asOf))
    else if (before === 'confirmed') change(...withdrawFromMap(map, moment))
  }
  const listed = noticed.moments.filter((moment) => shownAs(moment) === shown)
  const count = (wanted: Shown) => noticed.moments.filter((moment) => shownAs(moment) === wanted).length
  return (
    <Stack gap="md">
      <Text className="quiet">{say('moments.lead', { tested: noticed.tested })}</Text>
      <SegmentedControl
        aria-label={say('moments.shown')}
        value={shown}
        onChange={(next) => setShown(next as Shown)}
        data={SHOWN.map((value) => ({ value, label: say(`moments.shown.${value}`, { count: count(value) }) }))}
        style={{ alignSelf: 'flex-start', maxWidth: '100%' }}
      />
      {listed.length === 0 && <Text className="quiet">{say(`moments.none.${shown}`)}</Text>}
      {ORDER.map((kind) => {
        const mine = listed.filter((moment) => moment.kind === kind)
        if (mine.length === 0) return null
        return (
          <section key={kind} aria-label={say(`moment.kind.${kind}`)}>
            <Title order={2} size="h4">
              {say(`moment.kind.${kind}`)} ({mine.length}) <Term word={WORDS[kind]} />
            </Title>
            <Text size="sm" className="quiet" mb="xs">
              {say(`moment.help.${kind}`)}
            </Text>
            <ul className="moments">
              {mine.map((moment) => (
                <MomentCard
                  key={moment.key}
                  map={id}
                  moment={moment}
                  decision={decisions.get(moment.key)}
                  placed={carrierOf(map, moment) !== undefined}
                  decide={(verdict) => act(moment, verdict)}
                />
              ))}
            </ul>
          </section>
        )
      })}
      <DeclaredMoments id={id} map={map} />
    </Stack>
  )
}

/** The key moments: noticed in what is lived, to confirm or reject; and those that stand on the map. */
export const MomentsTab = ({ id }: { readonly id: string }) => {
  const { filters } = useFilters()
  const noticed = useMoments(id, filters)
  const decisions = useDecisions(id)
  const failed = [noticed, decisions].find(({ isError }) => isError)
  if (failed?.error) return <Failed problem={failed.error} retry={() => void failed.refetch()} />
  if (!noticed.data || !decisions.data) return <Working />
  return <Body id={id} noticed={noticed.data} decisions={decisions.data} />
}
