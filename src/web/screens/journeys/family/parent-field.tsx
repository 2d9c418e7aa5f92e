import { Select, Stack } from '@mantine/core'
import { tell } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../words/language.tsx'
import { useMaps } from '../../maps/use-maps.ts'
import { useEditing, usePlace } from '../panel/editing.tsx'
import { Remarks } from '../panel/remarks.tsx'
import { useMap } from '../use-journey.ts'

const AT = ['parent']

const TouchpointAbove = ({ parent }: { readonly parent: NonNullable<JourneyMap['parent']> }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { set, readOnly } = usePlace<JourneyMap['parent']>(AT)
  const { data } = useMap(parent.journey)
  if (!data) return null
  return (
    <Select
      label={say('family.parent.touchpoint')}
      data={data.touchpoints.map(({ id, title }) => ({ value: id, label: tell(title, language) || id }))}
      value={parent.touchpoint ?? null}
      placeholder={say('panel.unsaid')}
      clearable
      searchable
      readOnly={readOnly}
      onChange={(touchpoint) => set({ journey: parent.journey, ...(touchpoint !== null && { touchpoint }) })}
    />
  )
}

/** The map that holds this one, and at which of its touchpoints. */
export const ParentField = () => {
  const { say } = useWords()
  const { map } = useEditing()
  const maps = useMaps()
  const { value, set, readOnly } = usePlace<JourneyMap['parent']>(AT)
  const others = (maps.data ?? []).filter(({ id }) => id !== map.id)
  return (
    <Stack gap="sm">
      <Select
        label={say('family.parent')}
        data={others.map(({ id, title }) => ({ value: id, label: title }))}
        value={value?.journey ?? null}
        placeholder={say('family.parent.none')}
        clearable
        searchable
        readOnly={readOnly}
        onChange={(journey) => set(journey === null ? undefined : { journey })}
      />
      {value && <TouchpointAbove parent={value} />}
      <Remarks at={AT} />
    </Stack>
  )
}
