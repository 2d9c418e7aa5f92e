import { metricWords } from '../../../../drawings/index.ts'
import { say as inWords, tell } from '../../../../kernel/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import type { ShownLane } from './lane-kinds.ts'

/** What a lane is called: as its author says, else after its kind or its metric. */
export const useLaneName = () => {
  const { say } = useWords()
  const { language } = useLanguage()
  return ({ kind, metric, title }: ShownLane): string =>
    tell(title, language) || (metric === undefined ? say(`lane.${kind}`) : inWords(metricWords({ metric }), language))
}
