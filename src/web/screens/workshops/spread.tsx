import { Group, Text } from '@mantine/core'
import type { Rated, Spread } from '../../../workshops/index.ts'
import { Face } from '../../kit/face.tsx'
import { useWords } from '../../words/language.tsx'

/** A number from -1 to 1 in words: two camps, disagreement, partial agreement, strong agreement. */
const camp = (agreement: number) =>
  agreement >= 0.7 ? 'strong' : agreement >= 0.3 ? 'partial' : agreement > -0.3 ? 'weak' : 'camps'

/** How much a room agrees: the word, and van der Eijk's A behind it. */
export const Agreement = ({ spread }: { readonly spread: Spread }) => {
  const { say, number } = useWords()
  const kind = camp(spread.agreement)
  return (
    <Text
      size="sm"
      fw={600}
      c={kind === 'strong' ? 'var(--good)' : kind === 'partial' ? 'var(--ink)' : 'var(--watch)'}
      component="span"
    >
      {say(`workshop.agreement.${kind}`)}{' '}
      <Text span size="xs" className="quiet" fw={400}>
        A = {number(spread.agreement, 2)}
      </Text>
    </Text>
  )
}

/** Answers by step of their scale; each bar says its count. */
export const Bars = ({ spread, name }: { readonly spread: Spread; readonly name: string }) => {
  const { say, number } = useWords()
  const most = Math.max(...spread.counts, 1)
  const [low, high] = spread.scale
  const emotion = low === -2
  return (
    <ol className="workshop-bars" aria-label={name}>
      {spread.counts.map((count, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step of a scale is its position
        <li key={step}>
          <span className="workshop-bar" style={{ height: `${(100 * count) / most}%` }} aria-hidden="true" />
          <span className="workshop-count">{count > 0 ? number(count) : ''}</span>
          <span className="workshop-step">
            {emotion ? <Face value={low + step} size={18} /> : low + step}
            <span className="sr-only">
              {emotion ? say(`emotion.${(low + step) as -2 | -1 | 0 | 1 | 2}`) : `${low + step} / ${high}`} :{' '}
              {number(count)}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What the room said of one thing: where it stands, how far apart, and role by role where enough spoke. */
export const RatedLine = ({ rated, name }: { readonly rated: Rated; readonly name: string }) => {
  const { say, number } = useWords()
  if (!rated.all)
    return (
      <div className="workshop-rated">
        <Text fw={600}>{name}</Text>
        <Text size="sm" className="quiet">
          {say('workshop.few')}
        </Text>
      </div>
    )
  const { all, byRole } = rated
  return (
    <div className="workshop-rated">
      <div>
        <Text fw={600}>{name}</Text>
        <Group gap="xs">
          <Text size="sm">{say('workshop.mean', { mean: number(all.mean, 1), n: all.n })}</Text>
          <Agreement spread={all} />
        </Group>
        {byRole.length > 1 && (
          <Text size="xs" className="quiet">
            {byRole
              .map(({ role, spread }) => `${say(`workshop.role.${role}`)} ${number(spread.mean, 1)} (n = ${spread.n})`)
              .join(' · ')}
          </Text>
        )}
      </div>
      <Bars spread={all} name={name} />
    </div>
  )
}
