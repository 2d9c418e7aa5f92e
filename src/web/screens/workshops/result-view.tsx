import { Stack, Text } from '@mantine/core'
import type { Outline, Result } from '../../../workshops/index.ts'
import { useWords } from '../../words/language.tsx'
import { AlignmentView } from './alignment-view.tsx'
import { useItemTitle } from './question-title.ts'
import { RatedLine } from './spread.tsx'

const Chosen = ({
  chosen,
  n,
  outline,
}: {
  readonly chosen: readonly { id: string; count: number }[]
  readonly n: number
  readonly outline: Outline
}) => {
  const { say, number } = useWords()
  const title = useItemTitle(outline)
  return (
    <ol className="workshop-chosen">
      {chosen.map(({ id, count }) => (
        <li key={id}>
          <span>{title(id)}</span>
          <span className="workshop-track" aria-hidden="true">
            <span style={{ width: `${(100 * count) / n}%` }} />
          </span>
          <span className="quiet">{say('workshop.of', { count: number(count), n: number(n) })}</span>
        </li>
      ))}
    </ol>
  )
}

/** What the room answered to one question, as everybody may see it. */
export const ResultView = ({ result, outline }: { readonly result: Result; readonly outline: Outline }) => {
  const { say } = useWords()
  const title = useItemTitle(outline)
  if (result.n === 0) return <Text className="quiet">{say('workshop.nobody')}</Text>
  switch (result.kind) {
    case 'emotion':
    case 'levers':
      return (
        <Stack gap="sm">
          {result.rated.map((rated) => (
            <RatedLine
              key={`${rated.item} ${rated.lever} ${rated.side}`}
              rated={rated}
              name={
                rated.lever && rated.side
                  ? `${say(`lever.${rated.lever}`)} – ${say(`workshop.side.${rated.side}`)}`
                  : title(rated.item)
              }
            />
          ))}
        </Stack>
      )
    case 'matters':
      return result.chosen ? (
        <Chosen chosen={result.chosen} n={result.n} outline={outline} />
      ) : (
        <Text className="quiet">{say('workshop.few')}</Text>
      )
    case 'missing':
      return (
        <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
          {result.proposed.map(({ stage, title: name }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may propose the same words
            <li key={index} className="card" style={{ padding: '0.5rem 0.75rem' }}>
              {name}{' '}
              <Text span size="sm" className="quiet">
                {title(stage)}
              </Text>
            </li>
          ))}
        </Stack>
      )
    case 'remarks':
      return (
        <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
          {result.said.map(({ stage, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may say the same words
            <li key={index} className="card" style={{ padding: '0.5rem 0.75rem' }}>
              {text}{' '}
              {stage !== undefined && (
                <Text span size="sm" className="quiet">
                  {title(stage)}
                </Text>
              )}
            </li>
          ))}
        </Stack>
      )
    case 'alignment':
      return <AlignmentView result={result} />
  }
}
