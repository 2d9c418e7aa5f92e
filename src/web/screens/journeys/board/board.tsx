import { useWords } from '../../../words/language.tsx'
import type { ViewProps } from '../view-props.ts'
import { StageColumn } from './stage-column.tsx'

/** The map itself: its stages as columns, its touchpoints as cards, lit by what is lived. */
export const Board = ({ map, lived }: ViewProps) => {
  const { say } = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="stages" tabIndex={0} aria-label={say('journey.tab.map')}>
      {map.stages.map((stage) => (
        <StageColumn key={stage.id} stage={stage} map={map} lived={lived} />
      ))}
    </section>
  )
}
