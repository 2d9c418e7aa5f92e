import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { metricWords } from '../../../../../drawings/index.ts'
import { say as inWords } from '../../../../../kernel/index.ts'
import { type Metric, namedItems } from '../../../../../maps/index.ts'
import { useLanguage, useWords } from '../../../../words/language.tsx'
import { useEditing, usePlace } from '../editing.tsx'
import { RemoveButton } from '../fields/remove-button.tsx'
import { NumberField } from '../fields/simple.tsx'
import { Remarks } from '../remarks.tsx'

const KNOWN = ['abandonment', 'conversion', 'satisfaction', 'nps', 'csat', 'ces', 'no_show', 'duration'] as const

/** What is measured at the touchpoint: what is aimed at, what alerts, and from how many journeys it can be read. */
export const Metrics = ({ at }: { readonly at: readonly string[] }) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const { change, readOnly } = useEditing()
  const { value = [] } = usePlace<readonly Metric[]>(at)
  const names = [...(namedItems(at, value as never)?.keys() ?? [])]
  const called = (metric: string) => inWords(metricWords({ metric }), language)
  return (
    <Stack gap="md">
      {value.map(({ metric }, index) => {
        const here = [...at, names[index] ?? metric]
        return (
          <section key={names[index] ?? metric} className="inset" aria-label={called(metric)}>
            <Group justify="space-between" mb={6}>
              <Text size="sm" fw={600}>
                {called(metric)}
              </Text>
              <RemoveButton at={here} what={called(metric)} />
            </Group>
            <SimpleGrid cols={3} spacing="sm">
              <NumberField at={[...here, 'target']} label={say('panel.metric.target')} step={0.05} />
              <NumberField at={[...here, 'alert']} label={say('panel.metric.alert')} step={0.05} />
              <NumberField at={[...here, 'min_n']} label={say('panel.metric.min')} min={0} step={10} />
            </SimpleGrid>
            <Remarks at={here} below={false} />
          </section>
        )
      })}
      {!readOnly && (
        <Group gap={6}>
          {KNOWN.filter((metric) => !value.some((each) => each.metric === metric)).map((metric) => (
            <Button
              key={metric}
              variant="light"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => change({ do: 'insert', at, value: { metric, min_n: 30 } })}
            >
              {called(metric)}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  )
}
