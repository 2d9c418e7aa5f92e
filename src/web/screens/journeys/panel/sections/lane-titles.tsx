import { Stack, Text } from '@mantine/core'
import type { Json } from '../../../../../events/index.ts'
import { useWords } from '../../../../words/language.tsx'
import { lanesOf, namedLanes } from '../../lanes/lane-kinds.ts'
import { useEditing } from '../editing.tsx'
import { TextPair } from '../fields/text-pair.tsx'
import { Remarks } from '../remarks.tsx'

/** What the map calls its lanes; one without a title of its own is called after what it shows. */
export const LaneTitles = () => {
  const { say } = useWords()
  const { map, change, readOnly } = useEditing()
  const declared = map.lanes !== undefined
  return (
    <Stack gap="sm">
      {lanesOf(map).map(({ id, kind, title }) => {
        const label = say(`lane.${kind}`)
        const at = ['lanes', id, 'title']
        return (
          <fieldset key={id} className="field" aria-label={label}>
            <Text component="legend" size="sm">
              {label}
            </Text>
            <TextPair
              label={say('panel.lane.title', { lane: label })}
              text={title}
              readOnly={readOnly}
              write={(next) =>
                change(
                  // The usual lanes stand in no map until one of them is given something of its own.
                  ...(declared
                    ? []
                    : [{ do: 'set', at: ['lanes'], value: namedLanes(map) as unknown as Json } as const]),
                  next === undefined ? { do: 'clear', at } : { do: 'set', at, value: next as Json },
                )
              }
            />
            <Remarks at={at} />
          </fieldset>
        )
      })}
    </Stack>
  )
}
