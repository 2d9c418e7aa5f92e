import { SimpleGrid } from '@mantine/core'
import type { Lived } from '../../../journeys/index.ts'
import { rate } from '../../../kernel/index.ts'
import { Figure, RateNumber } from '../../kit/number.tsx'
import { useWords } from '../../words/language.tsx'

/** What a journey comes to, in six numbers. */
export const Figures = ({ lived }: { readonly lived: Lived }) => {
  const { say, number, percent, time } = useWords()
  const { total, succeeded, abandoned, open } = lived.instances
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Figure name={say('journey.total')}>{number(total)}</Figure>
      <Figure name={say('journey.succeeded.closed')}>
        <RateNumber rate={rate(succeeded, succeeded + abandoned)} />
      </Figure>
      <Figure name={say('journey.abandoned.closed')}>
        <RateNumber rate={rate(abandoned, succeeded + abandoned)} />
      </Figure>
      <Figure name={say('journey.open')}>{number(open)}</Figure>
      <Figure name={say('journey.median')}>{time(lived.duration.medianSeconds)}</Figure>
      <Figure name={say('journey.fitness')}>{percent(lived.conformance.fitness)}</Figure>
    </SimpleGrid>
  )
}
