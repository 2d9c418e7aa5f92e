import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { tell } from '../../../../../kernel/index.ts'
import { type JourneyMap, namedItems } from '../../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { RemoveButton } from '../fields/remove-button.tsx'
import { NumberField } from '../fields/simple.tsx'
import { Remarks } from '../remarks.tsx'

const AT = ['links']
type Link = NonNullable<JourneyMap['links']>[number]

const usePlaces = () => {
  const { language } = useLanguage()
  const { map } = useEditing()
  return [...map.stages, ...map.touchpoints].map(({ id, title }) => ({
    value: id,
    label: tell(title, language) || id,
  }))
}

const NewLink = ({ taken }: { readonly taken: ReadonlySet<string> }) => {
  const { say } = useWords()
  const { change } = useEditing()
  const places = usePlaces()
  const [item, name] = useState('')
  const [place, choose] = useState<string | null>(null)
  const wanted = item.trim()
  const ready = wanted !== '' && place !== null && !taken.has(`${wanted}@${place}`)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        change({ do: 'insert', at: AT, value: { item: wanted, at: place } })
        name('')
      }}
    >
      <Stack gap={6}>
        <TextInput
          label={say('panel.link.item')}
          placeholder={say('panel.link.example')}
          value={item}
          onChange={({ currentTarget }) => name(currentTarget.value)}
        />
        <Select label={say('panel.link.at')} data={places} value={place} onChange={choose} searchable />
        <Button type="submit" variant="light" size="compact-md" disabled={!ready} style={{ alignSelf: 'flex-start' }}>
          {say('panel.link.add')}
        </Button>
      </Stack>
    </form>
  )
}

/** What stands elsewhere and bears on the map: an initiative, a ticket, a document, each at its stage or touchpoint. */
export const Links = () => {
  const { say } = useWords()
  const { readOnly } = useEditing()
  const places = usePlaces()
  const { value = [] } = usePlace<readonly Link[]>(AT)
  const names = [...(namedItems(AT, value as never)?.keys() ?? [])]
  return (
    <Stack gap="sm">
      <Text size="xs" className="quiet">
        {say('panel.links.lead')}
      </Text>
      {value.map(({ item, at: place }, index) => {
        const at = [...AT, names[index] ?? '']
        return (
          <section key={names[index]} className="inset" aria-label={item}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                <Text size="sm" fw={600}>
                  {item}
                </Text>
                <Text size="xs" className="quiet">
                  {places.find((each) => each.value === place)?.label ?? place}
                </Text>
              </div>
              <RemoveButton at={at} what={item} />
            </Group>
            <NumberField at={[...at, 'weight']} label={say('panel.link.weight')} />
            <Remarks at={at} below={false} />
          </section>
        )
      })}
      {!readOnly && <NewLink taken={new Set(names)} />}
    </Stack>
  )
}
