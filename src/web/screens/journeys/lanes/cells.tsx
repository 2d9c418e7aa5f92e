import { Text } from '@mantine/core'
import { IconAlertTriangle, IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { quoted, typeset } from '../../../../drawings/index.ts'
import { tell, type UserText } from '../../../../kernel/index.ts'
import { LEVERS } from '../../../../maps/index.ts'
import { EvidenceMark } from '../../../kit/evidence.tsx'
import { Face } from '../../../kit/face.tsx'
import { useChannelName } from '../../../words/channel.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { usePersonaName } from '../../../words/persona.ts'
import type { CellProps } from './cell-props.ts'
import type { LaneKind } from './lane-kinds.ts'
import { Metrics, Satisfaction } from './score-cells.tsx'

/** A user's text as the reader's language sets it. */
const useText = () => {
  const { language } = useLanguage()
  return (text: UserText | undefined) => typeset(tell(text, language), language)
}

const Channels = ({ map, touchpoint, lived }: CellProps) => {
  const { say } = useWords()
  const channelName = useChannelName(map)
  const { channels = [] } = touchpoint
  const strange = (lived?.byChannel ?? []).filter(({ designed }) => !designed)
  return (
    <div className="chips">
      {channels.map((channel) => (
        <span key={channel} className="channel">
          {channelName(channel)}
        </span>
      ))}
      {strange.map(({ channel }) => (
        <span key={channel} className="channel off">
          {channelName(channel)} · {say('lanes.channel.off')}
        </span>
      ))}
    </div>
  )
}

const Emotion = ({ touchpoint, map }: CellProps) => {
  const { say, number } = useWords()
  const personaName = usePersonaName(map)
  return (touchpoint.experience ?? []).map(({ persona, emotion, evidence }, index) =>
    emotion === undefined ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: two experiences may be of one persona
      <div key={index} className="line">
        <Face value={emotion} size={16} />
        <span>
          {say(`emotion.${Math.max(-2, Math.min(2, Math.round(emotion))) as -2 | -1 | 0 | 1 | 2}`)}
          {Number.isInteger(emotion) ? '' : ` (${number(emotion, 1)})`} ·{' '}
          {persona === undefined ? say('panel.everyone') : personaName(persona)}
        </span>
        <EvidenceMark evidence={evidence} />
      </div>
    ),
  )
}

const Experience = ({ touchpoint, map }: CellProps) => {
  const text = useText()
  const personaName = usePersonaName(map)
  const { language } = useLanguage()
  return (touchpoint.experience ?? []).map(({ persona, thinking, feeling, evidence }, index) =>
    thinking === undefined && feeling === undefined ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: two experiences may be of one persona
      <div key={index} className="said">
        {thinking !== undefined && <q>{quoted(text(thinking), language)}</q>}
        {feeling !== undefined && <span>{text(feeling)}</span>}
        <span className="quiet small">
          {persona !== undefined && personaName(persona)} <EvidenceMark evidence={evidence} />
        </span>
      </div>
    ),
  )
}

const Drives = ({ touchpoint }: CellProps) => {
  const text = useText()
  const { say } = useWords()
  return (touchpoint.experience ?? []).map(({ motivations = [], barriers = [], evidence }, index) =>
    motivations.length + barriers.length === 0 ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: two experiences may be of one persona
      <div key={index}>
        {motivations.map((each) => (
          <div key={text(each)} className="line">
            <IconPlus size={13} color="var(--good)" aria-label={say('lanes.motivation')} />
            <span>{text(each)}</span>
          </div>
        ))}
        {barriers.map((each) => (
          <div key={text(each)} className="line">
            <IconMinus size={13} color="var(--bad)" aria-label={say('lanes.barrier')} />
            <span>{text(each)}</span>
          </div>
        ))}
        <EvidenceMark evidence={evidence} />
      </div>
    ),
  )
}

const Levers = ({ touchpoint }: CellProps) => {
  const { say, number } = useWords()
  const { levers = {} } = touchpoint
  return LEVERS.map((lever) => {
    const level = levers[lever]
    if (!level) return null
    const { aimed, perceived } = level
    return (
      <div key={lever} className="lever-bars">
        <span>{say(`lever.${lever}`)}</span>
        <span className="bars" aria-hidden="true">
          {aimed !== undefined && <i style={{ width: `${aimed * 20}%` }} className="aimed" />}
          {perceived !== undefined && <i style={{ width: `${perceived * 20}%` }} className="perceived" />}
        </span>
        <span className="quiet small">
          {aimed !== undefined && `${say('panel.aimed')} ${number(aimed, 1)}`}
          {aimed !== undefined && perceived !== undefined && ' · '}
          {perceived !== undefined && `${say('panel.perceived')} ${number(perceived, 1)}`}
        </span>
        <EvidenceMark evidence={level.evidence} />
      </div>
    )
  })
}

const Moments = ({ touchpoint }: CellProps) => {
  const { say } = useWords()
  const text = useText()
  return (touchpoint.moments ?? []).map(({ kind, status, presence, title, evidence }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two moments may be of one kind
    <div key={index} className="said" data-rejected={status === 'rejected' || undefined}>
      <strong>{say(`moment.${kind}`)}</strong>
      {title !== undefined && <span>{text(title)}</span>}
      <span className="quiet small">
        {[status && say(`decided.${status}`), presence === 'missing' && say('presence.missing')]
          .filter(Boolean)
          .join(' · ')}{' '}
        <EvidenceMark evidence={evidence} />
      </span>
    </div>
  ))
}

const Rules = ({ touchpoint }: CellProps) => {
  const text = useText()
  return (touchpoint.backstage?.rules ?? []).map((rule) => <div key={text(rule)}>{text(rule)}</div>)
}

const Field = ({ name, children }: { readonly name: string; readonly children: ReactNode }) =>
  children ? (
    <div>
      <span className="quiet">{name}</span> {children}
    </div>
  ) : null

const Systems = ({ touchpoint: { backstage = {} } }: CellProps) => {
  const { say } = useWords()
  const { owner, systems = [], data = [], process } = backstage
  return (
    <>
      <Field name={say('panel.owner')}>{owner}</Field>
      <Field name={say('panel.systems')}>{systems.join(', ')}</Field>
      <Field name={say('panel.data')}>{data.join(', ')}</Field>
      <Field name={say('panel.process')}>{process}</Field>
    </>
  )
}

const Skills = ({ touchpoint: { backstage = {}, levers } }: CellProps) => {
  const { say, number } = useWords()
  const text = useText()
  const { skills = [], organisation, personalisation_ceiling: ceiling } = backstage
  const aimed = levers?.personalisation?.aimed
  const above = ceiling !== undefined && aimed !== undefined && aimed > ceiling
  return (
    <>
      <Field name={say('panel.skills')}>{skills.join(', ')}</Field>
      <Field name={say('panel.organisation')}>{text(organisation)}</Field>
      <Field name={say('lanes.ceiling')}>{ceiling === undefined ? '' : `${number(ceiling, 1)} / 5`}</Field>
      {above && (
        <Text size="xs" c="var(--watch)" component="div">
          <IconAlertTriangle size={13} aria-hidden /> {say('lanes.ceiling.above', { aimed: number(aimed, 1) })}
        </Text>
      )}
    </>
  )
}

const holds = (list: readonly unknown[] | undefined): boolean => (list ?? []).length > 0

interface Lane {
  readonly Cell: (props: CellProps) => ReactNode
  /** Whether the touchpoint has anything to say here. */
  readonly says: (props: CellProps) => boolean
}

/** What each lane shows of a touchpoint; verbatims and curves have their own. */
export const CELLS: Readonly<Record<Exclude<LaneKind, 'verbatims'>, Lane>> = {
  channels: { Cell: Channels, says: ({ touchpoint, lived }) => holds(touchpoint.channels) || holds(lived?.byChannel) },
  emotion: {
    Cell: Emotion,
    says: ({ touchpoint }) => (touchpoint.experience ?? []).some(({ emotion }) => emotion !== undefined),
  },
  satisfaction: { Cell: Satisfaction, says: ({ lived }) => holds(lived?.satisfaction) },
  experience: {
    Cell: Experience,
    says: ({ touchpoint }) =>
      (touchpoint.experience ?? []).some(({ thinking, feeling }) => thinking !== undefined || feeling !== undefined),
  },
  drives: {
    Cell: Drives,
    says: ({ touchpoint }) =>
      (touchpoint.experience ?? []).some(({ motivations, barriers }) => holds(motivations) || holds(barriers)),
  },
  levers: { Cell: Levers, says: ({ touchpoint }) => Object.keys(touchpoint.levers ?? {}).length > 0 },
  moments: { Cell: Moments, says: ({ touchpoint }) => holds(touchpoint.moments) },
  metrics: {
    Cell: Metrics,
    says: ({ touchpoint, metric }) =>
      (touchpoint.metrics ?? []).some((each) => metric === undefined || each.metric === metric),
  },
  rules: { Cell: Rules, says: ({ touchpoint }) => holds(touchpoint.backstage?.rules) },
  systems: {
    Cell: Systems,
    says: ({ touchpoint: { backstage = {} } }) =>
      backstage.owner !== undefined ||
      holds(backstage.systems) ||
      holds(backstage.data) ||
      backstage.process !== undefined,
  },
  skills: {
    Cell: Skills,
    says: ({ touchpoint: { backstage = {} } }) =>
      holds(backstage.skills) ||
      backstage.organisation !== undefined ||
      backstage.personalisation_ceiling !== undefined,
  },
}
