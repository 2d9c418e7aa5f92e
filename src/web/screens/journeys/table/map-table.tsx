import { Text } from '@mantine/core'
import { useWords } from '../../../words/language.tsx'
import { useVerbatims } from '../lanes/use-verbatims.ts'
import { VerbatimCell } from '../lanes/verbatim-cell.tsx'
import { useAside } from '../use-aside.ts'
import type { ViewProps } from '../view-props.ts'
import { COLUMNS, TouchpointTable } from './touchpoint-table.tsx'

/** The map that is open as a table, with what customers said; its rows lead to the touchpoints. */
export const MapTable = ({ id, map, lived }: ViewProps) => {
  const { say } = useWords()
  const { show } = useAside()
  const verbatims = useVerbatims(id, true)
  const said = (touchpoint: string) => {
    const found = verbatims.data?.items.find((each) => each.touchpoint === touchpoint)
    return found ? <VerbatimCell {...found} /> : null
  }
  return (
    <>
      <Text className="quiet" mb="sm">
        {say('table.lead')}
      </Text>
      <TouchpointTable
        map={map}
        lived={lived}
        columns={COLUMNS}
        said={said}
        open={(touchpoint) => show(`touchpoint:${touchpoint}`)}
      />
    </>
  )
}
