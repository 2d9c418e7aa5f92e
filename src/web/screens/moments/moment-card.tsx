import { Badge, Button, Group, Text, Textarea } from '@mantine/core'
import { IconCheck, IconMapPin, IconRotate, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MomentKind } from '../../../maps/index.ts'
import type { MomentWords, NoticedMoment } from '../../../moments/index.ts'
import { useKeptText } from '../../kit/kept-text.ts'
import { Trouble } from '../../kit/trouble.tsx'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import type { Decision, Verdict } from './use-decisions.ts'

export type ShownMoment = NoticedMoment & { readonly key: string; readonly words: MomentWords }

const COLOURS: Readonly<Record<MomentKind, string>> = {
  truth: 'petrol',
  engagement: 'grape',
  delight: 'teal',
  irritant: 'orange',
  breaking_point: 'red',
}

interface Props {
  readonly map: string
  readonly moment: ShownMoment
  readonly decision: Decision | undefined
  /** Whether confirming writes it on the map, too. */
  readonly placed: boolean
  readonly decide: (verdict: Verdict) => Promise<unknown>
}

const asideOf = ({ touchpoint, stage, sign, statistics }: NoticedMoment): string | undefined => {
  if (sign === 'drop_off' && stage !== null) return `stage:${stage}`
  const at = touchpoint ?? statistics.after
  return typeof at === 'string' && at !== '' ? `touchpoint:${at}` : undefined
}

const Rejecting = ({ moment, decide, cancel }: Pick<Props, 'moment' | 'decide'> & { readonly cancel: () => void }) => {
  const { say } = useWords()
  const [why, write] = useKeptText(`reject.${moment.key}`)
  const reject = async (event: React.FormEvent) => {
    event.preventDefault()
    await decide({ key: moment.key, verdict: 'rejected', why })
    write('')
    cancel()
  }
  return (
    <form onSubmit={(event) => void reject(event).catch(() => undefined)}>
      <Textarea
        label={say('moments.why')}
        description={say('moments.why.lead')}
        autosize
        minRows={2}
        maxLength={1_000}
        required
        autoFocus
        value={why}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" size="xs" color="red" disabled={why.trim() === ''}>
          {say('moments.reject')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={cancel}>
          {say('form.cancel')}
        </Button>
      </Group>
    </form>
  )
}

const Decided = ({ decision, reopen }: { readonly decision: Decision; readonly reopen: () => void }) => {
  const { say } = useWords()
  const name = decision.signed ?? say('people.unnamed')
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm">
        <strong>{say(`moments.${decision.verdict === 'confirmed' ? 'confirmed' : 'rejected'}.by`, { name })}</strong>
        {' · '}
        <When at={decision.at} />
        {decision.why !== undefined && ` · ${decision.why}`}
      </Text>
      <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconRotate size={14} />} onClick={reopen}>
        {say('moments.reopen')}
      </Button>
    </Group>
  )
}

/** A moment with its evidence, where it is on the map, and the place to decide on it. */
export const MomentCard = ({ map, moment, decision, placed, decide }: Props) => {
  const { say } = useWords()
  const [rejecting, setRejecting] = useState(false)
  const [problem, setProblem] = useState<Error>()
  const { key, kind, words } = moment
  const act = async (verdict: Verdict) => {
    setProblem(undefined)
    try {
      await decide(verdict)
    } catch (failed) {
      setProblem(failed as Error)
      throw failed
    }
  }
  const quietly = (verdict: Verdict) => void act(verdict).catch(() => undefined)
  const aside = asideOf(moment)
  return (
    <li className="card moment" data-tour="moment">
      <Group gap="xs" mb={4}>
        <Badge
          variant="light"
          color={COLOURS[kind]}
          styles={{ root: { textTransform: 'none' }, label: { color: 'var(--ink)' } }}
        >
          {words.kind}
        </Badge>
        <Text size="sm" className="quiet">
          {words.sign}
        </Text>
      </Group>
      {aside === undefined ? (
        <Text fw={640}>{words.place}</Text>
      ) : (
        <Link to="/maps/$map" params={{ map }} search={{ aside }} className="moment-place">
          <IconMapPin size={16} aria-hidden />
          {words.place || say('moments.place')}
        </Link>
      )}
      <Text>{words.sentence}</Text>
      <Trouble problem={problem} />
      <div className="moment-decision">
        {decision && <Decided decision={decision} reopen={() => quietly({ key, verdict: 'reopened' })} />}
        {!decision && rejecting && <Rejecting moment={moment} decide={act} cancel={() => setRejecting(false)} />}
        {!decision && !rejecting && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="light"
              leftSection={<IconCheck size={16} />}
              onClick={() => quietly({ key, verdict: 'confirmed' })}
            >
              {say('moments.confirm')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconX size={16} />}
              onClick={() => setRejecting(true)}
            >
              {say('moments.reject')}
            </Button>
            <Text size="xs" className="quiet">
              {say(placed ? 'moments.confirm.lead' : 'moments.confirm.record')}
            </Text>
          </Group>
        )}
      </div>
    </li>
  )
}
