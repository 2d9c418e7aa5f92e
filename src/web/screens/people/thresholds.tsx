import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Threshold, Thresholds as Told } from '../../../matching/index.ts'
import { Trouble } from '../../kit/trouble.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useChosenThreshold } from './use-matches.ts'

const useShares = () => {
  const { language } = useLanguage()
  return (share: number | null, digits = 1) =>
    share === null ? '–' : share.toLocaleString(language, { style: 'percent', maximumFractionDigits: digits })
}

const Choice = ({ choice, isKept }: { readonly choice: Threshold; readonly isKept: boolean }) => {
  const { say } = useWords()
  const share = useShares()
  const { threshold, pairs, open, precision, recall } = choice
  const name = share(threshold)
  return (
    <tr data-kept={isKept}>
      <th scope="row">
        <Radio value={String(threshold)} label={isKept ? say('matches.threshold.kept', { threshold: name }) : name} />
      </th>
      <td>{pairs}</td>
      <td>{share(precision)}</td>
      <td>{share(recall)}</td>
      <td>{open}</td>
    </tr>
  )
}

/** From which probability on nobody is asked: what each choice is expected to join rightly, and to leave to people. */
export const Thresholds = ({ thresholds: { sure, choices } }: { readonly thresholds: Told }) => {
  const { say } = useWords()
  const share = useShares()
  const chosen = useChosenThreshold()
  const [wanted, setWanted] = useState(String(sure))
  const waiting = choices.find(({ threshold }) => String(threshold) === wanted)?.open ?? 0
  const isLower = Number(wanted) < sure
  return (
    <section className="card block" aria-labelledby="matches-threshold">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4" id="matches-threshold">
            {say('matches.threshold.title')}
          </Title>
          <Text size="sm" className="quiet">
            {say('matches.threshold.lead')}
          </Text>
        </div>
        <Radio.Group value={wanted} onChange={setWanted} aria-labelledby="matches-threshold">
          <div className="fall-scroll">
            <table className="thresholds">
              <thead>
                <tr>
                  <th scope="col">{say('matches.threshold.from')}</th>
                  <th scope="col">{say('matches.threshold.pairs')}</th>
                  <th scope="col">{say('matches.threshold.precision')}</th>
                  <th scope="col">{say('matches.threshold.recall')}</th>
                  <th scope="col">{say('matches.threshold.open')}</th>
                </tr>
              </thead>
              <tbody>
                {choices.map((choice) => (
                  <Choice key={choice.threshold} choice={choice} isKept={choice.threshold === sure} />
                ))}
              </tbody>
            </table>
          </div>
        </Radio.Group>
        <Group gap="sm">
          <Button
            size="sm"
            variant="light"
            disabled={Number(wanted) === sure}
            loading={chosen.isPending}
            onClick={() => chosen.mutate(Number(wanted))}
          >
            {say('matches.threshold.keep', { threshold: share(Number(wanted)) })}
          </Button>
          <Text size="sm" className="quiet" aria-live="polite">
            {isLower && say('matches.threshold.joins', { count: waiting })}
            {Number(wanted) > sure && say('matches.threshold.later')}
            {Number(wanted) === sure && chosen.data && say('matches.threshold.done', { count: chosen.data.linked })}
          </Text>
        </Group>
        <Trouble problem={chosen.error} />
      </Stack>
    </section>
  )
}
