import { Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { tell } from '../../../../../kernel/index.ts'
import { namedItems, TRANSITION_KINDS, type Transition } from '../../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { RemoveButton } from '../fields/remove-button.tsx'
import { ChoiceField, DurationField } from '../fields/simple.tsx'
import { Remarks } from '../remarks.tsx'

const AT = ['transitions']

/** Where one goes from the touchpoint: to which other, within what time, in which way. */
export const Transitions = ({ from }: { readonly from: string }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { map, change, readOnly } = useEditing()
  const { value = [] } = usePlace<readonly Transition[]>(AT)
  const names = [...(namedItems(AT, value as never)?.keys() ?? [])]
  const titleOf = (id: string) => tell(map.touchpoints.find((each) => each.id === id)?.title, language) || id
  const taken = new Set(value.filter((each) => each.from === from).map(({ to }) => to))
  const free = map.touchpoints.filter(({ id }) => id !== from && !taken.has(id))
  return (
    <Stack gap="sm">
      {value.map((transition, index) => {
        if (transition.from !== from) return null
        const at = [...AT, names[index] ?? '']
        const title = titleOf(transition.to)
        return (
          <section key={names[index]} className="inset" aria-label={title}>
            <Group justify="space-between" wrap="nowrap" mb={6}>
              <Text size="sm" fw={600}>
                {title}
              </Text>
              <RemoveButton at={at} what={title} />
            </Group>
            <SimpleGrid cols={2} spacing="sm">
              <ChoiceField
                at={[...at, 'kind']}
                label={say('panel.transition.kind')}
                values={TRANSITION_KINDS}
                nameOf={(kind) => say(`transition.${kind}`)}
                none={say('transition.normal')}
              />
              <DurationField at={[...at, 'within']} label={say('panel.transition.within')} example="days" />
            </SimpleGrid>
            <Remarks at={at} below={false} />
          </section>
        )
      })}
      {!readOnly && (
        <Select
          key={value.length}
          aria-label={say('panel.transition.add')}
          placeholder={say('panel.transition.add')}
          searchable
          data={free.map(({ id }) => ({ value: id, label: titleOf(id) }))}
          onChange={(to) => to !== null && change({ do: 'insert', at: AT, value: { from, to } })}
        />
      )}
    </Stack>
  )
}
