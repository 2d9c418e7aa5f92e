import { Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconBulb, IconCircleX } from '@tabler/icons-react'
import { useWords } from '../../../words/language.tsx'
import { type Remark, useRemarks } from './editing.tsx'

const LOOK = {
  error: { colour: 'var(--bad)', Icon: IconCircleX },
  warning: { colour: 'var(--watch)', Icon: IconAlertTriangle },
  hint: { colour: 'var(--quiet)', Icon: IconBulb },
} as const

export const RemarkLine = ({ remark }: { readonly remark: Remark }) => {
  const { say } = useWords()
  const { colour, Icon } = LOOK[remark.severity]
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" c={colour} mt={4}>
      <Icon size={15} style={{ flex: 'none', marginTop: 2 }} aria-label={say(`panel.severity.${remark.severity}`)} />
      <Text size="xs" lh={1.35}>
        {remark.what} <span className="quiet">{remark.remedy}</span>
      </Text>
    </Group>
  )
}

/** What is to be corrected at one place of the map, beside the field that says it. */
export const Remarks = ({ at, below = true }: { readonly at: readonly string[]; readonly below?: boolean }) => {
  const remarks = useRemarks(at, below)
  if (remarks.length === 0) return null
  return (
    <div role="status">
      {remarks.map((remark) => (
        <RemarkLine key={`${remark.code} ${remark.path}`} remark={remark} />
      ))}
    </div>
  )
}
